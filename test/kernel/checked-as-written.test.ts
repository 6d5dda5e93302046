import { readdirSync } from "node:fs";
import { join } from "node:path";
import type TS from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { Checker, isShown } from "../../kernel/cells/compile/typescript/checker.js";
import { type Documents, FIXED } from "../../kernel/cells/compile/typescript/documents.js";
import { parse } from "../../kernel/cells/compile/typescript/emit.js";
import { KnownNames, readDeclarations } from "../../kernel/cells/compile/typescript/known-names.js";
import ts from "../../kernel/cells/compile/typescript/load.js";
import { outlineCell } from "../../kernel/cells/compile/typescript/outline.js";
import { CHECK_OPTIONS } from "../../kernel/cells/compile/typescript/settings.js";
import { globalDeclarations } from "../../kernel/cells/run/global-declarations.js";
import { parseCell } from "../../kernel/magics/cell.js";
import { readNotebook } from "../jupyter/notebook.js";
import { cases } from "../random.js";
import { NOTEBOOKS } from "./notebooks.js";

/** `cell:line:column TS0000`, both counted from 1. */
type Found = string;

/** A notebook's cells one after another, as the kernel checks them. */
function asCells(checker: Checker, known: KnownNames, cells: readonly string[]): Found[] {
  known.clear();
  return cells.flatMap((source, index) => {
    const outline = outlineCell(parse(source));
    const { warnings, dts } = checker.check(source, outline);
    known.adopt(outline);
    known.declare(outline, readDeclarations(dts));
    return warnings.map(({ line, column, code }) => `${index + 1}:${line + 1}:${column + 1} TS${code}`);
  });
}

/** The same cells as the text of one module, by TypeScript's own program. */
function asOneProgram(
  notebooks: readonly (readonly string[])[],
  globals: string,
  documents: Documents,
): Found[][] {
  const directory = join(import.meta.dirname, "..");
  const paths = notebooks.map((_, index) => join(directory, `__notebook${index}__.ts`));
  const host = ts.createCompilerHost(CHECK_OPTIONS);
  const names = join(directory, "__globals__.d.ts");
  const texts = new Map(paths.map((path, index) => [path, `${notebooks[index]?.join(";\n")}\nexport {};`]));
  texts.set(names, globals);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, version) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, version);
    // The libraries are parsed once, for the checker.
    const snapshot = path.endsWith(".d.ts") ? documents.snapshot(path) : undefined;
    return snapshot
      ? documents.acquireDocument(path, undefined, snapshot, FIXED, undefined, version)
      : getSourceFile(path, version);
  };
  const program = ts.createProgram({ rootNames: [names, ...paths], options: CHECK_OPTIONS, host });
  return paths.map((path, index) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .filter((each) => isShown(each))
      .map((each) => placeInCells(each, notebooks[index] ?? [])),
  );
}

function placeInCells({ start = 0, code, file }: TS.Diagnostic, cells: readonly string[]): Found {
  const { line, character } = file?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
  let rest = line;
  for (const [index, source] of cells.entries()) {
    const lines = source.split("\n").length;
    if (rest < lines) return `${index + 1}:${rest + 1}:${character + 1} TS${code}`;
    rest -= lines;
  }
  throw new Error("a place after the last cell");
}

/** The TypeScript cells of the lessons, by the lessons' names. */
function lessons(): ReadonlyMap<string, readonly string[]> {
  const directory = join(import.meta.dirname, "../../notebooks");
  const names = readdirSync(directory).filter((name) => name.endsWith(".ipynb"));
  return new Map(names.map((name) => [name, typescriptOf(join(directory, name))]));
}

function typescriptOf(path: string): readonly string[] {
  return readNotebook(path)
    .cells.filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => parseCell([source].flat().join("")))
    .flatMap((cell) => (cell.kind === "code" ? [cell.source] : []));
}

describe("types of cells", () => {
  const known = new KnownNames();
  const written = NOTEBOOKS.map(({ cells }) => cells);
  const taught = lessons();
  let checker: Checker;
  let programs: Found[][];
  beforeAll(() => {
    // What is built: it does not change, so that it is looked at once.
    const globals = globalDeclarations().replaceAll("/src/index.js", "/dist/src/index.js");
    const directory = join(import.meta.dirname, "..");
    checker = new Checker(known, globals, directory);
    programs = asOneProgram([...written, ...taught.values()], globals, checker.documents);
  });

  test("are those of the same text as one program", () => {
    const title = (cells: readonly string[]): string => cells.join(" ⏎ ");
    const told = NOTEBOOKS.map(({ cells, warnings }) => [title(cells), warnings]);
    expect(NOTEBOOKS.map(({ cells }, index) => [title(cells), programs[index]])).toEqual(told);
    // Each cell is a program of its own to TypeScript, which costs: a usual run takes every third notebook, another run others.
    const { seed, numRuns } = cases(1);
    const found = NOTEBOOKS.map(({ cells, warnings }, index) => [
      title(cells),
      numRuns > 1 || (index + seed) % 3 === 0 ? asCells(checker, known, cells) : warnings,
    ]);
    expect(found).toEqual(told);
    expect(written.flat().length).toBeGreaterThan(100);
  }, 60_000);

  test.each<[string, readonly string[], readonly string[]]>([
    [
      "a constructor",
      ["class A { constructor() { this.x = 1 } get() { return this.x } }", "new A().x + new A().get()"],
      [],
    ],
    [
      "a method, compound, in arrows",
      ["class A { n() { [1].forEach((each) => { this.sum ??= 0; this.sum += each }) } }", "new A().sum"],
      [],
    ],
    [
      "an exported, generic class",
      ["export class Box<T> { constructor(v: T) { this.v = v } }", "new Box(1).v"],
      [],
    ],
    [
      "a class with a parent",
      [
        "class A { a = 1 }\nclass B extends A { constructor() { super(); this.b = this.a } }",
        "new B().a.toFixed(new B().b)",
      ],
      [],
    ],
    ["a prototype", ["class A {}\nA.prototype.greet = function () { return 'hi' }", "new A().greet()"], []],
    ["a function that makes objects", ["function Point(x) { this.x = x }", "new Point(1).x"], []],
    ["an empty object", ["const o = {}; o.name = 'x'; o.list = [o.name]", "o.list.length"], []],
    [
      "a name that no method sets",
      ["class A { constructor() { this.x = 1 } }", "new A().y"],
      ["2:1:9 TS2339"],
    ],
    [
      "a name that another class sets",
      ["class A { constructor() { this.x = 1 } }\nclass B { constructor() { this.y = new A().y } }"],
      ["1:2:44 TS2339"],
    ],
    [
      "a class with a type of its own",
      ["class A { x: number; constructor() { this.x = 'one' } }"],
      ["1:1:38 TS2322"],
    ],
    ["an object that had members", ["const o = { a: 1 }; o.b = 2"], ["1:1:23 TS2339"]],
  ])("members that are set later, by %s", (_, cells, warnings) => {
    expect(asCells(checker, known, cells)).toEqual(warnings);
  });

  test("what this Node.js has is known, and what it has not is said in a cell's terms", () => {
    expect(asCells(checker, known, ["'a'.isWellFormed(); Atomics.waitAsync"])).toEqual([]);
    const said = (source: string): string[] =>
      checker.check(source, outlineCell(parse(source))).warnings.map(({ message }) => message);
    expect(said("document.title; $('a'); describe('a', 1); [].fromTheFuture()")).toEqual([
      "Cannot find name 'document'. Browsers have it; cells run in Node.js.",
      "Cannot find name '$'.",
      "Cannot find name 'describe'.",
      "Property 'fromTheFuture' does not exist on type 'never[]'.",
    ]);
    const isNew = "fromAsync" in Array;
    expect(said("Array.fromAsync([1])")).toEqual(
      isNew
        ? []
        : [
            `Property 'fromAsync' does not exist on type 'ArrayConstructor'. A newer edition of JavaScript has it, but not Node.js ${process.versions.node}.`,
          ],
    );
  });

  test("of each lesson: no warning", () => {
    const found = [...taught.keys()].map((name, at) => [name, programs[written.length + at]]);
    expect(found).toEqual([...taught.keys()].map((name) => [name, []]));
  });

  test("of each lesson, cell by cell: no warning", () => {
    // That takes seconds for each of them; the kernel does it where they are run. Here it is the shortest, and all where more is asked for.
    const [first, ...others] = [...taught];
    const chosen = [first, ...others.slice(0, cases(1).numRuns - 1)];
    const found = chosen.map((lesson) => [lesson?.[0], asCells(checker, known, lesson?.[1] ?? [])]);
    expect(found).toEqual(chosen.map((lesson) => [lesson?.[0], []]));
  }, 60_000);
});
