import { whyUnfinished } from "../../src/cli/syntax/unfinished.js";
import type { CellCompiler, Completion } from "../cells/compile/compiler.js";
import type { Named, Question } from "../cells/task.js";
import { parseCell } from "../magics/cell.js";
import { completeCell } from "../magics/completion.js";
import { consoleCell } from "../magics/console/console.js";
import { readPrompt } from "../magics/console/prompts.js";
import { completeFrom, completeNames } from "../magics/lab-names.js";
import { findMagic } from "../magics/registry.js";
import type { JsonObject } from "../wire/message.js";
import { inspectionBundle } from "./inspection.js";
import { toCodePoints, toCodeUnits } from "./text-offset.js";

/** Answers an editor's questions about a cell that is being typed. */

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

/** Knows the names in the lab. */
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
    : await completeCode(compiler, lab, blankMagics(code), offset);
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

async function completeCode(
  compiler: CellCompiler,
  lab: LabNames,
  code: string,
  offset: number,
): Promise<Completion> {
  const completion = await compiler.complete(code, offset);
  if (completion.names === undefined) return completion;
  const found = await completeNames(completion.names, (question) => lab.ask(question));
  const { matches } = completeFrom(found, code.slice(completion.start, offset));
  return { ...completion, matches };
}

/** Magics above TypeScript, replaced by blanks, so that everything after them keeps its place. */
function blankMagics(code: string): string {
  return code.replace(/^(\s*)(%{1,2}\w+)\b/gm, (whole, space: string, name: string) => {
    const kind = findMagic(name)?.kind;
    return kind === "code" || kind === "print" ? space + " ".repeat(name.length) : whole;
  });
}

export async function answerInspect(compiler: CellCompiler, content: JsonObject): Promise<JsonObject> {
  const { code, offset } = placeOf(content);
  const detail = content.detail_level === 1 ? 1 : 0;
  const data = await inspectionBundle(compiler, blankMagics(code), offset, detail);
  return { status: "ok", found: data !== undefined, data: data ?? {}, metadata: {} };
}

export async function answerIsComplete(compiler: CellCompiler, content: JsonObject): Promise<JsonObject> {
  const { code } = placeOf(content);
  const command = /^\s*\$\s/.test(code) || consoleCell.isLine(code) ? readPrompt(code)?.command : undefined;
  if (command !== undefined) {
    const reason = whyUnfinished(command);
    return reason === undefined ? { status: "complete" } : { status: "incomplete", indent: "" };
  }
  if (code.startsWith("%%")) {
    // A cell magic takes lines up to an empty one.
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
