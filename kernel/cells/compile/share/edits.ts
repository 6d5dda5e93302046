import type { EditPlace } from "../compiler.js";

/** A piece of text that replaces another; neither contains line ends, so line numbers stay the same. */
export interface Edit {
  /** UTF-16 code units of the text before any edits. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that do not overlap; of two at the same place, the one given first comes first. */
export function applyEdits(
  text: string,
  edits: readonly Edit[],
): { readonly text: string; readonly places: readonly EditPlace[] } {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  const places: EditPlace[] = [];
  let result = "";
  let from = 0;
  let line = 0;
  let lineStart = 0;
  for (const edit of sorted) {
    const kept = text.slice(from, edit.start);
    result += kept + edit.text;
    for (let at = kept.indexOf("\n"); at >= 0; at = kept.indexOf("\n", at + 1)) {
      line++;
      lineStart = from + at + 1;
    }
    from = edit.end;
    places.push({
      line,
      column: edit.start - lineStart,
      removed: edit.end - edit.start,
      added: edit.text.length,
    });
  }
  return { text: result + text.slice(from), places };
}

/**
 * Where a column of the edited text was before; within a piece, where the piece begins. The place of a call is behind
 * the function's name, or behind what replaced it.
 */
export function columnBefore(places: readonly EditPlace[], line: number, column: number): number {
  let shift = 0;
  for (const place of places) {
    if (place.line !== line) continue;
    const start = place.column + shift;
    if (column < start) break;
    const end = start + place.added;
    if (column < end || (column === end && place.removed > 0)) return place.column;
    shift += place.added - place.removed;
  }
  return column - shift;
}

export function put(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

/** Replaces what may have several lines by a text of one, and keeps their ends. */
export function replaceLines(text: string, start: number, end: number, replacement: string): Edit[] {
  const edits: Edit[] = [];
  let from = start;
  for (const line of text.slice(start, end).split("\n")) {
    edits.push({ start: from, end: from + line.length, text: from === start ? replacement : "" });
    from += line.length + 1;
  }
  return edits;
}
