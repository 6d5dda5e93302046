import { displayWidth } from "./width.js";

/**
 * Text in aligned columns, as Docker's own variant of Go's `text/tabwriter` lays it out (columns at least 10
 * wide, 3 spaces apart). A column is a run of neighbouring lines that have a cell there, so a line without
 * tabs, or a line break inside a cell, ends the columns above it; the last cell of a line is never padded.
 */
const MIN_WIDTH = 10;
const PADDING = 3;

interface Cell {
  readonly text: string;
  readonly width: number;
}

/** `text` is lines of cells with a tab between them. A vertical tab is one, too; a form feed ends a line and all columns. */
export function alignColumns(text: string): string {
  return text.split("\f").map(alignPart).join("\n");
}

function alignPart(text: string): string {
  const lines = text.split("\n").map((line) => line.split(/[\t\v]/).map(toCell));
  const out: string[] = [];
  layOut(lines, 0, lines.length, [], out);
  return out.join("\n");
}

function toCell(text: string): Cell {
  return { text, width: displayWidth(text) };
}

function layOut(
  lines: readonly (readonly Cell[])[],
  from: number,
  to: number,
  widths: readonly number[],
  out: string[],
): void {
  const column = widths.length;
  let written = from;
  let at = from;
  while (at < to) {
    if (!hasColumn(lines[at], column)) {
      at += 1;
      continue;
    }
    write(lines, written, at, widths, out);
    const start = at;
    let width = MIN_WIDTH;
    while (at < to && hasColumn(lines[at], column)) {
      width = Math.max(width, (lines[at]?.[column]?.width ?? 0) + PADDING);
      at += 1;
    }
    layOut(lines, start, at, [...widths, width], out);
    written = at;
  }
  write(lines, written, to, widths, out);
}

/** A column is made of cells that a tab ended: not the last of a line. */
function hasColumn(line: readonly Cell[] | undefined, column: number): boolean {
  return line !== undefined && column < line.length - 1;
}

function write(
  lines: readonly (readonly Cell[])[],
  from: number,
  to: number,
  widths: readonly number[],
  out: string[],
): void {
  for (const line of lines.slice(from, to)) {
    out.push(
      line.map((cell, at) => cell.text + " ".repeat(Math.max(0, (widths[at] ?? 0) - cell.width))).join(""),
    );
  }
}
