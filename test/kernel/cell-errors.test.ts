import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Notebook } from "./notebook-in-process.js";

let giveBack: () => void;
const notebook = new Notebook();
beforeAll(() => {
  giveBack = notebook.takeStacks();
});
afterAll(() => giveBack());

describe("messages are in the words of the cell", () => {
  test.each<readonly [cells: readonly string[], message: string]>([
    [["const f = 5", "f()"], "TypeError: f is not a function"],
    [["const f = 5", "for (const x of f) {}"], "TypeError: f is not iterable"],
    [["const f = 5", "new f()"], "TypeError: f is not a constructor"],
    [["const o = {}", "o.missing()"], "TypeError: o.missing is not a function"],
    [["const o = {} as any", "o.a.b()"], "TypeError: Cannot read properties of undefined (reading 'b')"],
    [["const o = 1 as any", "'a' in o"], "TypeError: Cannot use 'in' operator to search for 'a' in 1"],
    [
      ["const K = 1 as any", "class L extends K {}"],
      "TypeError: Class extends value 1 is not a constructor or null",
    ],
    [["const k = 1", "k = 2"], "TypeError: Assignment to constant variable."],
    [["const f = 5 as any", "try { f() } catch (e) { throw e.message }"], "f is not a function"],
    [
      ["const f = 5 as any", "try { f() } catch (e) { throw e.stack.split('\\n')[0] }"],
      "TypeError: f is not a function",
    ],
    [["undeclared"], "ReferenceError: undeclared is not defined"],
    [
      ["import x from 'not-there'"],
      "Error: Cannot find module 'not-there'. Install it in the notebook's folder: npm install not-there",
    ],
  ])("%j", async (cells, message) => {
    expect(await notebook.run(...cells)).toBe(message);
  });
});

test("a stack that a cell prints is in its own lines, and nobody else's", async () => {
  const stack = await notebook.run(
    "type Unused = 1;\nenum Some { A, B }\nfunction fails(): never {\n  throw new Error('x');\n}\nlet stack = '';\ntry {\n  fails();\n} catch (e) {\n  stack = e.stack;\n}",
    "throw stack.replace(/cell\\[\\d+\\]/g, 'cell')",
  );
  expect(stack).toBe("Error: x\n    at fails (cell.ts:4:9)\n    at cell.ts:8:3");
});

test("so is that of an imported file", async () => {
  notebook.write(
    "lib/util.ts",
    "interface Unused {\n  a: number;\n}\n\nexport function fails(): never {\n  throw new Error('in the file');\n}\n",
  );
  expect(await notebook.run("import { fails } from './lib/util'", "fails()")).toBe("Error: in the file");
  expect(notebook.traceback).toContain("> 6 │   throw new Error('in the file');");
  expect(notebook.traceback).toContain(`at fails (${notebook.directory}/lib/util.ts:6:9)`);
});

test("an error of several shows each with its place", async () => {
  await notebook.run(
    "await Promise.any([\n  Promise.reject(new Error('one')),\n  Promise.reject(new TypeError('two')),\n])",
  );
  expect(notebook.traceback).toContain("AggregateError: All promises were rejected");
  expect(notebook.traceback).toMatch(/\[1\] Error: one\n.*\n> 2 │/);
  expect(notebook.traceback).toMatch(/\[2\] TypeError: two/);
});

test("a package's own stacks do no harm", async () => {
  await notebook.run(
    "const before = Error.prepareStackTrace; Error.prepareStackTrace = (_, sites) => sites; const sites = new Error('x').stack; Error.prepareStackTrace = undefined;",
    "\nthrow new Error('later')",
  );
  expect(notebook.traceback).toContain("> 2 │ throw new Error('later')");
  await notebook.run("Error.prepareStackTrace = before");
});
