import { eastAsianWidth } from "get-east-asian-width";

/**
 * Shortens text to a number of terminal columns with `…` at its end, as Docker's tables do. Wide characters
 * count as two columns; everything else, combining marks included, as one.
 */
export function ellipsis(text: string, limit: number): string {
  const runes = [...text];
  let width = 0;
  let fits = 0;
  for (const rune of runes) {
    width += runeColumns(rune);
    if (width <= limit - 1) fits += 1;
  }
  return width <= limit ? text : `${runes.slice(0, fits).join("")}…`;
}

/** Terminal columns that text takes, counted as Docker counts them. */
export function columns(text: string): number {
  return [...text].reduce((sum, rune) => sum + runeColumns(rune), 0);
}

function runeColumns(rune: string): number {
  return eastAsianWidth(rune.codePointAt(0) ?? 0);
}
