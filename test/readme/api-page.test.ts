import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { type ApiPage, apiPage, compilerOptions } from "../../docs/api-page.mjs";
import { ROOT } from "../../kernel/spec/start/paths.mjs";

let api: ApiPage;
beforeAll(() => {
  api = apiPage();
});

test("docs/API.md is what the types say; `npm run docs` writes it", () => {
  expect(readFileSync(join(ROOT, "docs/API.md"), "utf8")).toBe(api.page);
});

test("every method has a doc comment and an example", () => {
  expect(api.undocumented).toEqual([]);
});

test("every example compiles, and the check sees one that does not", () => {
  expect(api.examples.length).toBeGreaterThan(50);
  const wrong = 'await docker.pulls("ubuntu");';
  const errors = errorsIn([...api.examples.map(({ text }) => text), wrong]);
  expect(errors).toEqual([expect.stringContaining("Property 'pulls' does not exist")]);
});

/** The values that examples use without making them. */
const GIVEN = `
import { createLab } from "../src/index.js";
import type * as api from "../src/index.js";
declare const docker: api.Docker;
declare const image: api.Image;
declare const box: api.Container;
declare const build: api.Build;
declare const layer: api.Layer;
declare const recipe: api.Recipe;
declare const lab: api.Lab;
declare const prediction: api.Prediction;
declare const archive: Uint8Array;
declare const io: api.CommandIO;
`;

function errorsIn(examples: readonly string[]): string[] {
  const path = join(ROOT, "docs/examples.ts");
  const text = `${GIVEN}${examples.map((example) => `await (async () => {\n${example}\n})();`).join("\n")}`;
  const options = { ...compilerOptions(), noUnusedLocals: false, noEmit: true };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.readFile = (name) => (name === path ? text : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest);
  const program = ts.createProgram([path], options, host);
  const file = program.getSourceFile(path);
  return program.getSemanticDiagnostics(file).map((found) => {
    const message = ts.flattenDiagnosticMessageText(found.messageText, "\n");
    return `${text.slice(found.start ?? 0).split("\n", 1)[0]}: ${message}`;
  });
}
