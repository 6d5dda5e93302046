import { expect, test } from "vitest";
import { CsvError } from "../../src/errors/go.js";
import { readCsvRecord } from "../../src/go/csv.js";
import { recorded } from "./recorded.js";

interface Row {
  readonly text: string;
  readonly error?: string;
  /** Known of rows whose first field is no `name=value`. */
  readonly first?: string;
}

test.each(recorded<readonly Row[]>("csv"))("$text", ({ text, error, first }) => {
  if (error !== undefined) expect(() => readCsvRecord(text)).toThrow(new CsvError(error));
  else if (first !== undefined) expect(readCsvRecord(text)).toContain(first);
  else expect(readCsvRecord(text)).not.toEqual([]);
});

test.each([
  ["a,b", ["a", "b"]],
  [",", ["", ""]],
  ['"a,b",c', ["a,b", "c"]],
  ['a,"b ""c"" d",', ["a", 'b "c" d', ""]],
  ["a,b\nc,d", ["a", "b"]],
  ['"a\r\nb",c', ["a\nb", "c"]],
])("the fields of %j", (text, fields) => {
  expect(readCsvRecord(text)).toEqual(fields);
});
