import type TS from "typescript";
import type { Diagnostic } from "../compiler.js";
import { BEFORE } from "../names.js";
import { toDiagnostic } from "./diagnostic.js";
import ts from "./load.js";
import { type CellOutline, ModuleText, outlineCell } from "./module-text.js";

const OPTIONS: TS.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  // CommonJS for Node, which leaves `import()` as it is.
  module: ts.ModuleKind.Node16,
  esModuleInterop: true,
  isolatedModules: true,
  sourceMap: true,
};

export interface EmittedCell {
  readonly outline: CellOutline;
  readonly javascript: string;
  /** From the JavaScript to the cell's text with the insertions. */
  readonly sourceMap: string;
  /** The text that was put before the first line. */
  readonly prefix: string;
}

/** TypeScript clears all exports before a module's first line; a name keeps its old value until it gets a new one. */
const EMPTIES_EXPORTS = /(?<="__esModule", \{ value: true \}\);\n)(?:(?:exports\.[^\s=;]+ = )+void 0;\n)+/;
const SOURCE_MAP = /\n\/\/# sourceMappingURL=\S+\s*$/;

/** 1000-1999 are syntax errors, but these are fine in a cell, whose top level is the body of an async function. */
const FINE_IN_A_CELL = new Set([1103, 1375, 1378, 1432]);

export function parse(source: string): TS.SourceFile {
  return ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
}

/**
 * Turns TypeScript into JavaScript without looking at types, which takes a millisecond.
 *
 * @param isKnown whether an earlier cell has a value of this name
 */
export function emitCell(
  source: string,
  isKnown: (name: string) => boolean,
): { readonly ok: true; readonly cell: EmittedCell } | { readonly ok: false; readonly errors: Diagnostic[] } {
  const file = parse(source);
  const outline = outlineCell(file);
  const before = [...outline.identifiers].filter((name) => isKnown(name) && !outline.declared.has(name));
  const prefix = `import { ${before.join(", ")} } from "${BEFORE}"; export {}; `;
  const module = new ModuleText(source, outline.insertions, prefix);
  const output = ts.transpileModule(module.text, {
    fileName: "cell.cts",
    reportDiagnostics: true,
    compilerOptions: OPTIONS,
  });
  const errors = (output.diagnostics ?? [])
    .filter(({ code }) => code >= 1000 && code < 2000 && !FINE_IN_A_CELL.has(code))
    .map((each) => toDiagnostic(inCell(each, module, source), source));
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    cell: {
      outline,
      // Line ends stay: the source map counts them.
      javascript: output.outputText
        .replace(EMPTIES_EXPORTS, (lines) => lines.replace(/[^\n]/g, ""))
        .replace(SOURCE_MAP, ""),
      sourceMap: output.sourceMapText ?? "",
      prefix,
    },
  };
}

/** A file beside the notebook as CommonJS. */
export function emitFile(text: string): string {
  return ts
    .transpileModule(text, {
      fileName: "file.cts",
      compilerOptions: { ...OPTIONS, sourceMap: false },
    })
    .outputText.replace(SOURCE_MAP, "");
}

function inCell(diagnostic: TS.Diagnostic, module: ModuleText, source: string): TS.Diagnostic {
  const { start = 0, length = 0 } = diagnostic;
  const from = module.toCell(start) ?? source.length;
  return { ...diagnostic, start: from, length: (module.toCell(start + length) ?? from + length) - from };
}
