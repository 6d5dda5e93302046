import { DockerfileError } from "../errors/build.js";
import { InvalidDurationError } from "../errors/go.js";
import { formatDuration, parseDuration } from "../go/duration.js";
import { quote, quoteList, quoteRune } from "../go/quote.js";
import { unquoteList, unquoteRune } from "../go/unquote.js";
import type { Healthcheck } from "../oci/types.js";
import { Flags } from "./flags.js";
import type { Instruction } from "./parse.js";

const FLAGS = {
  interval: "text",
  timeout: "text",
  "start-period": "text",
  "start-interval": "text",
  retries: "text",
} as const;

const DURATIONS = [
  ["Interval", "interval"],
  ["Timeout", "timeout"],
  ["StartPeriod", "start-period"],
  ["StartInterval", "start-interval"],
] as const;

const MILLISECOND = 1_000_000;
const MAX_INT32 = 2 ** 31 - 1;

/**
 * HEALTHCHECK's settings; durations in nanoseconds, as the image specification stores them.
 *
 * @throws {DockerfileError}
 */
export function healthcheckOf(instruction: Instruction): Healthcheck {
  const { args, json, location } = instruction;
  const fail = (reason: string): never => {
    throw new DockerfileError(reason, location.line, location.endLine);
  };
  const [type = fail("HEALTHCHECK requires at least one argument"), ...words] = args;
  const kind = type.toUpperCase();
  if (kind === "NONE") {
    if (words.length > 0) fail("HEALTHCHECK NONE takes no arguments");
    // BuildKit ignores flags here.
    return { Test: ["NONE"] };
  }
  const flags = Flags.parse(instruction, FLAGS);
  if (kind !== "CMD") fail(`Unknown type ${quote(kind)} in HEALTHCHECK (try CMD)`);
  if (words.length === 0) fail("Missing command after HEALTHCHECK CMD");
  const durations = DURATIONS.flatMap(([member, flag]) => {
    const value = interval(flag, flags.text(flag), fail);
    return value === 0 ? [] : [[member, value] as const];
  });
  const retries = retriesOf(flags.text("retries"), fail);
  return {
    Test: json ? ["CMD", ...words] : ["CMD-SHELL", words.join(" ")],
    ...Object.fromEntries(durations),
    ...(retries === 0 ? {} : { Retries: retries }),
  };
}

/** Zero means the engine's default. */
function interval(flag: string, text: string, fail: (reason: string) => never): number {
  if (text === "") return 0;
  const value = durationOf(text, fail);
  return value !== 0 && value < MILLISECOND ? fail(`Interval ${quote(flag)} cannot be less than 1ms`) : value;
}

function durationOf(text: string, fail: (reason: string) => never): number {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof InvalidDurationError) return fail(error.message);
    throw error;
  }
}

function retriesOf(text: string, fail: (reason: string) => never): number {
  if (text === "") return 0;
  if (!/^[+-]?\d+$/.test(text)) fail(`strconv.ParseInt: parsing ${quote(text)}: invalid syntax`);
  const value = Number(text);
  if (value > MAX_INT32 || value < -MAX_INT32 - 1)
    fail(`strconv.ParseInt: parsing ${quote(text)}: value out of range`);
  return value < 0 ? fail(`--retries cannot be negative (${value})`) : value;
}

/** As in BuildKit's history: Go prints the structure with `%q`, durations as text and the retries as a character. */
export function healthcheckText(check: Healthcheck): string {
  const times = DURATIONS.map(([member]) => quote(formatDuration(check[member] ?? 0)));
  return `&{${quoteList(check.Test ?? [])} ${times.join(" ")} ${quoteRune(check.Retries ?? 0)}}`;
}

/** Parses what {@link healthcheckText} wrote; `undefined` for any other text. */
export function parseHealthcheckText(text: string): Healthcheck | undefined {
  const [, test = "", times = "", retries] = /^&\{(\[.*\])((?: "[^"]*"){3,4}) ('.*')\}$/s.exec(text) ?? [];
  if (retries === undefined) return undefined;
  // Before BuildKit 0.13 there was no start interval.
  const values = [...times.matchAll(/"([^"]*)"/g)].map(([, time = ""]) => parseDuration(time));
  const durations = DURATIONS.flatMap(([member], at) => {
    const value = values[at] ?? 0;
    return value === 0 ? [] : [[member, value] as const];
  });
  const count = unquoteRune(retries) ?? 0;
  return {
    Test: unquoteList(test) ?? [],
    ...Object.fromEntries(durations),
    ...(count === 0 ? {} : { Retries: count }),
  };
}
