import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { Notebook } from "./notebook-in-process.js";

describe("names of all cells", () => {
  test.each<readonly [what: string, cells: readonly string[], shown: string]>([
    [
      "a constant of an earlier cell cannot be set",
      ["const k = 1", "k = 2"],
      "TypeError: Assignment to constant variable.",
    ],
    ["nor by its own", ["const k = 1; k++"], "TypeError: Assignment to constant variable."],
    [
      "nor a name that was imported",
      ["import { sep } from 'node:path'", "sep = 2"],
      "TypeError: Assignment to constant variable.",
    ],
    ["but declared again", ["const k = 1", "let k = 2; k = 3", "k"], "3"],
    [
      "a function declared again is called by earlier cells",
      ["function a() { return b() } function b() { return 1 }", "function b() { return 2 }", "a()"],
      "2",
    ],
    [
      "and so is a class",
      ["class A { v = 1 }; const make = () => new A().v", "class A { v = 2 }", "make()"],
      "2",
    ],
    ["var in a block", ["{ var x = 5 } for (var i = 0; i < 3; i++);", "[x, i]"], "[ 5, 3 ]"],
    ["enums are merged", ["enum E { A }", "enum E { B = 1 }", "E"], "{ '0': 'A', '1': 'B', A: 0, B: 1 }"],
    [
      "namespaces are merged",
      ["namespace N { export const a = 1 }", "namespace N { export const b = 2 }", "N"],
      "{ a: 1, b: 2 }",
    ],
    [
      "a namespace of a function and of a class",
      [
        "function f() { return f.v } namespace f { export let v = 3 }\nclass C {} namespace C { export const w = 4 }",
        "[f(), C.w]",
      ],
      "[ 3, 4 ]",
    ],
    ["export default of a function", ["export default function f() { return 1 }", "f()"], "1"],
    ["export default of a class", ["export default class K { v = 2 }", "new K().v"], "2"],
    ["export default of a value", ["export default { a: 1 }"], "{ a: 1 }"],
    [
      "export default of nobody's",
      ["export default function () {}\nexport default class {}"],
      "1:7 Duplicate export 'default'",
    ],
    [
      "exports by name",
      ["export const a = 1; const b = 2; export { b, b as c }; export type { T }; type T = 1", "[a, b, c]"],
      "[ 1, 2, 2 ]",
    ],
    [
      "re-exports",
      [
        "export { join as put, sep } from 'node:path'; export * as path from 'node:path'",
        "[put('a', 'b'), sep, path.sep]",
      ],
      "[ 'a/b', '/', '/' ]",
    ],
    ["re-exports of everything", ["export * from 'node:path'", "basename('/a/b')"], "'b'"],
    [
      "imports of all kinds",
      [
        "import fs, { existsSync as is,\n  type Stats } from 'node:fs'; import * as os from 'node:os'; import 'node:path'",
        "[typeof fs.statSync, is('/'), typeof os.cpus]",
      ],
      "[ 'function', true, 'function' ]",
    ],
    [
      "an import below its first use",
      ["const made = join('a', 'b'); import { join } from 'node:path'; made"],
      "'a/b'",
    ],
    ["import = require", ["import path = require('node:path')", "path.sep"], "'/'"],
    [
      "an import that fails leaves no name",
      ["import d3 from 'not-there'", "d3.max"],
      "ReferenceError: d3 is not defined",
    ],
    [
      "and neither does what was not reached",
      ["throw 1; let later = 2", "later"],
      "ReferenceError: later is not defined",
    ],
    ["a name declared twice", ["let a = 1;\nlet a = 2"], "1:4 Identifier 'a' has already been declared"],
    [
      "decorators",
      [
        "const seen: string[] = []; function note(v: any, c: any) { seen.push(c.name) }\nclass D { @note m() {} }\nexport @note class F {}",
        "[seen, new D(), F.name]",
      ],
      "[ [ 'm', 'F' ], D {}, 'F' ]",
    ],
    [
      "using",
      [
        "const log: string[] = []; using r = { [Symbol.dispose ?? Symbol.for('d')]() { log.push('gone') } } as any; const kept = 1; class U {}; function g() { return kept }",
        "[log, kept, new U(), g()]",
      ],
      "[ [ 'gone' ], 1, U {}, 1 ]",
    ],
    [
      "parameter properties",
      ["class P { constructor(readonly x: number, private y = 2) {} }; new P(1)"],
      "P { x: 1, y: 2 }",
    ],
    ["an object", ["{ a: 1, b: [2] }"], "{ a: 1, b: [ 2 ] }"],
    ["an object of a name, with a type", ["const a = 1", "{ a, b: a as number }"], "{ a: 1, b: 1 }"],
    ["an object below a comment", ["// of two\n/* members */ { a: 1, b: 2 }"], "{ a: 1, b: 2 }"],
    ["comments without end", ["/**/".repeat(30_000)], ""],
    ["a block", ["{ let x = 1; x }"], ""],
    ["a promise, which is waited for", ["const p = Promise.resolve(5); p"], "5"],
    ["one that rejects", ["Promise.reject(new RangeError('no'))"], "RangeError: no"],
    [
      "import.meta",
      ["[typeof import.meta.url, import.meta.dirname === __dirname, import.meta.filename === __filename]"],
      "[ 'string', true, true ]",
    ],
    ["module.exports", ["module.exports = { a: 1 }; exports.b = 2; typeof b"], "'undefined'"],
    ["regular expressions of today", ["/[\\p{L}--[a-z]]/v.test('A')"], "true"],
  ])("%s", async (_, cells, shown) => {
    expect(await new Notebook().run(...cells)).toBe(shown);
  });
});

describe("files beside the notebook", () => {
  const versions = (name: string, text: (n: number) => string, importText: string) =>
    test(`${name} is read again when it was edited`, async () => {
      const notebook = new Notebook();
      notebook.write(name, text(1));
      expect(await notebook.run(importText, "n")).toBe("1");
      // Of another time, whatever the disk's clock can tell apart.
      notebook.write(name, text(22));
      expect(await notebook.run(importText, "n")).toBe("22");
    });
  versions("own.mjs", (n) => `export const n = ${n};`, "import { n } from './own.mjs'");
  versions("own.cjs", (n) => `exports.n = ${n};`, "import { n } from './own.cjs'");
  versions("own.ts", (n) => `export const n: number = ${n};`, "import { n } from './own'");
  versions("below/own.ts", (n) => `export const n: number = ${n};`, "export { n } from './below/own.ts'");

  test("a package compiled from an ES module without a default has all of it for one, as in Node", async () => {
    const notebook = new Notebook();
    const text = "Object.defineProperty(exports, '__esModule', { value: true }); exports.a = 1;";
    notebook.write("node_modules/plain/index.js", text);
    notebook.write("node_modules/whole/index.js", `${text} exports.default = 2;`);
    expect(
      await notebook.run(
        "import p, { a } from 'plain'; import * as all from 'plain'; import w from 'whole'",
        "[p.a, a, all.a, w]",
      ),
    ).toBe("[ 1, 1, 1, 2 ]");
  });

  test("what a module sets later is seen", async () => {
    const notebook = new Notebook();
    notebook.write("counter.mjs", "export let n = 0; export function up() { n++ }");
    expect(await notebook.run("import { n, up } from './counter.mjs'", "up(); up(); n")).toBe("2");
  });
});

describe("what the notebook's folder says", () => {
  const JSX =
    "exports.jsx = exports.jsxs = (type, props) => ({ type, props }); exports.Fragment = 'fragment';";

  test("JSX is made by the package that is there", async () => {
    const notebook = new Notebook();
    notebook.write("node_modules/react/jsx-runtime.js", JSX);
    notebook.write("comp.tsx", "export const Hello = ({ name }: { name: string }) => <b>{name}</b>;");
    expect(await notebook.run("const el = <div id='a'>hi</div>", "el")).toBe(
      "{ type: 'div', props: { id: 'a', children: 'hi' } }",
    );
    expect(await notebook.run("import { Hello } from './comp'", "Hello({ name: 'x' }).props")).toBe(
      "{ children: 'x' }",
    );
    expect(await notebook.run("const same = <T,>(x: T) => x; const t = <number>same(1); t")).toBe("1");
    expect(await notebook.run("const items = [1].map((n: number) => <>{n}</>); items[0]?.type")).toBe(
      "'fragment'",
    );
  });

  test("or by the one that a cell names", async () => {
    const notebook = new Notebook();
    notebook.write("node_modules/other/jsx-runtime.js", JSX);
    expect(await notebook.run("/** @jsxImportSource other */\nconst el = <p />;\nel.type")).toBe("'p'");
    expect(
      await notebook.run("const React = { createElement: (...all: unknown[]) => all };", "<p>x</p>"),
    ).toBe("[ 'p', null, 'x' ]");
  });

  test("a file beside the notebook knows where it is, as a module and as CommonJS", async () => {
    const notebook = new Notebook();
    notebook.write(
      "lib/here.ts",
      "export const here = [import.meta.filename, import.meta.dirname, __filename, __dirname];",
    );
    notebook.write(
      "lib/links.ts",
      "export const links = [import.meta.url, import.meta.resolve('./here.ts'), require.resolve('./here.ts')];",
    );
    notebook.write("lib/whole.ts", "const whole = { a: 1 };\nexport = whole;");
    const lib = join(notebook.directory, "lib");
    const here = join(lib, "here.ts");
    expect(await notebook.run("import { here } from './lib/here.ts'", "JSON.stringify(here)")).toBe(
      `'${JSON.stringify([here, lib, here, lib])}'`,
    );
    expect(await notebook.run("import { links } from './lib/links.ts'", "JSON.stringify(links)")).toBe(
      `'${JSON.stringify([pathToFileURL(join(lib, "links.ts")).href, pathToFileURL(here).href, here])}'`,
    );
    expect(await notebook.run("import whole from './lib/whole.ts'", "whole.a")).toBe("1");
  });

  test("decorators of TypeScript's own, and paths", async () => {
    const notebook = new Notebook();
    notebook.write(
      "tsconfig.json",
      '{ "compilerOptions": { "experimentalDecorators": true, "paths": { "@lib/*": ["./lib/*"] } } } // as TypeScript reads it',
    );
    notebook.write("lib/a.ts", "import { two } from '@lib/b';\nexport const three: number = two + 1;");
    notebook.write("lib/b.ts", "export const two: number = 2;");
    expect(
      await notebook.run(
        "const seen: unknown[] = []; const note = (target: object, name: string) => void seen.push(name);\nclass D { @note m() {} }",
        "import { three } from '@lib/a';",
        "[seen, three]",
      ),
    ).toBe("[ [ 'm' ], 3 ]");
  });

  test.each([
    ["npm:left@1.2/sub", "import x from 'npm:left@1.2/sub'", "'left/sub'"],
    ["npm:@scope/left", "import x from 'npm:@scope/left@^2'", "'@scope/left'"],
    ["jsr:", "import x from 'jsr:@scope/left@1'", "'@scope/left'"],
  ])("Deno's name of a package that is there: %s", async (_, code, shown) => {
    const notebook = new Notebook();
    notebook.write("node_modules/left/sub.js", "module.exports = 'left/sub';");
    notebook.write("node_modules/@scope/left/index.js", "module.exports = '@scope/left';");
    expect(await notebook.run(code, "x")).toBe(shown);
  });

  test("import() and require find what import finds", async () => {
    const notebook = new Notebook();
    notebook.write("lib/a.ts", "export const two: number = 2;");
    notebook.write("node_modules/left/index.js", "exports.three = 3;");
    expect(
      await notebook.run(
        "const { two } = await import('./lib/a.ts'); const { three } = await import('npm:left@1'); const fs = await import('node:fs');",
        "[two, three, typeof fs.default.statSync, require('npm:left').three, typeof require('tslab').display, typeof require.resolve]",
      ),
    ).toBe("[ 2, 3, 'function', 3, 'object', 'function' ]");
    expect(await notebook.run("await import('npm:right')")).toContain("npm install right");
    expect(await notebook.run("const name = './lib/a'; (await import(name + '.ts')).two")).toBe("2");
  });

  test.each([
    ["npm:lodash-es@4", "Install it in the notebook's folder: npm install lodash-es@4"],
    ["lodash/fp", "Install it in the notebook's folder: npm install lodash"],
    ["jsr:@std/path", "Install it in the notebook's folder: npx jsr add @std/path"],
    ["https://esm.sh/preact", "Node does not import from the web: https://esm.sh/preact."],
  ])("and of one that is not: %s", async (specifier, said) => {
    expect(await new Notebook().run(`import x from ${JSON.stringify(specifier)}`)).toContain(said);
  });
});
