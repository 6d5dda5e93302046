import { CsvError } from "../errors/go.js";

/**
 * The fields of one line, read like Go's `encoding/csv`: a field in quotes may contain commas.
 *
 * @throws {CsvError} with Go's message
 */
export function readCsvLine(line: string): readonly string[] {
  if (line === "") throw new CsvError("EOF");
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] !== '"') {
      const end = line.indexOf(",", at);
      const field = line.slice(at, end < 0 ? undefined : end);
      const quote = field.indexOf('"');
      if (quote >= 0) throw wrong(at + quote, 'bare " in non-quoted-field');
      fields.push(field);
      if (end < 0) return fields;
      at = end + 1;
      continue;
    }
    const [all = "", body = ""] = /^"((?:[^"]|"")*)"/.exec(line.slice(at)) ?? [];
    if (all === "") throw wrong(line.length, 'extraneous or missing " in quoted-field');
    fields.push(body.replaceAll('""', '"'));
    at += all.length;
    if (at === line.length) return fields;
    if (line[at] !== ",") throw wrong(at - 1, 'extraneous or missing " in quoted-field');
    at++;
  }
}

function wrong(at: number, reason: string): CsvError {
  return new CsvError(`parse error on line 1, column ${at + 1}: ${reason}`);
}
