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

  test.each([
    ["undeclaredName + 1", "undeclaredName is not defined", ""],
    ["const total = 1; totl", "totl is not defined", "Did you mean 'total'?\n"],
    ["const five = 5; five()", "five is not a function", ""],
    ["new five()", "five is not a constructor", ""],
    ["for (const each of five);", "five is not iterable", ""],
    ["const some = { a: 1 }; some.b()", "some.b is not a function", ""],
    // Another mistake, which explains the error.
    [
      "five.a.b",
      "Cannot read properties of undefined (reading 'b')",
      "Property 'a' does not exist on type '5'",
    ],
    [
      "const text: number = 'x'; undeclaredName",
      "undeclaredName is not defined",
      "Type 'string' is not assignable",
    ],
  ])("one mistake is told once: %s", async (code, message, warning) => {
    const execution = await kernel.execute(code);
    expect(execution.reply.evalue).toBe(message);
    const said = plain(textOf(execution, "stderr"));
    if (warning === "" || warning.endsWith("\n")) expect(said).toBe(warning);
    else expect(said).toContain(warning);
    expect(said).not.toContain("Cannot find name");
  });

  test.each([
    ["neverSet + 1", /No cell has set neverSet since the kernel started: run the one that does/],
    // In a function of an earlier cell, as well.
    ["const reads = () => neverSetAnywhere; reads()", /No cell has set neverSetAnywhere since/],
    [
      "manyGuess.is(1, 'One.')",
      /answers a question that has not been asked yet: .*`manyGuess = lab\.predict/,
    ],
  ])("a name that no cell has set: %s", async (code, advice) => {
    const { reply } = await kernel.execute(code, { stop_on_error: false });
    expect(reply.ename).toBe("ReferenceError");
    expect(plain(reply.traceback)).toMatch(advice);
  });

  test("a name that is misspelt gets the right one, and no other advice", async () => {
    const { reply } = await kernel.execute("const amount = 1; amonut", { stop_on_error: false });
    expect(plain(reply.traceback)).not.toContain("No cell has set");
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

test("cells see a process like any other: no arguments, and no way to the kernel", async () => {
  const execution = await kernel.execute(
    "[process.argv.length, process.execArgv.length > 9, typeof process.send]",
  );
  expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "[ 2, false, 'undefined' ]" });
});

test("text that was cut within a character leaves as U+FFFD, wherever it stands", async () => {
  const cut = '"😀".slice(0, 1)';
  const execution = await kernel.execute(
    `console.log(${cut}); await display({ "text/html": ${cut} }, { raw: true }); throw new Error(${cut})`,
  );
  const said = execution.messages.map(({ content }) => JSON.stringify(content)).join();
  expect(said.match(/\ufffd/g)?.length).toBeGreaterThanOrEqual(4);
  expect(execution.reply.evalue).toBe("\ufffd");
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

describe("types that take seconds to look at", () => {
  // Hundreds of object types, and one made of all: TypeScript takes seconds for it on any machine.
  const slow = (name: string): string => `
    type Each<N extends number, T extends unknown[] = []> = T["length"] extends N ? T
      : Each<N, [...T, { [K in \`${name}\${T["length"]}\`]: T["length"] }]>;
    type All<T extends unknown[], U = unknown> = T extends [infer H, ...infer R] ? All<R, U & H> : U;
    const ${name}: All<Each<500>> = "text"; console.log("ran");`;

  test("hold up nobody who is there: the warning comes under its cell when it is known", async () => {
    const warned = kernel.next(({ type, content }) => type === "stream" && content.name === "stderr");
    const first = await kernel.execute(slow("late"), { allow_stdin: true });
    expect(textOf(first, "stderr")).toBe("");
    const second = await kernel.execute("late", { allow_stdin: true });
    expect(dataOf(second, "execute_result")).toEqual({ "text/plain": "'text'" });
    const { parentId, content } = await warned;
    expect(parentId).toBe(first.messages[0]?.parentId);
    expect(plain(content.text)).toContain("Type 'string' is not assignable to type");
  });

  test("come after the reply where somebody is there, even those that take no time", async () => {
    const warned = kernel.next(({ type, content }) => type === "stream" && content.name === "stderr");
    const first = await kernel.execute('const soon: number = "text";', { allow_stdin: true });
    const second = await kernel.execute("soon", { allow_stdin: true });
    expect(dataOf(second, "execute_result")).toEqual({ "text/plain": "'text'" });
    const { parentId, content } = await warned;
    expect(parentId).toBe(first.messages[0]?.parentId);
    expect(plain(content.text)).toContain("Type 'string' is not assignable to type 'number'");
  });

  test("are waited for where a program runs the notebook", async () => {
    expect(plain(textOf(await kernel.execute(slow("waited")), "stderr"))).toContain("is not assignable");
  });

  test("are not waited for after an interrupt", async () => {
    const ran = kernel.next(({ content }) => content.text === "ran\n");
    const cell = kernel.execute(slow("dropped"));
    await ran;
    await kernel.request("control", "interrupt_request", {});
    expect(textOf(await cell, "stderr")).toBe("");
    expect(dataOf(await kernel.execute("dropped", { allow_stdin: true }), "execute_result")).toEqual({
      "text/plain": "'text'",
    });
  });
});
