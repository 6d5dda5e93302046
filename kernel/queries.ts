import { parseCell } from "./magics/cell.js";
import { completeCell } from "./magics/cell-completion.js";
import { unfinished } from "./magics/console-lines.js";
import type { CellCompiler } from "./session/compiler.js";
import { inspectionBundle } from "./session/inspection.js";
import type { Named, Question } from "./session/protocol.js";
import { toCodePoints, toCodeUnits } from "./session/text-offset.js";
import type { JsonObject } from "./wire/message.js";

/** Answers what an editor asks about a cell that is being written. */

interface Place {
  readonly code: string;
  /** In UTF-16 code units. */
  readonly offset: number;
}

function placeOf(content: JsonObject): Place {
  const code = typeof content.code === "string" ? content.code : "";
  const cursor = typeof content.cursor_pos === "number" ? content.cursor_pos : [...code].length;
  return { code, offset: toCodeUnits(code, cursor) };
}

/** Who knows what is in the lab. */
export interface LabNames {
  ask(question: Question): Promise<readonly Named[]>;
}

export async function answerComplete(
  compiler: CellCompiler,
  lab: LabNames,
  content: JsonObject,
): Promise<JsonObject> {
  const { code, offset } = placeOf(content);
  const inCell = await completeCell(code.slice(0, offset), (question) => lab.ask(question));
  const { matches, start, end } = inCell
    ? { matches: inCell.matches, start: offset - inCell.word.length, end: offset }
    : await compiler.complete(blankMagics(code), offset);
  const [cursorStart, cursorEnd] = [toCodePoints(code, start), toCodePoints(code, end)];
  return {
    status: "ok",
    matches: matches.map(({ name }) => name),
    cursor_start: cursorStart,
    cursor_end: cursorEnd,
    metadata: {
      // The icons and the side texts in JupyterLab's list.
      _jupyter_types_experimental: matches.map(({ name, kind }) => ({
        text: name,
        type: kind,
        start: cursorStart,
        end: cursorEnd,
      })),
    },
  };
}

/** `%time`, `%%time` and the like stand before TypeScript: blanks in their place keep what follows where it is. */
function blankMagics(code: string): string {
  return code.replace(/^\s*%{1,2}(?:time\b|lsmagic\b|help\b)/gm, (magic) => magic.replace(/\S/g, " "));
}

export async function answerInspect(compiler: CellCompiler, content: JsonObject): Promise<JsonObject> {
  const { code, offset } = placeOf(content);
  const detail = content.detail_level === 1 ? 1 : 0;
  const data = await inspectionBundle(compiler, blankMagics(code), offset, detail);
  return { status: "ok", found: data !== undefined, data: data ?? {}, metadata: {} };
}

export async function answerIsComplete(compiler: CellCompiler, content: JsonObject): Promise<JsonObject> {
  const { code } = placeOf(content);
  if (/^\s*\$\s/.test(code)) {
    const reason = unfinished(code.trim().replace(/^\$\s+/, ""));
    return reason === undefined ? { status: "complete" } : { status: "incomplete", indent: "" };
  }
  if (code.startsWith("%%")) {
    // A cell magic takes lines until an empty one.
    return /\n\s*\n?$/.test(code) ? { status: "complete" } : { status: "incomplete", indent: "" };
  }
  try {
    const cell = parseCell(code);
    if (cell.kind !== "code") return { status: "complete" };
    const { status, ...indent } = await compiler.completeness(cell.source);
    return { status, ...indent };
  } catch {
    return { status: "invalid" };
  }
}
