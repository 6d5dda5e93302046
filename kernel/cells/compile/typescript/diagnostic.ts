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
    message: forCells(ts.flattenDiagnosticMessageText(messageText, "\n")),
    line: before.length - 1,
    column: before.at(-1)?.length ?? 0,
    start: from,
    end: Math.max(from, Math.min(start + length, source.length)),
  };
}

/** TypeScript advises those who build programs: a cell has no library to choose, and needs no package to name a browser's object. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    / Do you need to change your target library\? .* to include 'dom'\.$/,
    " Browsers have it; cells run in Node.js.",
  ],
  [
    / Do you need to change your target library\? .* or later\.$/,
    ` A newer edition of JavaScript has it, but not Node.js ${process.versions.node}.`,
  ],
  [/ Do you need to install type definitions for .*$/, ""],
];

function forCells(message: string): string {
  const [pattern, words] = ADVICE.find(([each]) => each.test(message)) ?? [];
  return pattern === undefined || words === undefined ? message : message.replace(pattern, words);
}
