import { InvalidDurationError, InvalidTimeError } from "../errors/go.js";
import { parseDuration } from "./duration.js";
import { quote } from "./quote.js";
import { parseTime, type Time } from "./time.js";

/** Go reads both numbers of `1136073600.5` into 64 bits. */
const MAX = 2n ** 63n - 1n;

/**
 * A point in time as Docker's `--since` and `--until` take it: a duration back from `reference`, a date with or without a
 * time and a zone, or seconds since 1970 (moby's `GetTimestamp`). Without a zone it is UTC, this machine's for Docker.
 *
 * @throws {InvalidTimeError} with Docker's message.
 */
export function parseTimestamp(text: string, reference: Date): Time {
  const back = text === "0" ? undefined : durationOf(text);
  if (back !== undefined) {
    return { seconds: Math.floor(reference.getTime() / 1000 - back / 1e9), nanoseconds: 0 };
  }
  try {
    return parseTime(layoutOf(text), text);
  } catch (error) {
    if (!(error instanceof InvalidTimeError) || text.includes("-")) throw error;
    const [, seconds, fraction = ""] = /^(\+?\d+)(?:\.(\+?\d+))?$/.exec(text) ?? [];
    if (
      seconds === undefined ||
      BigInt(seconds.replace("+", "")) > MAX ||
      BigInt(fraction.replace("+", "")) > MAX
    ) {
      throw new InvalidTimeError(`failed to parse value as time or duration: ${quote(text)}`, text);
    }
    return {
      seconds: Number(seconds),
      nanoseconds: Math.trunc(Number(fraction) * 10 ** (9 - fraction.length)),
    };
  }
}

function durationOf(text: string): number | undefined {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof InvalidDurationError) return undefined;
    throw error;
  }
}

function layoutOf(text: string): string {
  const zoned = /[zZ+]/.test(text) || text.split("-").length === 4;
  const zone = zoned ? "Z07:00" : "";
  if (text.includes(".")) return `2006-01-02T15:04:05.999999999${zone}`;
  if (!text.includes("T")) return `2006-01-02${zone}`;
  const colons = text.split(":").length - 1;
  const ofZone = zoned && !/[zZ]/.test(text) && colons > 0 ? 1 : 0;
  const clock = ["15", "15:04"][colons - ofZone] ?? "15:04:05";
  return `2006-01-02T${clock}${zone}`;
}
