import { UsageError } from "../../errors/cli.js";
import { TOOL_FAILED } from "../../posix/exit-status.js";

/**
 * The first line of Go's `encoding/csv`: fields between commas, those in quotes with commas in them and `""` for a quote.
 *
 * @throws {UsageError} in Go's words
 */
export function csvFields(text: string): readonly string[] {
  if (text === "") throw new UsageError("EOF", TOOL_FAILED);
  const fields: string[] = [];
  for (let at = 0; ; ) {
    if (text[at] !== '"') {
      const comma = text.indexOf(",", at);
      const end = comma < 0 ? text.length : comma;
      const quote = text.slice(at, end).indexOf('"');
      if (quote >= 0) throw parseError(at + quote + 1, 'bare " in non-quoted-field');
      fields.push(text.slice(at, end));
      if (comma < 0) return fields;
      at = comma + 1;
      continue;
    }
    const { field, end } = quoted(text, at + 1);
    fields.push(field);
    if (end === text.length) return fields;
    at = end + 1;
  }
}

function quoted(text: string, start: number): { readonly field: string; readonly end: number } {
  let field = "";
  for (let at = start; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw parseError(text.length + 1, 'extraneous or missing " in quoted-field');
    field += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      field += '"';
      at = quote + 2;
      continue;
    }
    const end = quote + 1;
    if (end === text.length || text[end] === ",") return { field, end };
    throw parseError(quote + 1, 'extraneous or missing " in quoted-field');
  }
}

function parseError(column: number, reason: string): UsageError {
  return new UsageError(`parse error on line 1, column ${column}: ${reason}`, TOOL_FAILED);
}
