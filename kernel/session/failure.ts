import { SourceMap } from "node:module";
import { inspect } from "node:util";
import { codeFrame, dim, red } from "./code-frame.js";
import type { CodeTask, Failure } from "./protocol.js";

/** A cell as it ran, for turning places in its JavaScript back into places in its text. */
interface RanCell {
  readonly source: string;
  /** Lines of its JavaScript; below them is only the call of the function it is wrapped in. */
  readonly lines: number;
  readonly maps: readonly SourceMap[];
}

interface Place {
  readonly cell: RanCell;
  /** Both count from 0. */
  readonly line: number;
  readonly column: number;
}

const FRAME = /(cell\[\d+\]\.ts):(\d+):(\d+)/;

/** Explains errors of cells: where in which cell, in the learner's own lines. */
export class FailureReporter {
  readonly #cells = new Map<string, RanCell>();

  register({ filename, source, javascript, sourceMaps }: CodeTask): void {
    const maps = sourceMaps.map((text) => new SourceMap(JSON.parse(text)));
    this.#cells.set(filename, { source, lines: javascript.split("\n").length, maps });
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

  /** The stack's frames outside of Node and of layerlab itself, those in cells at their place in the text. */
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

/** Follows the source maps from the JavaScript that ran to the cell. */
function toSource(cell: RanCell, row: number, col: number): Place | undefined {
  let line = row;
  let column = col;
  for (const map of cell.maps) {
    const entry = map.findEntry(line, column);
    if (!("originalLine" in entry)) return undefined;
    line = entry.originalLine;
    column = entry.originalColumn;
  }
  // The compiled file has one line of its own before the cell.
  line -= cell.maps.length > 0 ? 1 : 0;
  return line >= 0 ? { cell, line, column } : undefined;
}

/** `dist/` is where layerlab itself runs from. */
const OWN_FRAME = new RegExp(
  `\\(?(?:node:|${new URL("../../", import.meta.url).href.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}|<anonymous>)`,
);
