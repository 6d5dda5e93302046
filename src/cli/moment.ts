import { UsageError } from "../errors/cli.js";

const UNITS: Readonly<Record<string, number>> = { h: 3600_000, m: 60_000, s: 1000, ms: 1 };

/** `2026-11-20T12:00:00Z`, seconds since 1970, or `1h30m` before now, as milliseconds. */
export function moment(text: string | undefined, option: string, now: Date): number | undefined {
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(text)) {
    const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g);
    const back = [...parts].reduce(
      (sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit] ?? 0),
      0,
    );
    return now.getTime() - back;
  }
  const time = Date.parse(/[zZ]|[+-]\d\d:\d\d$/.test(text) || !text.includes("T") ? text : `${text}Z`);
  if (Number.isFinite(time)) return time;
  throw new UsageError(
    `invalid value for "${option}": ${JSON.stringify(text)} is neither a time (2026-11-20T12:00:00Z) nor a duration (42m)`,
    1,
  );
}
