import type { Diagnostic } from "../../cells/compile/compiler.js";
import { codeFrame, dim, red } from "../../cells/show/code-frame.js";
import type { Failure } from "../../cells/task.js";
import { consoleCell } from "../../magics/console/console.js";
import type { Unsaid } from "./one-mistake.js";

/** More than these do not help a learner: later errors mostly follow from the first. */
const SHOWN = 5;

/** The error of a cell that cannot be parsed as TypeScript. */
export function syntaxFailure(filename: string, source: string, errors: readonly Diagnostic[]): Failure {
  const traceback = errors
    .slice(0, SHOWN)
    .flatMap((error) => [headline(filename, error), ...frame(source, error)]);
  const consoleLine = source.split("\n").find(consoleCell.isLine);
  if (consoleLine !== undefined) {
    traceback.push(
      `Console lines need a cell of their own, whose first line begins with "$ ". Move this line there: ${consoleLine.trim()}`,
    );
  }
  const [first] = errors;
  return {
    name: "SyntaxError",
    message: first ? place(filename, first) : filename,
    traceback: [`${red("SyntaxError")}: the cell cannot be read as TypeScript`, ...traceback],
  };
}

/** The error of a cell that is something else than TypeScript, with how to run it. */
export function hintFailure(hint: string): Failure {
  const [first = ""] = hint.split("\n");
  return { name: "SyntaxError", message: first, traceback: [`${red("SyntaxError")}: ${hint}`] };
}

/** TypeScript's warnings about a cell that runs all the same; empty without any. */
export function warningText(filename: string, source: string, { warnings, advice }: Unsaid): string {
  const shown = warnings.slice(0, SHOWN);
  const rest = warnings.length - shown.length;
  const lines = shown.flatMap((warning) => [headline(filename, warning), ...frame(source, warning)]);
  if (rest > 0) lines.push(dim(`and ${rest} more`));
  return [...advice, ...lines].map((line) => `${line}\n`).join("");
}

const place = (filename: string, { line, column, message }: Diagnostic): string =>
  `${filename}:${line + 1}:${column + 1} ${message}`;

const headline = (filename: string, diagnostic: Diagnostic): string =>
  `${place(filename, diagnostic)} ${dim(`(TS${diagnostic.code})`)}`;

const frame = (source: string, { line, column, start, end }: Diagnostic): string[] =>
  codeFrame(source, line, column, end - start);
