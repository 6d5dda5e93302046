import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataOf, KernelClient, plain, textOf } from "./client.js";

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

describe("TypeScript", () => {
  test("names may be declared again, and functions of earlier cells are there", async () => {
    await kernel.execute("const again = 1; function twice(n: number) { return 2 * n }");
    await kernel.execute('const again = "one"; class Again {}');
    const execution = await kernel.execute("[again, twice(4), typeof Again]");
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "[ 'one', 8, 'function' ]" });
  });

  test("await at the top, and imports of every kind", async () => {
    writeFileSync(
      join(kernel.directory, "esm.mjs"),
      "await null; export default 'esm'; export const named = 1;",
    );
    writeFileSync(join(kernel.directory, "helper.ts"), "export const helper = (n: number): number => n + 1;");
    const execution = await kernel.execute(`
      import * as os from "node:os";
      import { join } from "node:path";
      import fs from "node:fs";
      import esm, { named } from "./esm.mjs";
      import { helper } from "./helper";
      const { sep } = await import("node:path");
      for await (const each of [1]) void each;
      [typeof os.platform(), join("a", "b"), typeof fs.readFileSync, esm, named, helper(1), sep].join(" ")
    `);
    expect(plain(execution.reply.traceback ?? "")).toBe("");
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "'string a/b function esm 1 2 /'" });
    expect(dataOf(await kernel.execute("named + helper(2)"), "execute_result")).toEqual({
      "text/plain": "4",
    });
  });

  test("a cell run again has its warnings again, until a name it uses is declared anew", async () => {
    await kernel.execute("let thing = { a: 1 }");
    const warned = async (): Promise<boolean> =>
      textOf(await kernel.execute("(() => thing.later)()"), "stderr").includes("'later' does not exist");
    expect([await warned(), await warned()]).toEqual([true, true]);
    await kernel.execute("let thing = { a: 1, later: 2 }");
    expect([await warned(), await warned()]).toEqual([false, false]);
    await kernel.execute("let thing = { a: 1 }");
    expect(await warned()).toBe(true);
  });

  test("a type error is a warning with the place, and the cell runs", async () => {
    const execution = await kernel.execute('const wrong: number = "text";\nwrong');
    expect(plain(textOf(execution, "stderr"))).toContain(
      ":1:7 Type 'string' is not assignable to type 'number'. (TS2322)",
    );
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "'text'" });
  });

  test("a syntax error says where", async () => {
    const { reply } = await kernel.execute("const ok = 1;\nfoo(", { stop_on_error: false });
    expect(reply).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect(plain(reply.traceback)).toContain("> 2 │ foo(");
  });

  test("an error has the learner's own lines in its traceback", async () => {
    const code =
      "type Unused = { a: number };\n\nfunction fails(): never {\n  throw new TypeError('boom');\n}\nawait null;\nfails()";
    const { reply, messages } = await kernel.execute(code);
    expect(reply).toMatchObject({ status: "error", ename: "TypeError", evalue: "boom" });
    const traceback = plain(reply.traceback);
    expect(traceback).toContain("> 4 │   throw new TypeError('boom');");
    expect(traceback).toMatch(/at fails \(cell\[\d+\]\.ts:4:9\)/);
    expect(traceback).toMatch(/at cell\[\d+\]\.ts:7:1$/);
    expect(traceback).not.toMatch(/node:|dist/);
    expect(messages.find(({ type }) => type === "error")?.content).toMatchObject({ ename: "TypeError" });
  });

  test("a cell that fails leaves what it had set by then, and old values of what it had not", async () => {
    await kernel.execute("let before = 1; let after = 2");
    await kernel.execute('let before = 10; throw new Error("x"); let after = 20');
    expect(dataOf(await kernel.execute("[before, after]"), "execute_result")).toEqual({
      "text/plain": "[ 10, 2 ]",
    });
  });

  test("what a timer throws is shown, and costs nothing", async () => {
    const execution = await kernel.execute(
      'setTimeout(() => { throw new Error("late") }); await new Promise((done) => setTimeout(done, 10)); "lives"',
    );
    expect(plain(textOf(execution, "stderr"))).toContain("Error: late");
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "'lives'" });
  });
});

describe("interrupt", () => {
  const loops = {
    "a loop": "{CELL} while (true) {}",
    "a loop that catches everything": "{CELL} while (true) { try { while (true) {} } catch {} }",
    "a loop after an await": "await new Promise((done) => setTimeout(done, 1)); {CELL} while (true) {}",
    "a loop of microtasks": "{CELL} while (true) await null",
    "an endless wait": "{CELL} await new Promise(() => {})",
  };
  for (const [name, loop] of Object.entries(loops)) {
    test(`stops ${name}; variables survive`, { timeout: 10_000 }, async () => {
      await kernel.execute(`const kept = ${JSON.stringify(name)}`);
      const started = kernel.next(({ content }) => String(content.text).includes("started"));
      const cell = kernel.execute(loop.replace("{CELL}", 'console.log("started");'));
      await started;
      const asked = performance.now();
      expect(await kernel.request("control", "interrupt_request", {})).toEqual({ status: "ok" });
      const { reply } = await cell;
      expect(reply, String(reply.evalue)).toMatchObject({ status: "error", ename: "InterruptedError" });
      // A person's patience; the kernel itself gives up on the process after five seconds.
      expect(performance.now() - asked).toBeLessThan(3000);
      expect(dataOf(await kernel.execute("kept"), "execute_result")).toEqual({
        "text/plain": `'${name}'`,
      });
    });
  }

  test("a loop that sleeps does not go on behind the learner's back", async () => {
    const started = kernel.next(({ content }) => String(content.text).includes("step"));
    const cell = kernel.execute(
      'let steps = 0; while (true) { steps++; console.log("step"); await new Promise((done) => setTimeout(done, 5)); }',
    );
    await started;
    await kernel.request("control", "interrupt_request", {});
    await cell;
    const later = await kernel.execute(
      "const then = steps; await new Promise((done) => setTimeout(done, 50)); steps - then",
    );
    expect(dataOf(later, "execute_result")).toEqual({ "text/plain": "0" });
  });

  test("with no cell running it is answered, and the next cell runs", async () => {
    expect(await kernel.request("control", "interrupt_request", {})).toEqual({ status: "ok" });
    expect((await kernel.execute("1")).reply.status).toBe("ok");
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

  test("with stop_on_error false they run", async () => {
    const first = kernel.execute("throw new Error('go on')", { stop_on_error: false });
    const second = kernel.execute("'ran'");
    expect((await first).reply.status).toBe("error");
    expect(dataOf(await second, "execute_result")).toEqual({ "text/plain": "'ran'" });
  });
});

describe("questions of editors", () => {
  test("completion on docker is typed", async () => {
    const reply = await kernel.request("shell", "complete_request", { code: "docker.", cursor_pos: 7 });
    expect(reply).toMatchObject({ status: "ok", cursor_start: 7, cursor_end: 7 });
    expect(reply.matches).toEqual(expect.arrayContaining(["run", "history", "commit"]));
  });

  test("places count in code points", async () => {
    const code = '"😀"; proces';
    const cursor = [...code].length;
    const reply = await kernel.request("shell", "complete_request", { code, cursor_pos: cursor });
    expect(reply.matches).toContain("process");
    expect([reply.cursor_start, reply.cursor_end]).toEqual([5, cursor]);
  });

  test("names of earlier cells are completed, with their types inspected", async () => {
    await kernel.execute("const inspectMe = { depth: 1 }");
    const complete = await kernel.request("shell", "complete_request", {
      code: "inspectMe.d",
      cursor_pos: 11,
    });
    expect(complete.matches).toEqual(["depth"]);
    const inspect = await kernel.request("shell", "inspect_request", {
      code: "inspectMe",
      cursor_pos: 9,
      detail_level: 0,
    });
    expect(inspect.found).toBe(true);
    expect(inspect.data).toMatchObject({
      "text/plain": "const inspectMe: {\n    depth: number;\n}",
    });
  });

  test("a name nobody knows is not found", async () => {
    const reply = await kernel.request("shell", "inspect_request", { code: "   ", cursor_pos: 1 });
    expect(reply).toEqual({ status: "ok", found: false, data: {}, metadata: {} });
  });

  test("is_complete knows all kinds of cells", async () => {
    const status = async (code: string): Promise<unknown> =>
      (await kernel.request("shell", "is_complete_request", { code })).status;
    expect(await status("1 + 1")).toBe("complete");
    expect(await status("function f() {")).toBe("incomplete");
    expect((await kernel.request("shell", "is_complete_request", { code: "if (true) {" })).indent).toBe("  ");
    expect(await status("$ docker ps")).toBe("complete");
    expect(await status("$ docker run \\")).toBe("incomplete");
    expect(await status("%%sh base\nls")).toBe("incomplete");
    expect(await status("%nonsense")).toBe("invalid");
  });

  test("history answers by tail, range and pattern", async () => {
    const { reply } = await kernel.execute("'history 1'");
    const line = Number(reply.execution_count);
    await kernel.execute("'history 2'");
    await kernel.execute("'not stored'", { store_history: false });
    const ask = async (content: Record<string, unknown>): Promise<unknown> =>
      (await kernel.request("shell", "history_request", { output: false, raw: true, ...content })).history;
    expect(await ask({ hist_access_type: "tail", n: 1 })).toEqual([[1, line + 1, "'history 2'"]]);
    expect(
      await ask({ hist_access_type: "range", session: 0, start: line, stop: line + 1, output: true }),
    ).toEqual([[1, line, ["'history 1'", "'history 1'"]]]);
    expect(await ask({ hist_access_type: "search", pattern: "'history ?'", n: 10 })).toHaveLength(2);
  });

  test("user_expressions see the cell's names and fail one by one", async () => {
    const { reply } = await kernel.execute("const ue = 20", {
      user_expressions: { good: "ue + 1", bad: "ue.no.such" },
    });
    expect(reply.user_expressions).toMatchObject({
      good: { status: "ok", data: { "text/plain": "21" } },
      bad: { status: "error", ename: "TypeError" },
    });
  });
});

describe("magics", () => {
  test("%lsmagic and %help list what there is; TypeScript may follow", async () => {
    const execution = await kernel.execute("%lsmagic\n'after'");
    expect(textOf(execution, "stdout")).toContain("%%sh NAME");
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "'after'" });
    expect(textOf(await kernel.execute("%help"), "stdout")).toContain('docker.run("ubuntu"');
  });

  test("a magic that is not there gets a suggestion", async () => {
    const { reply } = await kernel.execute("%hepl");
    expect(reply).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect(reply.evalue).toBe("There is no magic %hepl. Did you mean %help? %lsmagic lists them all.");
  });

  test("console lines within TypeScript are refused with the way out", async () => {
    const { reply } = await kernel.execute("const x = 1;\n$ docker ps");
    expect(plain(reply.traceback)).toContain("Move this line there: $ docker ps");
  });
});
