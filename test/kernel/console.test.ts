import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
      "\u001b[2m[exit 126]\u001b[0m",
      "$ docker exec base-container echo \\",
      "  went on",
      "went on",
      "",
    ].join("\n"),
  );
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
  expect(textOf(execution, "stdout")).toContain("[exit 3]");
});

test("a program in a container asks when it reads, after what it has printed", async () => {
  const ask = `$ docker run -it --rm ubuntu sh -c 'printf "name? "; read n; echo "hi $n"'`;
  const asked = kernel.nextInputRequest();
  const shown = kernel.next(({ content }) => content.text === "name? ");
  const cell = kernel.execute(ask, { allow_stdin: true });
  expect((await asked).content.prompt).toBe("");
  await shown;
  await kernel.send("stdin", "input_reply", { value: "Ada" });
  expect(textOf(await cell, "stdout")).toBe("name? hi Ada\n");
  const unread = await kernel.execute("$ docker run -it --rm ubuntu echo hi", { allow_stdin: true });
  expect(textOf(unread, "stdout")).toBe("hi\n");
});

test("an interrupt ends its wait", async () => {
  const asked = kernel.nextInputRequest();
  const cell = kernel.execute("$ docker run -it --name stuck ubuntu cat", { allow_stdin: true });
  await asked;
  await kernel.request("control", "interrupt_request", {});
  expect((await cell).reply).toMatchObject({ status: "error", ename: "InterruptedError" });
  expect(textOf(await kernel.execute("$ docker ps -q --filter name=stuck"), "stdout")).toBe("");
});

test("without input docker run -ti says how to go on, and does not wait", async () => {
  const execution = await kernel.execute("$ docker run -ti --name later ubuntu", { allow_stdin: false });
  expect(textOf(execution, "stdout")).toContain("%%sh later");
});

test("an interrupt stops a loop in a container; containers are still there", async () => {
  const started = kernel.next(({ content }) => String(content.text).includes("while true"));
  await kernel.execute("%%sh base-container\nKEPT=yes");
  const cell = kernel.execute("%%sh base-container\nwhile true; do echo on; done");
  await started;
  await kernel.request("control", "interrupt_request", {});
  expect((await cell).reply).toMatchObject({ status: "error", ename: "InterruptedError" });
  expect(textOf(await kernel.execute("$ docker exec base-container cat /told"), "stdout")).toBe("33\n");
  // So is the very shell.
  expect(textOf(await kernel.execute("%%sh base-container\necho $KEPT"), "stdout")).toMatch(/\nyes\n$/);
});

describe("where something is not there, the cell says how to go on", () => {
  const ADVICE = (thing: string): string =>
    `There is no ${thing} here: run the cell that makes it, or Run > Run All Above Selected Cell.`;

  test.each([
    ["$ docker start gone", "gone"],
    ["$ docker history made-later", "made-later"],
    ["$ docker rmi made-later:v1", "made-later:v1"],
    ["$ docker build -t x parts-of-later", "parts-of-later"],
    ["%%sh gone\nls", "gone"],
    ['await docker.history("made-later")', "made-later"],
    ['await docker.diff("gone")', "gone"],
    ['require("node:fs").readFileSync(folder + "/later/notes.txt")', "later/notes.txt"],
  ])("%s", async (code, thing) => {
    const { reply, messages } = await kernel.execute(code);
    const shown = `${textOf({ reply, messages }, "stdout")}${[reply.traceback].flat().join("\n")}`;
    expect(plain(shown)).toContain(ADVICE(thing));
  });

  test.each([
    "$ docker rm -f gone 2> /dev/null || true",
    "$ docker inspect gone > /dev/null || echo none",
    "$ docker run --rm ubuntu ls /gone",
    'require("node:fs").readFileSync("/etc/gone")',
  ])("and not after %s", async (code) => {
    const { reply, messages } = await kernel.execute(code);
    const shown = `${textOf({ reply, messages }, "stdout")}${[reply.traceback].flat().join("\n")}`;
    expect(shown).not.toContain("There is no");
  });
});

describe("a console cell is a terminal beside the containers", () => {
  test("with pipes, variables and files of the lesson's folder, which last over cells", async () => {
    await kernel.execute(
      "$ mkdir -p site && cd site\n$ cat > Dockerfile <<EOF\n> FROM ubuntu\n> RUN echo hi > /hi\n> EOF",
    );
    await kernel.execute("$ ID=$(docker build -q .)");
    const ran = await kernel.execute("$ docker run --rm $ID cat /hi | tr a-z A-Z; basename $PWD");
    expect(textOf(ran, "stdout")).toBe("HI\nsite\n");
    expect(textOf(await kernel.execute("%%writefile later\nx"), "stdout")).toContain("Wrote later");
    expect(textOf(await kernel.execute("$ cd - > /dev/null; cat later; false"), "stdout")).toBe(
      "x\n\u001b[2m[exit 1]\u001b[0m\n",
    );
    expect(textOf(await kernel.execute("$ echo $?"), "stdout")).toBe("1\n");
  });

  test("one command shows its table, a pipe passes Docker's text on", async () => {
    await kernel.execute("$ true | true");
    expect(dataOf(await kernel.execute("$ docker history ubuntu"), "display_data")).toMatchObject({
      "text/html": expect.stringContaining("<table"),
    });
    const piped = await kernel.execute("$ docker history ubuntu | head -1");
    expect(textOf(piped, "stdout")).toMatch(/^IMAGE +CREATED +CREATED BY +SIZE +COMMENT\n$/);
    expect(piped.messages.some(({ type }) => type === "display_data")).toBe(false);
  });

  test("a document's transcript is run: prompts, what is typed in a container, and not what was printed", async () => {
    const execution = await kernel.execute(
      [
        "me@laptop:~$ docker run -it --name inside ubuntu bash",
        "root@d8c5ca119fcd:/# echo $((6 * 7)) > /answer",
        "root@d8c5ca119fcd:/# exit",
        "exit",
        "me@laptop:~$ docker diff inside",
        "A /answer",
      ].join("\n"),
    );
    const printed = textOf(execution, "stdout");
    expect(printed).toMatch(/root@[0-9a-f]{12}:\/# echo \$\(\(6 \* 7\)\) > \/answer\n/);
    expect(printed).toContain("Line 4 of the cell: not run, taken for output.");
    const diff = await kernel.execute("$ docker diff inside | grep answer");
    expect(textOf(diff, "stdout")).toBe("A /answer\n");
  });

  test("a container's prompt finds the container, or says which there are", async () => {
    const id = textOf(
      await kernel.execute("$ docker ps -q --filter name=base-container | cat"),
      "stdout",
    ).trim();
    expect(textOf(await kernel.execute(`root@${id}:/# echo here`), "stdout")).toMatch(/# echo here\nhere\n$/);
    const missing = await kernel.execute("root@000000000000:/# ls");
    expect(textOf(missing, "stderr")).toMatch(/000000000000, that is not here\. .*base-container/);
  });

  test.each(["%%time\n$ docker ps", "%time $ docker ps"])("%j says how long it took", async (code) => {
    const execution = await kernel.execute(code);
    expect(dataOf(execution, "display_data")).toHaveProperty("text/html");
    expect(textOf(execution, "stdout")).toMatch(/wall time: \d/);
  });

  test("an interrupt ends a pipeline, and the terminal is still there", async () => {
    await kernel.execute("$ HERE=yes; true | true");
    const cell = kernel.execute("$ docker run --rm ubuntu sleep 100 | cat");
    await new Promise((resolve) => setTimeout(resolve, 500));
    const asked = performance.now();
    await kernel.request("control", "interrupt_request", {});
    expect((await cell).reply).toMatchObject({ status: "error", ename: "InterruptedError" });
    expect(performance.now() - asked).toBeLessThan(1500);
    expect(textOf(await kernel.execute("$ echo $HERE"), "stdout")).toBe("yes\n");
  });
});

describe("a cell that is plainly no TypeScript says how to run it", () => {
  test.each([
    ["docker ps", "    $ docker ps"],
    ["$docker ps", "    $ docker ps"],
    ["!ls", "    $ ls"],
    ["ls -la", "    $ ls -la"],
    ["pwd", "    $ pwd"],
    ["$", "    $ docker ps"],
    ["mkdir app && cd app", "    $ mkdir app && cd app"],
    ["FROM ubuntu\nRUN ls", "    %%dockerfile -t NAME"],
  ])("%j", async (code, shown) => {
    const execution = await kernel.execute(code);
    expect(execution.reply).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect(plain(execution.reply.traceback ?? "")).toContain(shown);
    expect(textOf(execution, "stderr")).toBe("");
  });

  test("a name of the session is what it is", async () => {
    await kernel.execute("const ls = 5, la = 2");
    expect(dataOf(await kernel.execute("ls -la"), "execute_result")).toEqual({ "text/plain": "3" });
  });
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
