import type TS from "typescript";
import type { Diagnostic } from "../compiler.js";
import ts from "./load.js";

/** In the cell's own lines; something missing after the cell's end is missing at its end. */
export function toDiagnostic(
  {
    code,
    messageText,
    start = 0,
    length = 0,
  }: Pick<TS.Diagnostic, "code" | "messageText" | "start" | "length">,
  source: string,
): Diagnostic {
  const from = Math.min(start, source.trimEnd().length);
  const before = source.slice(0, from).split("\n");
  return {
    code,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
    line: before.length - 1,
    column: before.at(-1)?.length ?? 0,
    start: from,
    end: Math.max(from, Math.min(start + length, source.length)),
  };
}
