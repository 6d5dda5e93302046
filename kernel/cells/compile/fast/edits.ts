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

/** Where a column of the edited text was before; within an inserted piece, where the piece begins. */
export function columnBefore(places: readonly EditPlace[], line: number, column: number): number {
  let shift = 0;
  for (const place of places) {
    if (place.line !== line) continue;
    const start = place.column + shift;
    if (column < start) break;
    if (column < start + place.added) return place.column;
    shift += place.added - place.removed;
  }
  return column - shift;
}
