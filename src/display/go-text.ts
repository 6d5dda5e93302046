/** Go's way of writing values as text, where Docker's output shows it. */

const ESCAPES: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

/** `strconv.Quote`: double quotes, with what cannot be printed escaped. */
export function quote(text: string): string {
  return `"${[...text].map(quoteRune).join("")}"`;
}

function quoteRune(rune: string): string {
  const known = ESCAPES[rune];
  if (known !== undefined) return known;
  if (rune === " " || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(rune)) return rune;
  const code = rune.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, "0")}`
    : `\\U${code.toString(16).padStart(8, "0")}`;
}

/**
 * JSON as Docker prints it: four spaces when `indent` is set, `<`, `>` and `&` as they are, and the two Unicode
 * line separators escaped.
 */
export function goJson(value: unknown, indent?: number): string {
  return (JSON.stringify(value, null, indent) ?? "null").replace(/[\u2028\u2029]/g, unicodeEscape);
}

/** The same with `<`, `>` and `&` escaped: Go's default, and what `--format json` of a list prints. */
export function goJsonEscaped(value: unknown): string {
  return goJson(value).replace(/[<>&]/g, unicodeEscape);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
