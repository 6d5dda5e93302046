import { UsageError } from "../errors/cli.js";
import { InvalidTimeError } from "../errors/go.js";
import { parseTimestamp } from "../go/timestamp.js";

/** A point in time that an option names, in milliseconds since 1970. `refusal`, where there is one, comes before the reason if it is none. */
export function timeOption(text: string | undefined, now: Date, refusal?: string): number | undefined {
  if (text === undefined || text === "") return undefined;
  try {
    const { seconds, nanoseconds } = parseTimestamp(text, now);
    return seconds * 1000 + nanoseconds / 1e6;
  } catch (error) {
    if (!(error instanceof InvalidTimeError)) throw error;
    throw new UsageError(refusal === undefined ? error.message : `${refusal}: ${error.message}`, 1);
  }
}
