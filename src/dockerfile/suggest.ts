import { distance } from "fastest-levenshtein";

/**
 * The known word closest to a mistyped one, in the typed word's case; `undefined` when none is closer than three
 * edits, or when the word itself is known (moby/buildkit `util/suggest`).
 */
function nearest(word: string, words: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  let found: string | undefined;
  let least = 3;
  for (const known of words) {
    const edits = distance(typed, known.toLowerCase());
    if (edits === 0) return undefined;
    if (edits < least) {
      least = edits;
      found = known;
    }
  }
  if (found === undefined) return undefined;
  if (word === word.toLowerCase()) return found.toLowerCase();
  return word === word.toUpperCase() ? found.toUpperCase() : found;
}

/** ` (did you mean FROM?)`, or nothing. */
export function didYouMean(word: string, words: readonly string[]): string {
  const meant = nearest(word, words);
  return meant === undefined ? "" : ` (did you mean ${meant}?)`;
}
