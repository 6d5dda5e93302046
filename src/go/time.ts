import { InvalidTimeError } from "../errors/go.js";
import { quoteTime } from "./duration.js";

/** Fields of a time as they are read; the date is checked at the end. */
interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  /** Seconds east of UTC. */
  offset: number;
}

/** Reads its part of a text. Returns the rest, or `undefined` if the text has no such part. */
type Reader = (text: string, fields: Fields, layoutAfter: string) => string | undefined | OutOfRange;

class OutOfRange {
  readonly field: string;
  readonly rest: string;
  constructor(field: string, rest: string) {
    this.field = field;
    this.rest = rest;
  }
}

const number =
  (name: Exclude<keyof Fields, "offset">, digits: RegExp, low: number, high: number): Reader =>
  (text, fields) => {
    const [found] = digits.exec(text) ?? [];
    if (found === undefined) return undefined;
    const rest = text.slice(found.length);
    fields[name] = Number(found);
    return fields[name] < low || fields[name] > high ? new OutOfRange(name, rest) : rest;
  };

const second = number("second", /^\d\d/, 0, 59);
const FRACTION = /^[.,](\d+)/;
const FRACTION_ELEMENT = ".999999999";

const fraction: Reader = (text, fields) => {
  const [all = "", digits = ""] = FRACTION.exec(text) ?? [];
  fields.nanosecond = Number(digits.slice(0, 9).padEnd(9, "0"));
  return text.slice(all.length);
};

/** The elements of a layout that Docker's own layouts are made of. */
const ELEMENTS: Readonly<Record<string, Reader>> = {
  "2006": number("year", /^\d{4}/, 0, 9999),
  "01": number("month", /^\d\d/, 1, 12),
  "02": number("day", /^\d\d/, 0, 99),
  "15": number("hour", /^\d\d?/, 0, 23),
  "04": number("minute", /^\d\d/, 0, 59),
  // A fraction is read even where the layout has none.
  "05": (text, fields, layoutAfter) => {
    const rest = second(text, fields, layoutAfter);
    return typeof rest !== "string" || layoutAfter.startsWith(FRACTION_ELEMENT)
      ? rest
      : fraction(rest, fields, layoutAfter);
  },
  [FRACTION_ELEMENT]: fraction,
  "Z07:00": (text, fields) => {
    if (text.startsWith("Z")) return text.slice(1);
    const [all, sign, hours, minutes] = /^([-+])(\d\d):(\d\d)/.exec(text) ?? [];
    if (all === undefined) return undefined;
    fields.offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60 : 60);
    return text.slice(all.length);
  },
};

const ELEMENT = /2006|0[1245]|15|Z07:00|\.9{9}/;

/** A point in time: whole seconds since 1970, and nanoseconds from there on. */
export interface Time {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * Go's `time.Parse`, for layouts of years, months, days, hours, minutes, seconds with fractions and numeric zones. A time
 * without a zone is UTC.
 *
 * @throws {InvalidTimeError} with Go's message.
 */
export function parseTime(layout: string, text: string): Time {
  const fields: Fields = {
    year: 0,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    offset: 0,
  };
  const cannot = (element: string, rest: string) =>
    new InvalidTimeError(
      `parsing time ${quoteTime(text)} as ${quoteTime(layout)}: cannot parse ${quoteTime(rest)} as ${quoteTime(element)}`,
      text,
    );
  const wrong = (what: string) => new InvalidTimeError(`parsing time ${quoteTime(text)}: ${what}`, text);
  let rest = text;
  let left = layout;
  for (;;) {
    const match = ELEMENT.exec(left);
    const literal = left.slice(0, match?.index ?? left.length);
    let same = 0;
    while (same < literal.length && literal[same] === rest[same]) same += 1;
    rest = rest.slice(same);
    if (same < literal.length) throw cannot(literal, rest);
    if (match === null) break;
    const [element] = match;
    left = left.slice(literal.length + element.length);
    const after = ELEMENTS[element]?.(rest, fields, left);
    if (after === undefined) throw cannot(element, rest);
    if (after instanceof OutOfRange) throw wrong(`${after.field} out of range`);
    rest = after;
  }
  if (rest !== "") throw wrong(`extra text: ${quoteTime(rest)}`);
  // The setter, because Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(fields.year, fields.month - 1, fields.day);
  if (fields.day < 1 || date.getUTCDate() !== fields.day) throw wrong("day out of range");
  date.setUTCHours(fields.hour, fields.minute, fields.second);
  return { seconds: date.getTime() / 1000 - fields.offset, nanoseconds: fields.nanosecond };
}

/** `2026-11-20 03:37:49.5 +0000 UTC`: Go's `Time.String`. */
export function printTime(rfc3339: string): string {
  const [, date, clock, fraction = "", sign, hours, minutes] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|([-+])(\d\d):(\d\d))$/.exec(rfc3339) ?? [];
  if (date === undefined) return rfc3339;
  const digits = fraction.replace(/0+$/, "");
  const zone = sign === undefined ? "+0000 UTC" : `${sign}${hours}${minutes} ${sign}${hours}${minutes}`;
  return `${date} ${clock}${digits === "" ? "" : `.${digits}`} ${zone}`;
}
