/**
 * A name from outside as one line that shows what it is: control characters, halves of surrogate pairs and marks that
 * turn the direction of text around are written as escapes, and what is too long is cut in its middle, so that the end
 * (the file's own name) stays.
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
  const code = character.charCodeAt(0);
  return (
    NAMED[character] ??
    (code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`)
  );
}

/** Text of several lines, to be shown as it is: like {@link printable}, with its line breaks and tabs. */
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
