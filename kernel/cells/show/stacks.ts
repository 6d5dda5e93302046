import { SourceMap } from "node:module";
import type { EditPlace } from "../compile/compiler.js";
import { columnBefore } from "../compile/share/edits.js";
import type { CodeTask } from "../task.js";
import { makePlain, plainMessage } from "./plain-message.js";

/** A cell or a file as it ran, to map places in its JavaScript back to its text. */
interface RanText {
  readonly source: string;
  /** The number of lines of its JavaScript. */
  readonly lines: number;
  /** Read when something fails, which most cells do not. */
  readonly sourceMap: string;
  readonly edits: readonly EditPlace[];
  readonly prefix: number;
}

/** A line of a stack. */
export interface Frame {
  readonly text: string;
  readonly place?: Place;
}

interface Place {
  readonly source: string;
  /** Both count from 0. */
  readonly line: number;
  readonly column: number;
}

/** How many cells' errors can still be explained; code of older ones hardly ever runs again. */
const REMEMBERED = 1000;

// Taken before any cell runs, which may replace it.
const { parse } = JSON;

const FRAME = /((?:cell\[\d+\]|[/\\][^():\n]*)\.tsx?):(\d+):(-?\d+)/;

/** Stacks in the learner's own lines, without the frames of Node and of layerlab itself. */
export class Stacks {
  readonly #texts = new Map<string, RanText>();
  readonly #frames = new WeakMap<object, readonly Frame[]>();

  register({ filename, source, javascript, sourceMap, edits, prefix, files }: CodeTask): void {
    this.#add(filename, { source, lines: countLines(javascript), sourceMap, edits, prefix });
    for (const { path, source, javascript, sourceMap } of files)
      this.#add(path, { source, lines: countLines(javascript), sourceMap, edits: [], prefix: 0 });
  }

  #add(name: string, text: RanText): void {
    this.#texts.delete(name);
    this.#texts.set(name, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > REMEMBERED && oldest !== undefined) this.#texts.delete(oldest);
  }

  /** From now on, all stacks of this process are such, those too that a cell prints itself. */
  install(): void {
    Error.prepareStackTrace = (error, sites) => {
      try {
        makePlain(error);
        const frames = this.#read(sites.map((site) => `    at ${site}`));
        this.#frames.set(error, frames);
        return [headOf(error), ...frames.map(({ text }) => text)].join("\n");
      } catch {
        // A cell has taken away what this needs; an error here would come in place of the cell's own.
        let stack = headOf(error);
        for (let at = 0; at < sites.length; at++) stack += `\n    at ${sites[at]}`;
        return stack;
      }
    };
  }

  of(error: Error): readonly Frame[] {
    const stack: unknown = error.stack;
    const known = this.#frames.get(error);
    if (known) return known;
    // A cell, or a package, has put its own way to make stacks in place of ours.
    return this.#read(
      String(stack)
        .split("\n")
        .filter((line) => /^\s+at /.test(line)),
    );
  }

  #read(lines: readonly string[]): Frame[] {
    return lines.flatMap((line) => {
      const match = FRAME.exec(line);
      const [whole, filename = "", row, column] = match ?? [];
      const text = this.#texts.get(filename);
      if (whole === undefined || !text) return OWN_FRAME.test(line) ? [] : [{ text: plainMessage(line) }];
      // What hands the cell's function over stands in front of it, and ends below it.
      if (Number(row) > text.lines || Number(column) < 1) return [];
      const place = toSource(text, Number(row) - 1, Number(column) - 1);
      if (!place) return [{ text: line }];
      const mapped = `${filename}:${place.line + 1}:${place.column + 1}`;
      return [{ text: plainMessage(line.replace(whole, mapped)), place }];
    });
  }
}

/** What stands above the frames. */
function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

function countLines(text: string): number {
  return text.split("\n").length;
}

/** From the JavaScript that ran, through the edits and the source map, to the text. */
function toSource(text: RanText, row: number, col: number): Place | undefined {
  const entry = new SourceMap(parse(text.sourceMap)).findEntry(row, columnBefore(text.edits, row, col));
  if (!("originalLine" in entry)) return undefined;
  const { originalLine: line, originalColumn } = entry;
  const column = originalColumn - (line === 0 ? text.prefix : 0);
  return column >= 0 ? { source: text.source, line, column } : undefined;
}

/** The `dist/` that layerlab itself runs from. */
const OWN = new URL("../../../", import.meta.url);
const OWN_FRAME = new RegExp(
  `[( ](?:node:|${[OWN.href, decodeURI(OWN.pathname)].map(literally).join("|")}|<anonymous>|native\\b|index \\d)`,
);

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
