import { SourceMap } from "node:module";
import type TS from "typescript";
import type { CompiledCell, Diagnostic } from "../compiler.js";
import { emitScript, looksLikeObject } from "../share/emit-script.js";
import type { Script } from "../share/script.js";
import { toDiagnostic } from "./diagnostic.js";
import { importMeta } from "./import-meta.js";
import ts from "./load.js";

const OPTIONS: TS.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  // Imports stay what they are, those that only later cells use too.
  module: ts.ModuleKind.Preserve,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  sourceMap: true,
};

/** Node's own modules. */
const COMMONJS: TS.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
  isolatedModules: true,
  sourceMap: true,
};

const SOURCE_MAP = /\n\/\/# sourceMappingURL=\S+\s*$/;

/** 1000-1999 are syntax errors, but these are fine in a cell, whose top level is the body of an async function. */
const FINE_IN_A_CELL = new Set([1103, 1286, 1287, 1295, 1375, 1378, 1432, 1484, 1485]);

export function parse(source: string, isJsx = false): TS.SourceFile {
  const kind = isJsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ESNext, false, kind);
}

type Emitted =
  | { readonly ok: true; readonly cell: Omit<CompiledCell, "id" | "files">; readonly isJsx: boolean }
  | { readonly ok: false; readonly errors: Diagnostic[] };

/**
 * Turns TypeScript into JavaScript without looking at types, which takes a millisecond.
 *
 * @param isKnown whether an earlier cell has a value of this name
 * @param settings of JSX and decorators
 */
export function emitCell(
  source: string,
  isKnown: (name: string) => boolean,
  settings: TS.CompilerOptions = {},
): Emitted {
  if (looksLikeObject(source)) {
    const { errors, script } = transpile(`(${source}\n)`, settings);
    if (errors.length === 0)
      return { ok: true, cell: { ...emitScript(source, script, isKnown), prefix: 1 }, isJsx: false };
  }
  const plain = transpile(source, settings);
  const jsx =
    plain.errors.length > 0 && /<[\p{ID_Start}>]/u.test(source) ? transpile(source, settings, true) : plain;
  // `<T>value` is no JSX, and JSX is no error but in the other.
  const isJsx = jsx !== plain && jsx.errors.length === 0;
  const { errors, script } = isJsx ? jsx : plain;
  if (errors.length > 0) return { ok: false, errors };
  try {
    return { ok: true, cell: emitScript(source, script, isKnown), isJsx };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, errors: [ofScript(error, script, source)] };
  }
}

function transpile(
  source: string,
  settings: TS.CompilerOptions = {},
  isJsx = false,
): { readonly errors: Diagnostic[]; readonly script: Script } {
  const { diagnostics, outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: isJsx ? "cell.tsx" : "cell.ts",
    reportDiagnostics: true,
    compilerOptions: { ...settings, ...jsxOf(source), ...OPTIONS },
  });
  const errors = (diagnostics ?? [])
    .filter(({ code }) => code >= 1000 && code < 2000 && !FINE_IN_A_CELL.has(code))
    .map((each) => toDiagnostic(each, source));
  return { errors, script: { text: outputText.replace(SOURCE_MAP, ""), sourceMap: sourceMapText ?? "" } };
}

/** A package that is named in the text itself has today's form of JSX. */
function jsxOf(source: string): TS.CompilerOptions {
  return /@jsxImportSource\s/.test(source) ? { jsx: ts.JsxEmit.ReactJSX } : {};
}

/** An error that TypeScript leaves to those who run its output, such as a name that is declared twice. */
function ofScript(error: SyntaxError, script: Script, source: string): Diagnostic {
  const at = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
  const before = script.text.slice(0, at).split("\n");
  const entry = new SourceMap(JSON.parse(script.sourceMap)).findEntry(
    before.length - 1,
    before.at(-1)?.length ?? 0,
  );
  const [line, column] = "originalLine" in entry ? [entry.originalLine, entry.originalColumn] : [0, 0];
  const start = source.split("\n", line).reduce((sum, each) => sum + each.length + 1, 0) + column;
  const length = /^[\p{ID_Continue}$]+/u.exec(source.slice(start))?.[0].length ?? 1;
  const messageText = error.message.replace(/ \(\d+:\d+\)$/, "");
  return toDiagnostic({ code: 2451, messageText, start, length }, source);
}

/** A file beside the notebook as CommonJS. */
export function emitFile(
  text: string,
  path: string,
  settings: TS.CompilerOptions = {},
): { readonly javascript: string; readonly sourceMap: string } {
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    fileName: path.endsWith("x") ? "file.tsx" : "file.ts",
    transformers: { before: [importMeta] },
    compilerOptions: { ...settings, ...jsxOf(text), ...COMMONJS },
  });
  return { javascript: outputText.replace(SOURCE_MAP, ""), sourceMap: sourceMapText ?? "" };
}

/** Whether all of a cell is one object: `{ a: 1 }`, which a program would read as a block. */
export function isObject(source: string): boolean {
  return looksLikeObject(source) && transpile(`(${source}\n)`).errors.length === 0;
}
