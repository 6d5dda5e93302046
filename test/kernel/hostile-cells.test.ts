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

test("text that a cell writes between the kernel's messages is shown as what it is", async () => {
  const kernel = await KernelClient.start();
  const execution = await kernel.execute('require("fs").writeSync(3, "mine\\n"); console.log("printed")');
  expect(textOf(execution, "stdout")).toBe("printed\n");
  expect(plain(textOf(execution, "stderr"))).toContain("mine\n");
  await kernel.close();
});
