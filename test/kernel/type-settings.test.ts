import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Checker } from "../../kernel/cells/compile/typescript/checker.js";
import { parse } from "../../kernel/cells/compile/typescript/emit.js";
import { KnownNames } from "../../kernel/cells/compile/typescript/known-names.js";
import { outlineCell } from "../../kernel/cells/compile/typescript/outline.js";
import { Settings } from "../../kernel/cells/compile/typescript/settings.js";
import { temporaryFolder } from "../temporary-folder.js";

const UNTYPED = "const twice = (x) => x * 2;";
const MAYBE = "const first = [1].find((n) => n > 0); first.toFixed()";
const WRONG = "const text: string = 5;";

test("what is said of types follows the folder's tsconfig.json and %types", { timeout: 60_000 }, () => {
  const directory = temporaryFolder();
  const settings = new Settings(directory);
  const checker = new Checker(new KnownNames(), "", directory, settings);
  const codes = (): number[] => {
    settings.refresh();
    return [UNTYPED, MAYBE, WRONG].flatMap((source) =>
      checker.check(source, outlineCell(parse(source))).warnings.map(({ code }) => code),
    );
  };
  let seconds = 0;
  const configure = (options: object): void => {
    const path = join(directory, "tsconfig.json");
    writeFileSync(path, JSON.stringify({ compilerOptions: options }));
    // Each at a time of its own.
    utimesSync(path, ++seconds, seconds);
  };
  expect(codes()).toEqual([18048, 2322]);
  settings.mode = "strict";
  expect(codes()).toEqual([7006, 18048, 2322]);
  settings.mode = "off";
  expect(codes()).toEqual([]);
  settings.mode = "on";
  configure({ strict: true, outDir: "x", noUnusedLocals: true });
  expect(codes()).toEqual([7006, 18048, 2322]);
  configure({ strict: false });
  expect(codes()).toEqual([2322]);
  configure({ strictNullChecks: false });
  expect(codes()).toEqual([2322]);
});

test("the package that makes JSX is found above the notebook's folder, as Node finds it", () => {
  const above = temporaryFolder();
  const folder = join(above, "notebooks", "deep");
  mkdirSync(folder, { recursive: true });
  const source = () => new Settings(folder).emit.jsxImportSource;
  expect(source()).toBeUndefined();
  mkdirSync(join(above, "node_modules", "preact"), { recursive: true });
  writeFileSync(join(above, "node_modules", "preact", "jsx-runtime.js"), "");
  expect(source()).toBe("preact");
});

test("JSX is made by a name of an earlier cell, which is not written in it", () => {
  const directory = temporaryFolder();
  const known = new KnownNames();
  const checker = new Checker(known, "", directory);
  const cell = { ...outlineCell(parse("<p>{1}</p>", true)), isJsx: true };
  const codes = () => checker.check("<p>{1}</p>", cell).warnings.map(({ code }) => code);
  expect(codes()).toEqual([2874]);
  known.adopt(outlineCell(parse("const React = { createElement: (...all) => all };")));
  expect(codes()).toEqual([]);
});
