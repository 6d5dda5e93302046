import { CsvError } from "../errors/go.js";

const BARE = 'bare " in non-quoted-field';
const UNCLOSED = 'extraneous or missing " in quoted-field';

/**
 * The fields of the first record, as Go's `encoding/csv` reads them: a field in quotes may contain commas, line ends, and `""` for a
 * quote. Empty lines before it are skipped, and what follows it is not looked at.
 *
 * @throws {CsvError} with Go's message
 */
export function readCsvRecord(text: string): readonly string[] {
  // Of what ends a line, `\r\n` counts as `\n`; Go forgets a `\r` at the very end.
  const record = text.replaceAll("\r\n", "\n").replace(/\r$/, "").replace(/^\n+/, "");
  if (record === "") throw new CsvError("EOF");
  const skipped = (/^(?:\r?\n)+/.exec(text)?.[0] ?? "").split("\n").length - 1;
  const wrong = (at: number, reason: string): CsvError =>
    parseError(record.slice(0, at), at === record.length, skipped, reason);
  const fields: string[] = [];
  for (let at = 0; ; at++) {
    if (record[at] !== '"') {
      const end = at + record.slice(at).search(/[,\n]|$/);
      const quote = record.slice(at, end).indexOf('"');
      if (quote >= 0) throw wrong(at + quote, BARE);
      fields.push(record.slice(at, end));
      at = end;
    } else {
      const start = at + 1;
      at = closing(record, start);
      if (at === record.length) throw wrong(at, UNCLOSED);
      fields.push(record.slice(start, at).replaceAll('""', '"'));
      at++;
      if (at < record.length && !/[,\n]/.test(record.charAt(at))) throw wrong(at - 1, UNCLOSED);
    }
    if (record[at] !== ",") return fields;
  }
}

/** Where the quote is that ends a field; the end of the text if there is none. */
function closing(text: string, start: number): number {
  for (let at = start; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    if (text[at + 1] !== '"') return at;
  }
}

/** Go counts columns in bytes. */
function parseError(before: string, isEnd: boolean, skipped: number, reason: string): CsvError {
  // A line end is the last character of its line, as long as nothing follows.
  const lines = before.replace(/\n$/, isEnd ? "\r" : "\n").split("\n");
  const column = new TextEncoder().encode(lines.at(-1)).length + 1;
  const first = skipped + 1;
  const record = lines.length === 1 ? "" : `record on line ${first}; `;
  return new CsvError(`${record}parse error on line ${skipped + lines.length}, column ${column}: ${reason}`);
}
