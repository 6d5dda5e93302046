import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataOf, KernelClient, plain, textOf } from "./client.js";

/** What cells do that must not cost more than they have to. */
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
}, 30_000);
afterAll(() => kernel?.close());

test("20 MB of output arrive whole, in order and before idle", { timeout: 60_000 }, async () => {
  const execution = await kernel.execute(
    'for (let i = 0; i < 2_000; i++) console.log(String(i).padStart(5) + "x".repeat(10_000));',
  );
  const lines = textOf(execution, "stdout").split("\n");
  expect(lines).toHaveLength(2_001);
  const isWhole = (line: string, index: number): boolean =>
    index === 2_000 ? line === "" : line.length === 10_005 && Number(line.slice(0, 5)) === index;
  expect(lines.findIndex((line, index) => !isWhole(line, index))).toBe(-1);
  expect(execution.messages.at(-1)?.content.execution_state).toBe("idle");
});

test("a cell that takes all memory costs its process only", { timeout: 90_000 }, async () => {
  const execution = await kernel.execute(
    'require("node:v8").setFlagsFromString("--max-old-space-size=100"); const hoard: unknown[] = []; for (;;) hoard.push(new Array(10_000).fill(hoard.length));',
  );
  expect(execution.reply).toMatchObject({ status: "error", ename: "CellProcessLostError" });
  expect(dataOf(await kernel.execute("typeof hoard"), "execute_result")).toEqual({
    "text/plain": "'undefined'",
  });
});

test("an unhandled rejection is shown, and costs nothing", async () => {
  const execution = await kernel.execute(
    'const stays = 1; Promise.reject(new Error("nobody listens")); await new Promise((done) => setTimeout(done, 20));',
  );
  expect(execution.reply.status).toBe("ok");
  expect(plain(textOf(execution, "stderr"))).toContain("nobody listens");
  expect(dataOf(await kernel.execute("stays"), "execute_result")).toEqual({ "text/plain": "1" });
});

test("what a timer prints later lands in the cell that set it", async () => {
  const first = await kernel.execute("setTimeout(() => console.log('late'), 150);");
  const late = kernel.next(({ type, content }) => type === "stream" && String(content.text).includes("late"));
  const second = await kernel.execute(
    "await new Promise((done) => setTimeout(done, 300)); console.log('own');",
  );
  expect((await late).parentId).toBe(first.messages[0]?.parentId);
  expect(textOf(second, "stdout")).toBe("own\n");
});

test("a child process's output lands in the cell that runs it, whole", async () => {
  const execution = await kernel.execute(`
    import { spawn } from "node:child_process";
    const child = spawn(process.execPath, ["-e", "for (let i = 0; i < 5000; i++) console.log(i)"], { stdio: "inherit" });
    await new Promise((done) => child.on("exit", done));
  `);
  expect(textOf(execution, "stdout").trim().split("\n").map(Number)).toEqual(
    Array.from({ length: 5000 }, (_, index) => index),
  );
});

describe("an interrupt is quick", () => {
  test.each([
    ["a loop", "while (true) {}"],
    ["a loop after an await", "await null; while (true) {}"],
    ["a pending promise", "await new Promise(() => {})"],
  ])("%s", async (_, code) => {
    await kernel.execute("const kept = 33;");
    const started = kernel.next(({ content }) => String(content.text).includes("begun"));
    const cell = kernel.execute(`console.log("begun"); ${code}`);
    await started;
    await kernel.request("control", "interrupt_request", {});
    expect((await cell).reply.ename).toBe("InterruptedError");
    expect(dataOf(await kernel.execute("kept"), "execute_result")).toEqual({ "text/plain": "33" });
  });
});

describe("variables are shared by all cells", () => {
  test("a later cell sets what functions of an earlier one read", async () => {
    await kernel.execute(
      "let level = 1; let { a, b: [c] } = { a: 1, b: [2] }; const read = () => [level, a, c].join();",
    );
    await kernel.execute("level = 5; a++; [c] = [9];");
    expect(dataOf(await kernel.execute("read()"), "execute_result")).toEqual({ "text/plain": "'5,2,9'" });
    await kernel.execute("function raise() { level += 10; }\nraise();");
    expect(dataOf(await kernel.execute("({ level, text: read() })"), "execute_result")).toEqual({
      "text/plain": "{ level: 15, text: '15,2,9' }",
    });
  });

  test("a constant of an earlier cell cannot be set, and may be declared anew", async () => {
    await kernel.execute("const fixed = 1;");
    const { reply } = await kernel.execute("fixed = 2");
    expect(reply).toMatchObject({ status: "error", ename: "TypeError" });
    await kernel.execute("let fixed = 2; fixed = 3;");
    expect(dataOf(await kernel.execute("fixed"), "execute_result")).toEqual({ "text/plain": "3" });
  });

  test("let without a value begins at undefined each time", async () => {
    await kernel.execute("let counter: number | undefined; counter = 5;");
    await kernel.execute("let counter: number | undefined;");
    expect(dataOf(await kernel.execute("String(counter)"), "execute_result")).toEqual({
      "text/plain": "'undefined'",
    });
  });
});

describe("TypeScript of today", () => {
  test("using, enums, namespaces, decorators, satisfies, const type parameters", async () => {
    const execution = await kernel.execute(`
      const log: string[] = [];
      {
        using resource = { [Symbol.dispose]() { log.push("disposed"); } };
        void resource;
      }
      enum Color { Red = 1, Green }
      namespace Shapes { export const sides = 3; }
      function logged<T extends (...a: any[]) => any>(method: T, _: ClassMethodDecoratorContext): T {
        return function (this: unknown, ...a: any[]) { log.push("called"); return method.apply(this, a); } as T;
      }
      class Machine { @logged run() { return 7; } }
      const config = { port: 80 } satisfies Record<string, number>;
      function tuple<const T extends readonly unknown[]>(t: T): T { return t; }
      [new Machine().run(), Color.Green, Shapes.sides, config.port, tuple([1, "a"]).length, log.join()].join(" ")
    `);
    expect(plain(execution.reply.traceback ?? "")).toBe("");
    expect(textOf(execution, "stderr")).toBe("");
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "'7 2 3 80 2 disposed,called'" });
    expect(dataOf(await kernel.execute("Color.Red + Shapes.sides"), "execute_result")).toEqual({
      "text/plain": "4",
    });
  });

  test("the library of ES2023, with its types", async () => {
    const execution = await kernel.execute("[3, 1, 2].toSorted().findLast((n) => n < 3)?.toFixed(1)");
    expect(textOf(execution, "stderr")).toBe("");
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "'2.0'" });
  });

  test("types, classes and generics of earlier cells are known", async () => {
    await kernel.execute("interface Point { x: number }\nclass Box<T> { constructor(readonly value: T) {} }");
    await kernel.execute("const boxed = new Box<Point>({ x: 1 });");
    const wrong = await kernel.execute("boxed.value.y;");
    expect(plain(textOf(wrong, "stderr"))).toContain("Property 'y' does not exist on type 'Point'");
    const right = await kernel.execute("boxed.value.x.toFixed(1)");
    expect(textOf(right, "stderr")).toBe("");
  });
});
