import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataOf, KernelClient, plain, textOf } from "./client.js";

/** Members that nearly all code looks up on a prototype. */
const PROTOTYPES = [
  "Object",
  "Array",
  "String",
  "Number",
  "Function",
  "Promise",
  "Map",
  "Set",
  "RegExp",
  "Date",
];
const ADDED = ["then", "toJSON"];
const GLOBALS = [
  "process",
  "Buffer",
  "JSON",
  "Promise",
  "console",
  "setTimeout",
  "queueMicrotask",
  "performance",
  "Atomics",
];

/** Each group in a kernel of its own, whose cells stay as the ones before have left them. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "members of all objects": PROTOTYPES.flatMap((name) =>
    ADDED.map((member) => `(${name} as any).prototype.${member} ??= function () { return { hi: 1 } };`),
  ),
  globals: GLOBALS.map((name) => `(globalThis as any).${name} = undefined;`),
  functions: [
    'JSON.stringify = () => "nope";',
    "JSON.parse = () => null;",
    'Buffer.from = () => { throw new Error("no buffers") };',
    "process.removeAllListeners();",
    'process.removeAllListeners("message");',
    "for (const name of Object.getOwnPropertyNames(Reflect)) (Reflect as any)[name] = () => { throw 1 };",
    "Error.captureStackTrace = () => { throw 1 }; Error.stackTraceLimit = 0;",
    'const vm = require("node:vm"); vm.Script = null; vm.runInThisContext = null;',
    'const fs = require("node:fs"); fs.writeSync = () => { throw 1 }; fs.write = null;',
    'require("node:util").inspect = null;',
    'const { AsyncLocalStorage } = require("node:async_hooks"); AsyncLocalStorage.prototype.run = () => { throw 1 };',
    "process.stdout.write = () => true;",
    "process.setUncaughtExceptionCaptureCallback(() => {});",
    'process.send?.("x");',
    'process.emit("message" as any, null as any);',
  ],
  "what is there": [
    "(globalThis as any).globalThis = undefined;",
    "(process as any).channel = undefined; process.channel?.unref();",
    "process.stdout.end();",
    "process.stdout.destroy(); process.stderr.destroy();",
    "process.stdin.destroy();",
    "(process as any).env = undefined;",
    'process.chdir("/");',
    "(Object.prototype as any).enumerable = 1; (Array.prototype as any).member = 1;",
    'Object.defineProperty(Object.prototype, "get", { value: () => 5, configurable: true }); 1',
    'Object.defineProperty(Object.prototype, "type", { get() { throw 1 }, set() { throw 2 }, configurable: true }); 1',
    "Object.freeze(globalThis); 1",
    "Object.freeze(Object.prototype); Object.freeze(Array.prototype); 1",
  ],
  descriptors: [
    'require("fs").writeSync(3, "hello\\n");',
    'require("fs").writeSync(3, "no newline");',
    'require("fs").writeSync(3, "null\\n[1]\\n{}\\n");',
    'require("fs").writeSync(3, "{\\"type\\":\\"unknown\\"}\\n");',
    'require("fs").closeSync(1);',
    'require("fs").closeSync(2);',
  ],
};

describe.each(Object.entries(GROUPS))(
  "the process of the cells owns nothing of the kernel's: %s",
  (_, cells) => {
    let kernel: KernelClient;
    beforeAll(async () => {
      kernel = await KernelClient.start();
    }, 30_000);
    afterAll(() => kernel?.close());

    test.each(cells)("%s", async (code) => {
      await kernel.execute(code);
      const next = await kernel.execute("1 + 1");
      expect(dataOf(next, "execute_result")).toEqual({ "text/plain": "2" });
    });
  },
);

/** With these no program can go on: the process ends, a cell says so, and the one after that runs. */
const RUINS = [
  "process.disconnect();",
  'require("fs").closeSync(3);',
  "delete (Array.prototype as any)[Symbol.iterator];",
  'for (const name of ["map", "push", "join", "forEach"]) (Array.prototype as any)[name] = () => { throw 1 };',
  'for (const name of ["split", "replace", "slice"]) (String.prototype as any)[name] = () => { throw 1 };',
  'for (const name of ["get", "set", "has"]) (Map.prototype as any)[name] = () => { throw 1 };',
  'for (const name of ["call", "apply", "bind"]) (Function.prototype as any)[name] = () => { throw 1 };',
  'for (const name of Object.getOwnPropertyNames(Object)) if (typeof (Object as any)[name] === "function") (Object as any)[name] = () => { throw 1 };',
  "for (const name of Object.getOwnPropertyNames(globalThis)) try { (globalThis as any)[name] = undefined } catch {}",
  "Error.prepareStackTrace = () => { throw 1 };\nnull!.x",
  "Object.assign(process, { emit: undefined, on: undefined, nextTick: undefined });",
];

describe("a process that a cell has ruined is replaced", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  }, 30_000);
  afterAll(() => kernel?.close());

  test.each(RUINS)("%s", async (code) => {
    const told: unknown[] = [];
    const run = async (text: string): Promise<unknown> => {
      const execution = await kernel.execute(text);
      told.push(execution.reply.evalue, textOf(execution, "stderr"));
      return dataOf(execution, "execute_result");
    };
    await run(code);
    if ((await run("1 + 1")) === undefined) expect(await run("1 + 1")).toEqual({ "text/plain": "2" });
    expect(told.join()).toContain("The process that runs the cells ended");
  });
});

test("text that a cell writes between the kernel's messages is shown as what it is", async () => {
  const kernel = await KernelClient.start();
  const execution = await kernel.execute('require("fs").writeSync(3, "mine\\n"); console.log("printed")');
  expect(textOf(execution, "stdout")).toBe("printed\n");
  expect(plain(textOf(execution, "stderr"))).toContain("mine\n");
  await kernel.close();
});
