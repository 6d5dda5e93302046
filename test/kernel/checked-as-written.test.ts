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
function asOneProgram(notebooks: readonly (readonly string[])[], documents: Documents): Found[][] {
  const directory = join(import.meta.dirname, "..");
  const paths = notebooks.map((_, index) => join(directory, `__notebook${index}__.ts`));
  const host = ts.createCompilerHost(CHECK_OPTIONS);
  const texts = new Map(paths.map((path, index) => [path, `${notebooks[index]?.join(";\n")}\nexport {};`]));
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
  const program = ts.createProgram({ rootNames: paths, options: CHECK_OPTIONS, host });
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

describe("types of cells", () => {
  const known = new KnownNames();
  let checker: Checker;
  beforeAll(() => {
    // What is built: it does not change, so that it is looked at once.
    const globals = globalDeclarations().replaceAll("/src/index.js", "/dist/src/index.js");
    checker = new Checker(known, globals, join(import.meta.dirname, ".."));
  });

  test("are those of the same text as one program", () => {
    const programs = asOneProgram(
      NOTEBOOKS.map(({ cells }) => cells),
      checker.documents,
    );
    const title = (cells: readonly string[]): string => cells.join(" ⏎ ");
    const found = NOTEBOOKS.map(({ cells }) => [title(cells), asCells(checker, known, cells)]);
    expect(found).toEqual(NOTEBOOKS.map(({ cells }, index) => [title(cells), programs[index]]));
    expect(found).toEqual(NOTEBOOKS.map(({ cells, warnings }) => [title(cells), warnings]));
    expect(NOTEBOOKS.flatMap(({ cells }) => cells).length).toBeGreaterThan(100);
  }, 60_000);

  const lessons = join(import.meta.dirname, "../../notebooks");
  test.each(readdirSync(lessons).filter((name) => name.endsWith(".ipynb")))("of %s: no warning", (name) => {
    const cells = readNotebook(join(lessons, name))
      .cells.filter(({ cell_type }) => cell_type === "code")
      .map(({ source }) => parseCell([source].flat().join("")))
      .flatMap((cell) => (cell.kind === "code" ? [cell.source] : []));
    expect(asCells(checker, known, cells)).toEqual([]);
  });
});
