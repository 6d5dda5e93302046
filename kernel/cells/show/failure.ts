import { SourceMap } from "node:module";
import { inspect } from "node:util";
import type { EditPlace } from "../compile/compiler.js";
import { columnBefore } from "../compile/share/edits.js";
import type { CodeTask, Failure } from "../task.js";
import { codeFrame, dim, red } from "./code-frame.js";

/** A cell as it ran, to map places in its JavaScript back to its text. */
interface RanCell {
  readonly source: string;
  /** The number of lines of its JavaScript; after them comes only the call of the function that wraps it. */
  readonly lines: number;
  /** Read when something fails, which most cells do not. */
  readonly sourceMap: string;
  readonly edits: readonly EditPlace[];
  readonly prefix: number;
}

/** How many cells' errors can still be explained; code of older ones hardly ever runs again. */
const REMEMBERED_CELLS = 1000;

interface Place {
  readonly cell: RanCell;
  /** Both count from 0. */
  readonly line: number;
  readonly column: number;
}

const FRAME = /(cell\[\d+\]\.ts):(\d+):(\d+)/;

/** Explains errors of cells: where they happened, in the learner's own lines. */
export class FailureReporter {
  readonly #cells = new Map<string, RanCell>();

  register({ filename, source, javascript, sourceMap, edits, prefix }: CodeTask): void {
    const lines = javascript.split("\n").length;
    this.#cells.delete(filename);
    this.#cells.set(filename, { source, lines, sourceMap, edits, prefix });
    const [oldest] = this.#cells.keys();
    if (this.#cells.size > REMEMBERED_CELLS && oldest !== undefined) this.#cells.delete(oldest);
  }

  report(error: unknown): Failure {
    if (!(error instanceof Error)) {
      const message = inspect(error);
      return { name: "Uncaught", message, traceback: [`${red("Uncaught")}: ${message}`] };
    }
    const name = error.name || error.constructor.name;
    const frames = this.#frames(error);
    const first = frames.find((frame) => frame.place)?.place;
    const traceback = [`${red(name)}: ${error.message}`];
    if (first) traceback.push(...codeFrame(first.cell.source, first.line, first.column));
    traceback.push(...frames.map(({ text }) => dim(text)));
    if (error.cause !== undefined) {
      const cause = this.report(error.cause);
      traceback.push(`caused by ${cause.traceback[0] ?? cause.message}`, ...cause.traceback.slice(1));
    }
    return { name, message: error.message, traceback };
  }

  /** The stack's frames outside of Node and of layerlab itself, those of cells with their place in the text. */
  #frames(error: Error): { text: string; place?: Place }[] {
    const lines = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
    return lines.flatMap((line) => {
      const match = FRAME.exec(line);
      if (!match) return OWN_FRAME.test(line) ? [] : [{ text: line }];
      const [whole, filename = "", row, column] = match;
      const cell = this.#cells.get(filename);
      if (!cell) return [{ text: line }];
      if (Number(row) > cell.lines) return [];
      const place = toSource(cell, Number(row) - 1, Number(column) - 1);
      if (!place) return [{ text: line }];
      return [{ text: line.replace(whole, `${filename}:${place.line + 1}:${place.column + 1}`), place }];
    });
  }
}

/** From the JavaScript that ran, through the edits and the source map, to the cell's text. */
function toSource(cell: RanCell, row: number, col: number): Place | undefined {
  const entry = new SourceMap(JSON.parse(cell.sourceMap)).findEntry(row, columnBefore(cell.edits, row, col));
  if (!("originalLine" in entry)) return undefined;
  const { originalLine: line, originalColumn } = entry;
  const column = originalColumn - (line === 0 ? cell.prefix : 0);
  return column >= 0 ? { cell, line, column } : undefined;
}

/** The `dist/` that layerlab itself runs from. */
const OWN_FRAME = new RegExp(
  `\\(?(?:node:|${new URL("../../../", import.meta.url).href.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}|<anonymous>)`,
);
