import type { Cell, CodeCell, Notebook, Output } from "./notebook.js";

/** A code cell whose outputs differ from the saved ones. */
export interface Difference {
  /** Index among all cells, from 0. */
  readonly index: number;
  readonly cell: CodeCell;
  /** The first line that differs, without ids and times; absent if there is none. */
  readonly saved: string | undefined;
  readonly now: string | undefined;
}

/** Tag of cells whose numbers may differ from run to run, such as sizes of compressed archives. */
const VARIES = "varies";

/**
 * Compares an executed notebook with the saved one: the text of every output, without ids, times and rates, and without
 * any numbers in cells tagged `varies`.
 */
export function compareOutputs(saved: Notebook, now: Notebook): Difference[] {
  return now.cells.flatMap((cell, index): Difference[] => {
    const before = saved.cells[index];
    if (cell.cell_type !== "code") return [];
    const lines = comparable(before);
    const printed = comparable(cell);
    const count = Math.max(lines.length, printed.length);
    const at = Array.from({ length: count }, (_, line) => line).find((line) => lines[line] !== printed[line]);
    return at === undefined ? [] : [{ index, cell, saved: lines[at], now: printed[at] }];
  });
}

function comparable(cell: Cell | undefined): string[] {
  if (cell?.cell_type !== "code") return [];
  const text = withoutChance(cell.outputs.map(outputText).join("\n"));
  const tags = cell.metadata.tags;
  const varies = Array.isArray(tags) && tags.includes(VARIES);
  return (varies ? text.replace(/\d[\d.,]*/g, "<number>") : text).trimEnd().split("\n");
}

/** Removes what differs at each run. */
export function withoutChance(text: string): string {
  return (
    text
      .replace(/\u001b\[[\d;]*m/g, "")
      .replaceAll("\r\n", "\n")
      .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, "<time>")
      .replace(/\b(Less than a second|About an? \w+|\d+ \w+) ago\b/g, "<time>")
      // Before ids: a fraction of a second may have as many digits as an id.
      .replace(/\b\d+(\.\d+)? ?(ms|s|seconds)\b/g, "<time>")
      .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,64}\b/g, "<id>")
      .replace(/\b\d[\d.,]* [kMG]?B\/s/gi, "<rate>")
      // The width of a bar depends on the numbers beside it.
      .replace(/[━╸╺]+/g, "<bar>")
      // Seconds in a build's log, and in the excerpt of a failed step.
      .replace(/^(#\d+ )?\d+\.\d{3}(?= )/gm, "$1<time>")
      // Columns are as wide as their widest value, and steps of a build end in any order.
      .replace(/ {2,}/g, "  ")
      .replace(/[ \t]+$/gm, "")
  );
}

function outputText(output: Output): string {
  switch (output.output_type) {
    case "stream":
      return output.text;
    case "error":
      return `${output.ename}: ${output.evalue}`;
    default:
      return String(output.data["text/plain"]);
  }
}
