import type { Cell, CodeCell, Notebook, Output } from "./notebook.js";

/** A code cell whose outputs are not those that were saved. */
export interface Difference {
  /** Among all cells, from 0. */
  readonly index: number;
  readonly cell: CodeCell;
  /** The first line that differs, as compared: ids and times taken out. Absent where there is no such line. */
  readonly saved: string | undefined;
  readonly now: string | undefined;
}

/** In these cells numbers may differ from run to run: sizes of compressed archives, say. */
const VARIES = "varies";

/**
 * Compares an executed notebook with the one that was saved: the text of every output, with ids, times and rates taken
 * out, and with all numbers taken out in cells tagged `varies`.
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

/** Takes out what is another at each run. */
export function withoutChance(text: string): string {
  return (
    text
      .replace(/\u001b\[[\d;]*m/g, "")
      .replaceAll("\r\n", "\n")
      .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, "<time>")
      .replace(/\b(Less than a second|About an? \w+|\d+ \w+) ago\b/g, "<time>")
      // Before ids: a fraction of a second may be as long as one.
      .replace(/\b\d+(\.\d+)? ?(ms|s|seconds)\b/g, "<time>")
      .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,64}\b/g, "<id>")
      .replace(/\b\d[\d.,]* [kMG]?B\/s/gi, "<rate>")
      // A bar is as wide as its numbers leave room for.
      .replace(/[━╸╺]+/g, "<bar>")
      // A build's seconds, in its log and in the excerpt of a step that failed.
      .replace(/^(#\d+ )?\d+\.\d{3}(?= )/gm, "$1<time>")
      // Columns are as wide as their widest value, and builds end their steps in any order.
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
