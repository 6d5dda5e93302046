import { InvalidDurationError } from "../errors/go.js";

/** Nanoseconds in each unit that Go knows. Both letters that look like a Greek mu are accepted. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["\u00b5s", 1000n],
  ["\u03bcs", 1000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

/** Durations are 64-bit integers in Go; the most negative one has no positive counterpart. */
const LIMIT = 1n << 63n;

/**
 * Go's `time.ParseDuration`: `1h30m`, `-1.5h`, `.5s`, `+5s`, `0`. Returns nanoseconds. A JavaScript number holds them
 * exactly up to 104 days, and beyond that for all whole microseconds that a person would write.
 *
 * @throws {InvalidDurationError} with Go's message.
 */
export function parseDuration(text: string): number {
  const sign = /^[-+]/.exec(text)?.[0] ?? "";
  let rest = text.slice(sign.length);
  if (rest === "0") return 0;
  if (rest === "") throw invalid(text);
  let total = 0n;
  while (rest !== "") {
    const [all = "", whole = "", point, fraction = "", unit = ""] =
      /^(\d*)(?:(\.)(\d*))?([^.\d]*)/.exec(rest) ?? [];
    if (whole === "" && fraction === "") throw invalid(text);
    const count = BigInt(whole === "" ? "0" : whole);
    if (count > LIMIT) throw invalid(text);
    if (unit === "") {
      throw new InvalidDurationError(`time: missing unit in duration ${quoteTime(text)}`, text);
    }
    const factor = UNITS.get(unit);
    if (factor === undefined) {
      throw new InvalidDurationError(
        `time: unknown unit ${quoteTime(unit)} in duration ${quoteTime(text)}`,
        text,
      );
    }
    const value = count * factor + (point === undefined ? 0n : fractionOf(fraction, factor));
    total += value;
    if (count * factor > LIMIT || value > LIMIT || total > LIMIT) throw invalid(text);
    rest = rest.slice(all.length);
  }
  if (sign !== "-" && total === LIMIT) throw invalid(text);
  // Not `-total`: minus zero would print as "-0" in some places.
  return Number(sign === "-" ? 0n - total : total);
}

/** Go computes the fraction in floating point and drops digits that do not fit 63 bits. */
function fractionOf(digits: string, factor: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    if (value > (LIMIT - 1n) / 10n) break;
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT) break;
    value = next;
    scale *= 10;
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (Number(factor) / scale)));
}

function invalid(text: string): InvalidDurationError {
  return new InvalidDurationError(`time: invalid duration ${quoteTime(text)}`, text);
}

/** The time package quotes by itself: everything outside printable ASCII byte by byte. */
export function quoteTime(text: string): string {
  let out = "";
  for (const byte of new TextEncoder().encode(text)) {
    const char = String.fromCharCode(byte);
    if (char === '"' || char === "\\") out += `\\${char}`;
    else if (byte < 0x20 || byte >= 0x80) out += `\\x${byte.toString(16).padStart(2, "0")}`;
    else out += char;
  }
  return `"${out}"`;
}

/** Go's `Duration.String`: `1m30s`, `1.5s`, `500ms`, `2.5µs`, `0s`. Takes nanoseconds. */
export function formatDuration(nanoseconds: number): string {
  const all = BigInt(Math.trunc(nanoseconds));
  if (all === 0n) return "0s";
  const sign = all < 0n ? "-" : "";
  const value = all < 0n ? -all : all;
  if (value < 1000n) return `${sign}${value}ns`;
  if (value < 1_000_000n) return `${sign}${decimal(value, 3)}\u00b5s`;
  if (value < 1_000_000_000n) return `${sign}${decimal(value, 6)}ms`;
  const minutes = value / 60_000_000_000n;
  const seconds = `${decimal(value % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return `${sign}${seconds}`;
  const hours = minutes / 60n;
  return `${sign}${hours === 0n ? "" : `${hours}h`}${minutes % 60n}m${seconds}`;
}

/** `value` divided by ten to the power of `places`, without zeros at the end. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  return `${digits.slice(0, -places)}${fraction === "" ? "" : `.${fraction}`}`;
}
