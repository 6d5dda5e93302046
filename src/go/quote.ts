import { isPrintable } from "./printable.js";

/** Go's `%q` and its way back. */

const ESCAPES: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};

export interface QuoteOptions {
  /** `%+q`: everything that is not ASCII is escaped. */
  readonly ascii?: boolean;
}

/** `strconv.Quote`, `%q` of a string: double quotes, with what cannot be printed escaped. */
export function quote(text: string, options: QuoteOptions = {}): string {
  return `"${[...text].map((rune) => (rune === '"' ? '\\"' : escaped(rune, options))).join("")}"`;
}

/** `strconv.QuoteRune`, `%q` of an integer: single quotes around the character with that number. */
export function quoteRune(code: number, options: QuoteOptions = {}): string {
  const valid = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  const rune = String.fromCodePoint(valid ? code : 0xfffd);
  return `'${rune === "'" ? "\\'" : escaped(rune, options)}'`;
}

/** `%q` of a list of strings: `["/bin/sh" "-c"]`. */
export function quoteList(texts: readonly string[]): string {
  return `[${texts.map((text) => quote(text)).join(" ")}]`;
}

/** `%q` of a map of strings, in the order of its keys: `map["a":"1" "b":"2"]`. */
export function quoteMap(map: Readonly<Record<string, string>>): string {
  const keys = Object.keys(map).sort(compareText);
  return `map[${keys.map((key) => `${quote(key)}:${quote(map[key] ?? "")}`).join(" ")}]`;
}

/** `strconv.CanBackquote`: whether the text can be put between back quotes unchanged. */
export function canBackquote(text: string): boolean {
  return !/[\0-\x08\x0a-\x1f\x7f`\ufeff]/.test(text);
}

/** Go's order of strings: by code point, where JavaScript's `<` compares UTF-16 units. */
export function compareText(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue;
    return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
  }
  return a.length - b.length;
}

function escaped(rune: string, { ascii = false }: QuoteOptions): string {
  const known = ESCAPES[rune];
  if (known !== undefined) return known;
  const code = rune.codePointAt(0) ?? 0;
  // Half of a surrogate pair: Go's strings cannot hold it, decoders put U+FFFD in its place.
  if (code >= 0xd800 && code <= 0xdfff) return ascii ? "\\ufffd" : "\ufffd";
  if (isPrintable(rune) && (!ascii || code < 0x80)) return rune;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, "0")}`
    : `\\U${code.toString(16).padStart(8, "0")}`;
}
