import { afterAll, beforeAll, expect, test } from "vitest";
import { dataOf, KernelClient, plain, textOf } from "./client.js";

/** Console cells, `%%sh` and `docker` against the real lab in the cells' process. */
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
  const { reply } = await kernel.execute('await docker.run("ubuntu", { name: "base-container" })');
  expect(plain(reply.traceback ?? "")).toBe("");
}, 30_000);
afterAll(() => kernel?.close());

test("a value of the API shows itself", async () => {
  const execution = await kernel.execute("await docker.history('ubuntu')");
  expect(dataOf(execution, "execute_result")).toMatchObject({
    "text/html": expect.stringContaining("<table"),
    "text/plain": expect.stringContaining("CREATED BY"),
  });
});

test("a console line shows what the command shows; one alone is not repeated", async () => {
  const execution = await kernel.execute("$ docker ps");
  expect(textOf(execution, "stdout")).toBe("");
  expect(dataOf(execution, "display_data")).toMatchObject({
    "text/plain": expect.stringMatching(/^CONTAINER ID .*\n.*base-container/),
  });
});

test("of several commands each is shown before its output, and a failing one does not stop the cell", async () => {
  const execution = await kernel.execute(
    "$ docker exec base-container no-such-program\n$ docker exec base-container echo \\\n  went on",
  );
  expect(execution.reply.status).toBe("ok");
  // The runtime's own words come where the program's would have come, as from a real Docker.
  expect(textOf(execution, "stdout").replaceAll("\r\n", "\n")).toBe(
    [
      "$ docker exec base-container no-such-program",
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "no-such-program": executable file not found in $PATH: unknown',
      "$ docker exec base-container echo \\",
      "  went on",
      "went on",
      "",
    ].join("\n"),
  );
  expect(textOf(execution, "stderr")).toMatch(/\[exit 126\]\u001b\[0m\n$/);
});

test("%%sh runs lines in a container, which TypeScript then sees", async () => {
  const shell = await kernel.execute("%%sh base-container\necho 33 > /told\ncat /told");
  expect(textOf(shell, "stdout")).toMatch(/# cat \/told\n33\n$/);
  const diff = await kernel.execute("$ docker diff base-container");
  expect(plain(JSON.stringify(diff.messages.map(({ content }) => content)))).toContain("A /told");
});

test("what a program prints while TypeScript runs it shows in the cell", async () => {
  const execution = await kernel.execute(
    'await docker.run("ubuntu", ["sh", "-c", "echo out; echo err >&2"]);',
  );
  expect(textOf(execution, "stdout")).toBe("out\n");
  expect(textOf(execution, "stderr")).toBe("err\n");
});

test("docker run -ti asks with the container's prompt until exit", async () => {
  let asked = kernel.nextInputRequest();
  const cell = kernel.execute("$ docker run -ti --name talk ubuntu", { allow_stdin: true });
  expect((await asked).content.prompt).toMatch(/^root@[0-9a-f]{12}:\/# $/);
  asked = kernel.nextInputRequest();
  await kernel.send("stdin", "input_reply", { value: "echo $((40 + 2))" });
  await asked;
  await kernel.send("stdin", "input_reply", { value: "exit 3" });
  const execution = await cell;
  expect(textOf(execution, "stdout")).toContain("42\n");
  expect(textOf(execution, "stderr")).toContain("[exit 3]");
});

test("without input docker run -ti says how to go on, and does not wait", async () => {
  const execution = await kernel.execute("$ docker run -ti --name later ubuntu", { allow_stdin: false });
  expect(textOf(execution, "stdout")).toContain("%%sh later");
});

test("an interrupt stops a loop in a container; containers are still there", async () => {
  const started = kernel.next(({ content }) => String(content.text).includes("while true"));
  const cell = kernel.execute("%%sh base-container\nwhile true; do :; done");
  await started;
  await kernel.request("control", "interrupt_request", {});
  expect((await cell).reply).toMatchObject({ status: "error", ename: "InterruptedError" });
  expect(textOf(await kernel.execute("$ docker exec base-container cat /told"), "stdout")).toBe("33\n");
});

test("editors complete and explain console lines", async () => {
  const code = "$ docker hist";
  const complete = await kernel.request("shell", "complete_request", { code, cursor_pos: code.length });
  expect(complete).toMatchObject({ matches: ["history"], cursor_start: 9, cursor_end: 13 });
  const inspect = await kernel.request("shell", "inspect_request", {
    code: "$ docker history ubuntu",
    cursor_pos: 12,
  });
  expect(inspect.data).toMatchObject({
    "text/plain": expect.stringContaining("Show the history of an image"),
  });
});
