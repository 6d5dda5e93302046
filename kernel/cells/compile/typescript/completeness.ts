import { createRequire } from "node:module";
import type TS from "typescript";
import type { Completeness } from "../compiler.js";
import ts from "./load.js";

const require = createRequire(import.meta.url);

const UNTERMINATED_COMMENT = 1010;
const UNTERMINATED_TEMPLATE = 1160;
const UNTERMINATED_STRING = 1002;

/** Whether someone at a console is done: what is missing may still come, what is wrong stays wrong. */
export function completenessOf(source: string): Completeness {
  const { diagnostics = [] } = ts.transpileModule(`${source}\nexport {};`, {
    fileName: "cell.cts",
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, noEmit: true },
  });
  const [first] = diagnostics.filter(({ code }) => code >= 1000 && code < 2000);
  if (!first) return { status: "complete" };
  if (isMissing(first, source)) return { status: "incomplete", indent: indentAfter(source) };
  return { status: "invalid" };
}

function isMissing({ code, start = 0 }: TS.Diagnostic, source: string): boolean {
  if (code === UNTERMINATED_COMMENT || code === UNTERMINATED_TEMPLATE) return true;
  return code !== UNTERMINATED_STRING && start >= source.trimEnd().length;
}

/** The next line's indent is tslab's, by the rules of VS Code's editor; it is loaded when a console first asks. */
function indentAfter(source: string): string {
  const { isCompleteCode }: typeof import("tslab/dist/converter.js") = require("tslab/dist/converter.js");
  return isCompleteCode(source.trimEnd()).indent ?? "";
}
