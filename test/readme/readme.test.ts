import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, test, vi } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { type CommandIO, createLab } from "../../src/index.js";
import { agrees, type Block, exchanges, fencedBlocks, normalized } from "./blocks.js";

const blocks = fencedBlocks(readFileSync(join(ROOT, "README.md"), "utf8"));
const consoleBlocks = blocks.filter(({ language }) => language === "console");
const tsBlocks = blocks.filter(({ language }) => language === "ts");

const folder = mkdtempSync(join(tmpdir(), "layerlab-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("README has examples of both kinds", () => {
  expect(consoleBlocks.length).toBeGreaterThan(0);
  expect(tsBlocks.length).toBeGreaterThan(0);
});

describe("README's console examples", () => {
  test("print what they say, one after the other in one lab", { timeout: 120_000 }, async () => {
    const lab = await createLab();
    for (const block of consoleBlocks)
      for (const { command, expected } of exchanges(block.text)) {
        let printed = "";
        const write = (chunk: string | Uint8Array) => {
          printed += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
        };
        const io: CommandIO = { stdout: write, stderr: write, isTTY: false, isNotebook: false };
        await lab.console(command, io);
        const lines = normalized(printed === "" ? [] : printed.replace(/\n$/, "").split("\n"));
        const wanted = normalized(expected);
        if (!agrees(wanted, lines)) expect(lines, `README.md, $ ${command}`).toEqual(wanted);
      }
  });
});

describe("README's TypeScript examples", () => {
  test.each(tsBlocks)(
    "the one at line $line has no type error and prints what its comments say",
    {
      timeout: 120_000,
    },
    async (block) => {
      const file = written(block);
      expect(typeErrors(file)).toEqual([]);
      const log = vi.spyOn(console, "log").mockImplementation(() => {});
      try {
        await import(/* @vite-ignore */ file);
        const printed = log.mock.calls.map((values) => values.map(String).join(" "));
        expect(normalized(printed)).toEqual(normalized(promised(block)));
      } finally {
        log.mockRestore();
      }
    },
  );
});

/** `console.log(…); // what it prints` */
function promised(block: Block): string[] {
  return [...block.text.matchAll(/^\s*console\.log\(.*\);\s*\/\/ (.*)$/gm)].map((match) => match[1] ?? "");
}

/** The block as a module that takes the library from its sources. */
function written(block: Block): string {
  const file = join(folder, `line-${block.line}.ts`);
  const library = join(ROOT, "src", "index.js");
  writeFileSync(
    file,
    `${block.text.replaceAll('from "layerlab"', `from ${JSON.stringify(library)}`)}\nexport {};\n`,
  );
  return file;
}

function typeErrors(file: string): string[] {
  const path = join(ROOT, "tsconfig.json");
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
  const program = ts.createProgram([file], {
    ...options,
    noEmit: true,
    rootDir: "/",
    typeRoots: [join(ROOT, "node_modules", "@types")],
    // A module by itself, outside any package.
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}
