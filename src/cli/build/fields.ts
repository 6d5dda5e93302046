import { CsvError } from "../../errors/go.js";
import { readCsvRecord } from "../../go/csv.js";
import { splitAssignment } from "../../posix/environment.js";
import { refusal } from "./refusal.js";

/**
 * `type=local,dest=out` as names, in lower case, and values.
 *
 * @param wrong the refusal for a field that is no `name=value`
 * @throws {UsageError}
 */
export function fieldsOf(text: string, wrong: (field: string) => string): ReadonlyMap<string, string> {
  return new Map(
    csv(text).map((field) => {
      const [name, value] = splitAssignment(field);
      if (value === undefined) throw refusal(wrong(field));
      return [name.trim().toLowerCase(), value] as const;
    }),
  );
}

/** @throws {UsageError} */
export function csv(text: string): readonly string[] {
  try {
    return readCsvRecord(text);
  } catch (error) {
    if (error instanceof CsvError) throw refusal(error.message);
    throw error;
  }
}

/** As Go's `strconv.ParseBool`; `undefined` for what it would refuse. */
export function boolean(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true;
  return /^(0|f|F|false|FALSE|False)$/.test(text) ? false : undefined;
}
