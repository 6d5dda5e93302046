import { parseCell } from "./magics/cell.js";
import { completeConsoleLine, describeConsoleLine } from "./magics/console-completion.js";
import { unfinished } from "./magics/console-lines.js";
import { MAGICS } from "./magics/registry.js";
import type { CellCompiler } from "./session/compiler.js";
import { toCodePoints, toCodeUnits } from "./session/text-offset.js";
import type { JsonObject } from "./wire/message.js";

/** Answers what an editor asks about a cell that is being written. */

interface Place {
  readonly code: string;
  readonly cursor: number;
  /** In UTF-16 code units. */
  readonly offset: number;
}

function placeOf(content: JsonObject): Place {
  const code = typeof content.code === "string" ? content.code : "";
  const cursor = typeof content.cursor_pos === "number" ? content.cursor_pos : [...code].length;
  return { code, cursor, offset: toCodeUnits(code, cursor) };
}

function lineAt(code: string, offset: number): { readonly before: string; readonly whole: string } {
  const start = code.lastIndexOf("\n", offset - 1) + 1;
  const end = code.indexOf("\n", offset);
  return { before: code.slice(start, offset), whole: code.slice(start, end < 0 ? code.length : end) };
}

/** `$ …` and `%…` lines are not TypeScript: the compiler has nothing to say about them. */
const isTypeScript = (code: string): boolean => !/^\s*(?:\$\s|%)/.test(code);

export async function answerComplete(compiler: CellCompiler, content: JsonObject): Promise<JsonObject> {
  const { code, cursor, offset } = placeOf(content);
  const word = /(?:^|\n)(%\S*)$/.exec(code.slice(0, offset))?.[1];
  if (word !== undefined) {
    const matches = MAGICS.map(({ name }) => name).filter((name) => name.startsWith(word));
    return {
      status: "ok",
      matches,
      cursor_start: cursor - word.length,
      cursor_end: cursor,
      metadata: {},
    };
  }
  if (!isTypeScript(code)) {
    const { matches, word: last } = completeConsoleLine(lineAt(code, offset).before);
    const start = cursor - [...last].length;
    return { status: "ok", matches: [...matches], cursor_start: start, cursor_end: cursor, metadata: {} };
  }
  const { matches, start, end } = await compiler.complete(code, offset);
  const [cursorStart, cursorEnd] = [toCodePoints(code, start), toCodePoints(code, end)];
  return {
    status: "ok",
    matches: matches.map(({ name }) => name),
    cursor_start: cursorStart,
    cursor_end: cursorEnd,
    metadata: {
      // The icons in JupyterLab's list.
      _jupyter_types_experimental: matches.map(({ name, kind }) => ({
        text: name,
        type: kind,
        start: cursorStart,
        end: cursorEnd,
      })),
    },
  };
}

export async function answerInspect(compiler: CellCompiler, content: JsonObject): Promise<JsonObject> {
  const { code, offset } = placeOf(content);
  if (!isTypeScript(code)) {
    const help = describeConsoleLine(lineAt(code, offset).whole);
    return {
      status: "ok",
      found: help !== undefined,
      data: help ? { "text/plain": help } : {},
      metadata: {},
    };
  }
  const inspection = await inspectAround(compiler, code, offset);
  if (!inspection) return { status: "ok", found: false, data: {}, metadata: {} };
  const { signature, documentation } = inspection;
  const parts = documentation === "" ? [] : ["", documentation];
  return {
    status: "ok",
    found: true,
    data: {
      "text/plain": [signature, ...parts].join("\n"),
      "text/markdown": ["```typescript", signature, "```", ...parts].join("\n"),
    },
    metadata: {},
  };
}

/** Front ends ask with the cursor behind the name, or behind the bracket of a call that is being written. */
async function inspectAround(
  compiler: CellCompiler,
  code: string,
  offset: number,
): ReturnType<CellCompiler["inspect"]> {
  const before = code.slice(0, offset).replace(/[\s(]*$/, "").length;
  for (const place of new Set([offset, offset - 1, before - 1])) {
    if (place < 0) continue;
    const inspection = await compiler.inspect(code, place);
    if (inspection) return inspection;
  }
  return undefined;
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
