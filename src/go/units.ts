import { InvalidSizeError } from "../errors/go.js";
import { formatFloat } from "./fmt/basic.js";
import { quote } from "./quote.js";

/** Sizes and durations in the words of Docker's go-units library. */

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"] as const;

/** Bytes in powers of 1024, four digits: `512MiB` (go-units `BytesSize`). */
export function binarySize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < BINARY_UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${formatFloat(size, "g", { precision: 4 })}${BINARY_UNITS[unit]}`;
}

const BINARY_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"] as const;

/**
 * Bytes in powers of 1000, three digits by default (`system df` has four): `126MB`, `69.2MB`, `33B`, `0B`. Like Docker's own, 999,999 bytes are
 * `1e+03kB`: the unit is chosen before rounding.
 */
export function humanSize(bytes: number, digits = 3): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${formatFloat(size, "g", { precision: digits })}${UNITS[unit]}`;
}

/** Go counts a duration in 64 bits of nanoseconds: 292 years. */
const LONGEST = 9_223_372_036_854;

/** Milliseconds in words: `Less than a second`, `About a minute`, `5 weeks`. */
export function humanDuration(exact: number): string {
  const milliseconds = Math.min(exact, LONGEST);
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < 1) return "Less than a second";
  if (seconds === 1) return "1 second";
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 1) return "About a minute";
  if (minutes < 60) return `${minutes} minutes`;
  const exactHours = milliseconds / 3_600_000;
  const hours = Math.trunc(exactHours + 0.5);
  if (hours === 1) return "About an hour";
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(Math.trunc(exactHours) / 24 / 365)} years`;
}

/**
 * Whole seconds since 1970 of an RFC 3339 time, which is how the daemon tells its client most times. One that is absent
 * is 0, and so it is 1970.
 */
export function unixSeconds(time: string | undefined): number {
  return Math.floor(Date.parse(time ?? "") / 1000) || 0;
}

/** `5 weeks ago`, counted from whole seconds. */
export function ago(time: string | undefined, now: Date): string {
  return `${humanDuration(now.getTime() - unixSeconds(time) * 1000)} ago`;
}

/** `2026-11-20T02:40:45Z`, what `--human=false` shows. Docker uses the machine's time zone; here it is UTC. */
export function absoluteTime(time: string | undefined): string {
  return new Date(unixSeconds(time) * 1000).toISOString().replace(".000Z", "Z");
}

/** Bytes that a text says in powers of 1000: `1.5kB`, `32 m`. @throws {InvalidSizeError} with go-units' message. */
export function parseHumanSize(text: string): number {
  return parseSize(text, 1000);
}

/** Bytes that a text says in powers of 1024, as options for memory take them: `512m`, `1g`. @throws {InvalidSizeError} */
export function parseRamSize(text: string): number {
  return parseSize(text, 1024);
}

const NUMBER = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?$/i;
const PREFIXES = ["b", "k", "m", "g", "t", "p"];

function parseSize(text: string, base: number): number {
  const last = Math.max(...[..."0123456789. "].map((char) => text.lastIndexOf(char)));
  if (last < 0) throw new InvalidSizeError(`invalid size: '${text}'`, text);
  const number = text.slice(0, text[last] === " " ? last : last + 1);
  const suffix = text.slice(last + 1).toLowerCase();
  if (!NUMBER.test(number))
    throw new InvalidSizeError(`strconv.ParseFloat: parsing ${quote(number)}: invalid syntax`, text);
  const size = Number(number.replaceAll("_", ""));
  if (size < 0) throw new InvalidSizeError(`invalid size: '${text}'`, text);
  const power = suffix === "" ? 0 : PREFIXES.indexOf(suffix[0] ?? "");
  const rest = suffix.slice(1);
  const isKnown = power === 0 ? rest === "" : /^(?:|b|ib)$/.test(rest);
  if (power < 0 || !isKnown) throw new InvalidSizeError(`invalid suffix: '${suffix}'`, text);
  const bytes = Math.trunc(size * base ** power);
  // What does not fit 64 bits is the smallest number there, on the processors that Docker mostly runs on.
  return bytes >= 2 ** 63 ? -(2 ** 63) : bytes;
}
