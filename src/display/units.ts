/** Sizes and durations in the words of Docker's go-units library. */

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"] as const;

/**
 * Bytes in powers of 1000, three digits unless told (`system df` has four): `126MB`, `69.2MB`, `33B`, `0B`. Like Docker's own, 999,999 bytes are
 * `1e+03kB`: the unit is chosen before rounding.
 */
export function humanSize(bytes: number, digits = 3): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${significant(size, digits)}${UNITS[unit]}`;
}

/** C's `%.3g` (or another number of digits) for numbers from 0 up. */
function significant(value: number, digits: number): string {
  const text = value.toPrecision(digits);
  const [mantissa = text, exponent] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return exponent === undefined ? short : `${short}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/** Milliseconds in words: `Less than a second`, `About a minute`, `5 weeks`. */
export function humanDuration(milliseconds: number): string {
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
 * How long ago an RFC 3339 time was, as the client's tables say it. Docker sends times to its client in whole
 * seconds, so the fraction is dropped here too; a time that is absent or before 1970 is `N/A`.
 */
export function ago(time: string | undefined, now: Date): string {
  const seconds = wholeSeconds(time);
  return seconds === undefined ? "N/A" : `${humanDuration(now.getTime() - seconds * 1000)} ago`;
}

/** `2026-11-20T02:40:45Z`, what `--human=false` shows. Docker uses the machine's time zone; here it is UTC. */
export function absoluteTime(time: string | undefined): string {
  const seconds = wholeSeconds(time);
  return seconds === undefined ? "" : new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function wholeSeconds(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const seconds = Math.floor(Date.parse(time) / 1000);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
