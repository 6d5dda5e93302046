/**
 * A name from outside as one safe line: control characters, bytes that are no UTF-8 (`posix/name-bytes.ts`), halves of
 * surrogate pairs and marks that change the direction of text are written as escapes. A name that is too long is cut in the middle, so that its end (the file's own name)
 * stays.
 *
 * @example printable("a\u001b[31m\n"); // "a\\x1b[31m\\n"
 */
export function printable(text: string, limit = 240): string {
  const escaped = text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu,
    escapeOf,
  );
  const runes = [...escaped];
  if (runes.length <= limit) return escaped;
  const head = Math.floor((limit - 1) / 3);
  return `${runes.slice(0, head).join("")}…${runes.slice(head + 1 - limit).join("")}`;
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeOf(character: string): string {
  const unit = character.charCodeAt(0);
  const code = isNameByte(unit) ? unit & 0xff : unit;
  return (
    NAMED[character] ??
    (code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`)
  );
}

function isNameByte(unit: number): boolean {
  return unit >= 0xdc80 && unit <= 0xdcff;
}

/** Text of several lines: as {@link printable}, but line breaks and tabs stay. */
export function printableText(text: string): string {
  return text
    .split("\n")
    .map((line) =>
      line
        .split("\t")
        .map((part) => printable(part, 2000))
        .join("\t"),
    )
    .join("\n");
}
