/** Go's `strings.ToUpper`, `ToLower` and `Title`: one character for one, where JavaScript may produce two. */

export function toUpper(text: string): string {
  return [...text].map((rune) => single(rune, rune.toUpperCase())).join("");
}

export function toLower(text: string): string {
  return [...text].map((rune) => (rune === "\u0130" ? "i" : single(rune, rune.toLowerCase()))).join("");
}

/** A letter that begins a word is made upper case; a word is a run of letters, digits and underscores. */
export function toTitle(text: string): string {
  let previous = " ";
  return [...text]
    .map((rune) => {
      const begins = isSeparator(previous);
      previous = rune;
      return begins ? single(rune, TITLES[rune] ?? rune.toUpperCase()) : rune;
    })
    .join("");
}

function single(rune: string, cased: string): string {
  return [...cased].length === 1 ? cased : rune;
}

function isSeparator(rune: string): boolean {
  if (rune <= "\x7f") return !/[A-Za-z0-9_]/.test(rune);
  return !/[\p{L}\p{Nd}]/u.test(rune) && /\p{White_Space}/u.test(rune);
}

/** Letters that have a third case. */
const TITLES: Readonly<Record<string, string>> = {
  "\u01c4": "\u01c5",
  "\u01c6": "\u01c5",
  "\u01c7": "\u01c8",
  "\u01c9": "\u01c8",
  "\u01ca": "\u01cb",
  "\u01cc": "\u01cb",
  "\u01f1": "\u01f2",
  "\u01f3": "\u01f2",
};

/** Go's `strings.Split`: an empty separator gives characters. */
export function split(text: string, separator: string): readonly string[] {
  return separator === "" ? [...text] : text.split(separator);
}
