import { SourceMap } from "node:module";
import { inspect } from "node:util";
import vm from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CompiledCell } from "../../kernel/cells/compile/compiler.js";
import { fastEmit } from "../../kernel/cells/compile/fast/fast-emit.js";
import { LAST_EXPRESSION, PARAMETERS } from "../../kernel/cells/compile/names.js";
import { columnBefore } from "../../kernel/cells/compile/share/edits.js";
import { emitCell } from "../../kernel/cells/compile/typescript/emit.js";
import ts from "../../kernel/cells/compile/typescript/load.js";
import { outlineCell } from "../../kernel/cells/compile/typescript/outline.js";
import { SharedMembers } from "../../kernel/session/child/shared-members.js";
import { cases } from "../random.js";

/** What can be seen of a cell that ran: its value or its error, and all that cells share then. */
interface Seen {
  readonly value: string;
  readonly shared: string;
}

type Emit = (
  source: string,
  isKnown: (name: string) => boolean,
) => Pick<CompiledCell, "javascript" | "names" | "constants">;

const byTypeScript: Emit = (source, isKnown) => {
  const emitted = emitCell(source, isKnown);
  if (!emitted.ok) throw new Error(`TypeScript refuses ${source}: ${JSON.stringify(emitted.errors)}`);
  return emitted.cell;
};

/** `asked` counts the cells that came through. */
function byUs(asked: { fast: number }): Emit {
  return (source, isKnown) => {
    const cell = fastEmit(source, isKnown);
    if (cell) asked.fast++;
    return cell ?? byTypeScript(source, isKnown);
  };
}

/** Runs cells one after another as the kernel's world does. */
async function run(cells: readonly string[], emit: Emit): Promise<Seen[]> {
  const shared = new SharedMembers();
  const { members, constants } = shared;
  const known = new Set<string>();
  const seen: Seen[] = [];
  for (const source of cells) {
    const cell = emit(source, (name) => known.has(name));
    const body = vm.runInThisContext(`(async function (${PARAMETERS.join()}) { ${cell.javascript}\n})`);
    shared.begin(cell.names);
    let value = "";
    try {
      await body(members, constants);
      value = inspect(shared.take(LAST_EXPRESSION), { depth: 5 });
    } catch (error) {
      value = `throws ${error instanceof Error ? `${error.name}: ${error.message}` : inspect(error)}`;
    }
    shared.end(cell.constants);
    const unset = shared.missing(cell.names);
    for (const name of cell.names) if (!unset.includes(name)) known.add(name);
    const own = Object.keys(members).sort();
    seen.push({
      value,
      shared: own.map((name) => `${name}=${inspect(members[name], { depth: 5 })}`).join("; "),
    });
  }
  return seen;
}

/** Notebooks of a few cells, each running without TypeScript's compiler. */
const QUICK: readonly (readonly string[])[] = [
  ["1 + 1"],
  ["'use me'"],
  ["const a: number = 1, b = a + 1;", "a + b", "const a = 'again'; a"],
  ["let x", "x", "x = 5", "let x; x"],
  ["var v = 1", "var v; v"],
  [
    "const { a, b: [c = 3, ...rest], ...others } = { a: 1, b: [undefined, 4, 5], d: 6, e: 7 } as any",
    "[a, c, rest, others]",
  ],
  ["let n = 0; const up = () => n++; up(); up(); n", "n = 10; up(); n", "let n = 100; up(); n"],
  ["const named = () => 1, other = function () {}, K = class {}; [named.name, other.name, K.name, new K()]"],
  [
    "function twice(n: number): number { return n * 2 }\ntwice(4)",
    "[1, 2].map(twice)",
    "twice = (n) => n * 3; twice(1)",
  ],
  [
    "class A<T> { constructor(readonly_: T) { this.v = readonly_ } v: T; static s = 1; get w() { return this.v } }\nnew A(3).w",
    "new A(4)",
  ],
  ["const o = { k: 1 }; const k = 2; [{ k }, { k: k }, o.k]", "({ k } = { k: 9 }); k", "({ k = 7 } = {}); k"],
  [
    "let i = 0; for (let i = 0; i < 3; i++) { let j = i; j; }\ni",
    "for (i of [1, 2, 3]); i",
    "for (const i of [7]) i; i",
  ],
  ["const f = function self(n: number): number { return n < 2 ? 1 : n * self(n - 1) }; f(5)"],
  ["const t = (s: TemplateStringsArray, ...v: unknown[]) => [s.raw, v]; t`a$" + "{1}b`", "t`c`"],
  ["const me = function () { return this === undefined }; me()", "me()", "me?.()"],
  ["const x = await Promise.resolve(3); x", "for await (const y of [1, 2]) y; x"],
  ["let s = 'a'; { let s = 'b'; s += 'c' } ; s", "s += 'd'", "typeof s + typeof nothing"],
  [
    "const { length } = 'abcd'; length",
    "((length) => length)(1) + length",
    "try { throw 2 } catch (length) { length }",
  ],
  [
    "let a = 1, b = 2; [a, b] = [b, a]; [a, b]",
    "({ a, x: b } = { a: 5, x: 6 }); [a, b]",
    "[a = 3, ...b] = [undefined, 1, 2]; [a, b]",
  ],
  ["const q = 1;\nq = 2;"],
  ["const c = 1", "c = 2", "c"],
  ["const over = (a: string | number) => { const inner = over; return typeof inner }; over(1)"],
  ["let d = 1; function g(x = d, { y = d } = {}) { return [x, y, d] }\ng()", "d = 3; g(1)"],
  ["const u = undefined!; const w = <T,>(a: T) => a; w<string>('z') satisfies string"],
  ["console; const Map = 3; Map", "Map + 1"],
  ["if (true) { function inBlock() { return 1 } inBlock() }"],
  ["if (true) { var inBlock = 1 }", "inBlock"],
  ["for (var i = 0, n = 3; i < n; i++);", "i + n"],
  [
    "for (var word of ['a', 'b']); for (var { length } of [word]); for (var key in { k: 1 });",
    "[word, length, key]",
  ],
  ["var never; if (never) var inner = 1; var never", "[never, inner]"],
  ["function f() {}\nf = 3", "f"],
  ["class A {}\nA = 3", "A"],
  [
    "function a() { return b() }\nfunction b() { return 1 }",
    "function b() { return 2 }\na()",
    "b = () => 3; a()",
  ],
  ["class Old {}; const make = () => new Old().constructor.v", "class Old { static v = 2 }\nmake()"],
  ["const k = 1; try { k = 2 } catch (e) { (e as Error).message }\nk"],
  ["const once = 1; for (const f of [() => { once++ }, () => { [once] = [2] }]) f()"],
  ["throw new Error('stop'); let after = 1", "typeof after"],
  ["const exports = 1, filename = 2; exports + filename"],
  ["label: for (const a of [1]) { continue label }\n1"],
  ["let fn = async () => { await null; return later }; let later = 1; await fn()", "later = 2; await fn()"],
  ["const a = 1 // a comment\n/* and another */ + 2;\na", "a;;"],
  [
    "class B { #p = 1; static { B.z = 3 } static z: number; has(o: object) { return #p in o } }\nnew B().has(new B())",
    "B.z",
  ],
  ["let e = 1; export_(); function export_() { e = 2 }\ne", "e"],
  ["const fnA = () => fnB(); const fnB = () => 'first'; fnA()", "fnA()"],
];

/** These are TypeScript's own. */
const LEFT: readonly string[] = [
  "import fs from 'node:fs'",
  "export const x = 1",
  "enum E { A }",
  "namespace N { export const a = 1 }",
  "interface I { a: number }\nconst i: I = { a: 1 }",
  "type T = string",
  "class A { constructor(private x: number) {} }; using a = null",
  "abstract class A {}",
  "@dec class A {}",
  "declare const x: number",
  "const a = ;",
  "let a; let a",
  "await import('node:fs')",
];

describe("a cell without TypeScript's compiler", () => {
  test.each(QUICK.map((cells) => ({ name: cells.join(" ⏎ "), cells })))(
    "runs as with it: $name",
    async ({ cells }) => {
      const asked = { fast: 0 };
      const ours = await run(cells, byUs(asked));
      expect(ours).toEqual(await run(cells, byTypeScript));
      expect(asked.fast, "cells that went the fast way").toBe(cells.length);
    },
  );

  test.each(LEFT)("is left to it: %s", (source) => {
    expect(fastEmit(source, () => false)).toBeUndefined();
  });

  test("random cells run as with it", async () => {
    const asked = { fast: 0 };
    let all = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 5 }), async (cells) => {
        all += cells.length;
        expect(await run(cells, byUs(asked))).toEqual(await run(cells, byTypeScript));
      }),
      cases(50),
    );
    expect(asked.fast / all).toBeGreaterThan(0.5);
  }, 180_000);

  test("a random cell gives what JavaScript itself gives", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { maxLength: 4 }), expression, async (statements, last) => {
        const source = [...statements, `(${last})`].join(";\n");
        const names = fastEmit(source, () => false)?.names;
        fc.pre(names !== undefined);
        const plain = await runPlain(statements, last, names);
        // In a cell a variable is there, undefined, before its declaration: see the README.
        fc.pre(!plain.includes("before initialization"));
        compared++;
        const [seen] = await run([source], byUs({ fast: 0 }));
        if (plain.startsWith("throws ")) {
          // V8 has other words for a pattern that sets members.
          expect(seen?.value.split(":")[0], source).toBe(plain.split(":")[0]);
        } else expect(`${seen?.value}; ${seen?.shared}`, source).toBe(plain);
      }),
      cases(150),
    );
    expect(compared).toBeGreaterThan(50);
  });

  test("names and constants are what TypeScript finds", () => {
    for (const source of QUICK.flat()) {
      const cell = fastEmit(source, () => false);
      const { declared } = outlineCell(ts.createSourceFile("c.ts", source, ts.ScriptTarget.ESNext));
      expect(cell?.names.toSorted(), source).toEqual([...declared.keys()].sort());
      const constants = [...declared].filter(([, { kind }]) => kind === "const").map(([name]) => name);
      expect(cell?.constants.toSorted(), source).toEqual(constants.sort());
    }
  });

  test("a place in its JavaScript leads back to the cell's own", () => {
    const source =
      "const before = 1; let a: number = 2;\nconst { b } = { b: () => a + before }; b();\n  a.missing.deep";
    const cell = fastEmit(source, () => false);
    if (!cell) throw new Error("the fast emitter leaves it to TypeScript");
    const map = new SourceMap(JSON.parse(cell.sourceMap));
    const lines = cell.javascript.split("\n");
    const row = lines.findIndex((line) => line.includes("missing"));
    const column = columnBefore(cell.edits, row, (lines[row] ?? "").indexOf("missing"));
    const entry = map.findEntry(row, column);
    expect("originalLine" in entry && [entry.originalLine, entry.originalColumn]).toEqual([2, 4]);
  });
});

const name = fc.constantFrom("a", "b", "c", "f");
const atom = fc.oneof(name, fc.constantFrom("1", "'s'", "[1, 2]", "({ a: 1, b: 2 })", "undefined"));
const expression = fc.oneof(
  { depthSize: "small" },
  atom,
  // No text of functions: how that is laid out is not the same.
  fc.tuple(atom, atom).map(([x, y]) => `[${x}, ${y}]`),
  fc.tuple(name, atom).map(([x, y]) => `(${x} = ${y})`),
  fc.tuple(name, name, atom).map(([x, y, z]) => `((${x}) => ({ ${x}, ${y} }))(${z})`),
  fc.tuple(name, name).map(([x, y]) => `(() => { const ${x} = 3; return { ${x}, ${y}: typeof ${y} } })()`),
  fc.tuple(name, atom).map(([x, y]) => `(typeof ${x} === "function" ? ${x}(${y}) : ${x})`),
  fc.tuple(name, name, atom).map(([x, y, z]) => `([${x}, ${y}] = [${z}, 2])`),
  fc.tuple(name, name).map(([x, y]) => `({ ${x}, z: ${y} = 4 } = { ${x}: 1 })`),
);
const statement = fc.oneof(
  expression,
  fc
    .tuple(fc.constantFrom("let", "const", "var"), name, expression)
    .map(([word, x, y]) => `${word} ${x} = ${y}`),
  name.map((x) => `let ${x}`),
  fc
    .tuple(fc.constantFrom("let", "const"), name, atom)
    .map(([word, x, y]) => `${word} { a: ${x}, ...rest } = ${y} as any`),
  fc.tuple(name, name, expression).map(([x, p, y]) => `function ${x}(${p}: any) { return ${y} }`),
  fc.tuple(name, expression).map(([x, y]) => `{ let ${x} = 1; ${x}; ${y} }`),
  fc.tuple(name, expression).map(([x, y]) => `for (const ${x} of [1, 2]) { ${y} }`),
  fc.tuple(name, expression).map(([x, y]) => `class ${x.toUpperCase()} { m() { return ${y} } }`),
);
/** Valid TypeScript: a name is declared once at a cell's top. */
const cell = fc
  .array(statement, { minLength: 1, maxLength: 4 })
  .map((statements) => statements.join(";\n"))
  .filter((source) => emitCell(source, () => false).ok && !declaresTwice(source));

function declaresTwice(source: string): boolean {
  try {
    // Neither way can run it.
    new vm.Script(`(async () => { ${emitPlain(source)} })`);
    return false;
  } catch {
    return true;
  }
}

/** The value of `last` after `statements` in the body of one function, and then of `names`; or the error. */
async function runPlain(
  statements: readonly string[],
  last: string,
  names: readonly string[],
): Promise<string> {
  const returned = [...names].sort().map((each) => `["${each}", ${each}]`);
  const source = `${statements.join(";\n")};\nconst value$ = (${last});\nreturn [value$, [${returned.join()}]];`;
  const body = `(async () => { "use strict"; ${emitPlain(source)} })()`;
  try {
    const [value, values]: [unknown, [string, unknown][]] = await vm.runInThisContext(body);
    const shown = values.map(([name, each]) => `${name}=${inspect(each, { depth: 5 })}`);
    return `${inspect(value, { depth: 5 })}; ${shown.join("; ")}`;
  } catch (error) {
    return `throws ${error instanceof Error ? `${error.name}: ${error.message}` : inspect(error)}`;
  }
}

function emitPlain(source: string): string {
  return ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } }).outputText;
}
