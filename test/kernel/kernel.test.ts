import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataOf, KernelClient, textOf } from "./client.js";

/** One kernel for all: cells leave names of their own, and none depends on another test's. */
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
}, 30_000);
afterAll(() => kernel?.close());

describe("messages", () => {
  test("a cell's messages come in the protocol's order", async () => {
    const { messages, reply } = await kernel.execute('console.log("a"); console.error("b"); 1 + 1');
    expect(
      messages.map(({ type, content }) => [type, content.execution_state ?? content.name ?? ""]),
    ).toEqual([
      ["status", "busy"],
      ["execute_input", ""],
      ["stream", "stdout"],
      ["stream", "stderr"],
      ["execute_result", ""],
      ["status", "idle"],
    ]);
    expect(reply).toMatchObject({ status: "ok", user_expressions: {} });
    expect(messages[4]?.content).toMatchObject({
      execution_count: reply.execution_count,
      data: { "text/plain": "2" },
    });
  });

  test("a subscriber to iopub is welcomed", () => {
    const welcome = kernel.published.find(({ type }) => type === "iopub_welcome");
    expect(welcome?.content).toEqual({ subscription: "" });
  });

  test("kernel_info names the language as JupyterLab finds it", async () => {
    const info = await kernel.request("control", "kernel_info_request", {});
    expect(info).toMatchObject({
      status: "ok",
      implementation: "layerlab",
      language_info: { name: "typescript", file_extension: ".ts", codemirror_mode: "typescript" },
    });
  });

  test("the heartbeat answers while a cell loops", async () => {
    const cell = kernel.execute("while (true) {}");
    await kernel.next(({ type }) => type === "execute_input");
    expect(await kernel.heartbeat("ping")).toBe("ping");
    await kernel.request("control", "interrupt_request", {});
    expect((await cell).reply.status).toBe("error");
  });

  test("what is malformed or signed with another key is dropped, and the kernel goes on", async () => {
    const before = kernel.published.length;
    await kernel.sendFrames("shell", ["no delimiter"]);
    await kernel.sendFrames("shell", ["<IDS|MSG>", "", "{}"]);
    await kernel.sendFrames("shell", ["<IDS|MSG>", "0".repeat(64), "{}", "{}", "{}", "{}"]);
    await kernel.send(
      "shell",
      "execute_request",
      { code: "globalThis.forged = true" },
      { key: "another key" },
    );
    const { messages } = await kernel.execute("Reflect.has(globalThis, 'forged')");
    expect(dataOf({ messages, reply: {} }, "execute_result")).toEqual({ "text/plain": "false" });
    // Nothing of theirs was even announced as busy.
    expect(kernel.published.slice(before)).toEqual(messages);
  });

  test("an unknown request gets an error, not silence", async () => {
    expect(await kernel.request("shell", "dance_request", {})).toMatchObject({
      status: "error",
      evalue: "This kernel does not know dance_request.",
    });
  });

  test("a cell that comes on control waits for its turn", async () => {
    const first = kernel.execute(
      "const turns = ['shell']; await new Promise((done) => setTimeout(done, 50)); turns.push('still');",
    );
    await kernel.next(({ type }) => type === "execute_input");
    const reply = await kernel.request("control", "execute_request", { code: "turns.push('control');" });
    expect(reply.status).toBe("ok");
    expect((await first).reply.status).toBe("ok");
    expect(dataOf(await kernel.execute("turns.join()"), "execute_result")).toEqual({
      "text/plain": "'shell,still,control'",
    });
  });

  test("comms: there are none, and one that is opened is closed", async () => {
    expect(await kernel.request("shell", "comm_info_request", {})).toEqual({ status: "ok", comms: {} });
    const closed = kernel.next(({ type }) => type === "comm_close");
    await kernel.send("shell", "comm_open", { comm_id: "c1", target_name: "jupyter.widget", data: {} });
    expect((await closed).content).toEqual({ comm_id: "c1", data: {} });
  });
});

describe("outputs", () => {
  test("20,000 lines are all there before idle", async () => {
    const execution = await kernel.execute('for (let i = 0; i < 20_000; i++) console.log("line", i)');
    const lines = textOf(execution, "stdout").split("\n");
    expect(lines.length).toBe(20_001);
    expect(execution.messages.length).toBeLessThan(200);
    expect(lines.every((line, index) => index === 20_000 || line === `line ${index}`)).toBe(true);
    expect(execution.messages.at(-1)?.content.execution_state).toBe("idle");
  });

  test("what a program started by the cell writes comes before idle, too", async () => {
    const execution = await kernel.execute(
      'require("node:child_process").execSync("echo out; echo err >&2", { stdio: "inherit" });',
    );
    expect(textOf(execution, "stdout")).toBe("out\n");
    expect(textOf(execution, "stderr")).toBe("err\n");
  });

  test("display shows a value's own bundle, and writes its place again", async () => {
    const execution = await kernel.execute(`
      const shown = { [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<b>1</b>", "text/plain": "1" }) };
      const place = await display(shown);
      await place.update("two");
    `);
    const [first, second] = execution.messages.filter(({ type }) => type.endsWith("display_data"));
    expect(first).toMatchObject({ type: "display_data", content: { data: { "text/html": "<b>1</b>" } } });
    expect(second).toMatchObject({
      type: "update_display_data",
      content: { data: { "text/plain": "'two'" } },
    });
    expect(second?.content.transient).toEqual(first?.content.transient);
  });

  test("a display at a cell's end is its only output", async () => {
    const { messages } = await kernel.execute('await display({ "text/html": "<i>2</i>" }, { raw: true })');
    const shown = messages.filter(({ type }) => /display_data|execute_result/.test(type));
    expect(shown.map(({ type, content }) => [type, content.data])).toEqual([
      ["display_data", expect.objectContaining({ "text/html": "<i>2</i>" })],
    ]);
  });

  test("what a notebook shows by tslab's display is shown, and written again in its place", async () => {
    const { messages } = await kernel.execute(`
      import * as tslab from "tslab";
      tslab.display.html("<b>hello</b>");
      const place = tslab.newDisplay();
      place.text("one");
      place.text("two");`);
    const shown = messages.filter(({ type }) => type.endsWith("display_data"));
    expect(shown.map(({ type, content }) => [type, content.data])).toEqual([
      ["display_data", expect.objectContaining({ "text/html": "<b>hello</b>" })],
      ["display_data", { "text/plain": "one" }],
      ["update_display_data", { "text/plain": "two" }],
    ]);
    expect(messages.filter(({ type }) => type === "stream")).toEqual([]);
  });

  test("the last value shows itself, awaited or not displayable", async () => {
    const rich = await kernel.execute(
      'await Promise.resolve({ [Symbol.for("Jupyter.display")]: () => ({ "text/markdown": "*x*" }) })',
    );
    expect(dataOf(rich, "execute_result")).toMatchObject({ "text/markdown": "*x*" });
    expect(dataOf(await kernel.execute("({ a: [1, 'b'] })"), "execute_result")).toEqual({
      "text/plain": "{ a: [ 1, 'b' ] }",
    });
    const nothing = await kernel.execute("undefined");
    expect(nothing.messages.map(({ type }) => type)).not.toContain("execute_result");
  });

  test("clearOutput takes away what was shown", async () => {
    const { messages } = await kernel.execute("clearOutput({ wait: true })");
    expect(messages.find(({ type }) => type === "clear_output")?.content).toEqual({ wait: true });
  });

  test("silent shows nothing and counts nothing", async () => {
    const { reply } = await kernel.execute("0");
    const silent = await kernel.execute('console.log("x"); 5', { silent: true });
    expect(silent.messages.map(({ type }) => type)).toEqual(["status", "status"]);
    expect(silent.reply).toMatchObject({ status: "ok", execution_count: reply.execution_count });
    expect((await kernel.execute("0")).reply.execution_count).toBe(Number(reply.execution_count) + 1);
  });
});

describe("input", () => {
  test("prompt asks too, and answers its default when nothing is typed", async () => {
    for (const [typed, shown] of [
      ["Ada", "'Ada'"],
      ["", "'nobody'"],
    ] as const) {
      const asked = kernel.nextInputRequest();
      const cell = kernel.execute('await prompt("Your name:", "nobody")', { allow_stdin: true });
      expect((await asked).content).toEqual({ prompt: "Your name: ", password: false });
      await kernel.send("stdin", "input_reply", { value: typed });
      expect(dataOf(await cell, "execute_result")).toEqual({ "text/plain": shown });
    }
  });

  test("a cell asks and gets the answer", async () => {
    const asked = kernel.nextInputRequest();
    const cell = kernel.execute('const answer = await input("Name? "); answer', { allow_stdin: true });
    expect((await asked).content).toEqual({ prompt: "Name? ", password: false });
    await kernel.send("stdin", "input_reply", { value: "Ada" });
    expect(dataOf(await cell, "execute_result")).toEqual({ "text/plain": "'Ada'" });
  });

  test("confirm takes a yes, and anything else for a no", async () => {
    for (const [typed, shown] of [
      ["Y", "true"],
      ["", "false"],
    ] as const) {
      const asked = kernel.nextInputRequest();
      const cell = kernel.execute('await confirm("Sure?")', { allow_stdin: true });
      expect((await asked).content).toEqual({ prompt: "Sure? [y/N] ", password: false });
      await kernel.send("stdin", "input_reply", { value: typed });
      expect(dataOf(await cell, "execute_result")).toEqual({ "text/plain": shown });
    }
  });

  test("what reads process.stdin asks for its lines, until ^D", async () => {
    let asked = kernel.nextInputRequest();
    const lines = kernel.execute(
      'import readline from "node:readline"; const got: string[] = []; for await (const line of readline.createInterface({ input: process.stdin })) got.push(line); got',
      { allow_stdin: true },
    );
    for (const value of ["one", "", "^D"]) {
      await asked;
      asked = kernel.nextInputRequest();
      await kernel.send("stdin", "input_reply", { value });
    }
    expect(dataOf(await lines, "execute_result")).toEqual({ "text/plain": "[ 'one', '' ]" });
    // The request that waits above is this cell's only one: its interface is closed after the first line.
    const cell = kernel.execute(
      'import { createInterface } from "node:readline/promises"; const rl = createInterface({ input: process.stdin, output: process.stdout }); const who = await rl.question("Who? "); rl.close(); who',
      { allow_stdin: true },
    );
    await asked;
    await kernel.send("stdin", "input_reply", { value: "Ada" });
    const execution = await cell;
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "'Ada'" });
    expect(textOf(execution, "stdout")).toBe("Who? ");
  });

  test("where nobody can answer it fails at once and says what to do", async () => {
    const { reply } = await kernel.execute("await input()", { allow_stdin: false });
    expect(reply).toMatchObject({ status: "error", ename: "StdinNotAllowedError" });
    expect(reply.evalue).toContain("Give the value in the cell instead.");
  });

  test("an interrupt ends the wait, and a late answer goes nowhere", async () => {
    const asked = kernel.nextInputRequest();
    const cell = kernel.execute('await input("? ")', { allow_stdin: true });
    await asked;
    await kernel.request("control", "interrupt_request", {});
    expect((await cell).reply).toMatchObject({ ename: "InterruptedError" });
    await kernel.send("stdin", "input_reply", { value: "late" });
    expect(dataOf(await kernel.execute("'fine'"), "execute_result")).toEqual({ "text/plain": "'fine'" });
  });
});

describe("the queue", () => {
  test("an error aborts the cells that wait, not those sent later", async () => {
    const first = kernel.execute(
      "await new Promise((done) => setTimeout(done, 100)); throw new Error('stop')",
    );
    const [second, third] = [kernel.execute("globalThis.ran = 2"), kernel.execute("globalThis.ran = 3")];
    expect((await first).reply.status).toBe("error");
    expect((await second).reply).toEqual({ status: "aborted" });
    expect((await third).reply).toEqual({ status: "aborted" });
    expect(dataOf(await kernel.execute("Reflect.has(globalThis, 'ran')"), "execute_result")).toEqual({
      "text/plain": "false",
    });
  });

  test("the error is replied first, then what it aborted in the order it was sent, one at a time", async () => {
    const cells = [
      ["failing", "await new Promise((done) => setTimeout(done, 100)); throw new Error('stop')"],
      ["second", "2"],
      ["third", "3"],
      ["fourth", "4"],
    ] as const;
    const names = new Map<string | undefined, string>(cells.map(([name]) => [randomUUID(), name]));
    const order: string[] = [];
    const before = kernel.published.length;
    const replies = [...names].map(async ([id, name]) => {
      const { status } = await kernel.replyTo(String(id));
      order.push(`${name} ${status}`);
    });
    const last = [...names.keys()].at(-1);
    const idle = kernel.next((each) => each.parentId === last && each.content.execution_state === "idle");
    for (const [index, id] of [...names.keys()].entries())
      await kernel.send(
        "shell",
        "execute_request",
        { code: cells[index]?.[1], allow_stdin: true },
        { id: String(id) },
      );
    await Promise.all([...replies, idle]);
    expect(order).toEqual(["failing error", "second aborted", "third aborted", "fourth aborted"]);
    const states = kernel.published
      .slice(before)
      .filter(({ type, parentId }) => (type === "status" || type === "error") && names.has(parentId))
      .map(({ parentId, content }) => `${names.get(parentId)} ${content.execution_state ?? "error"}`);
    expect(states).toEqual([
      ...["failing busy", "failing error", "failing idle"],
      ...["second", "third", "fourth"].flatMap((name) => [`${name} busy`, `${name} idle`]),
    ]);
  });

  test("with stop_on_error false they run", async () => {
    const first = kernel.execute("throw new Error('go on')", { stop_on_error: false });
    const second = kernel.execute("'ran'");
    expect((await first).reply.status).toBe("error");
    expect(dataOf(await second, "execute_result")).toEqual({ "text/plain": "'ran'" });
  });
});
