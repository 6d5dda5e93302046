import { UsageError } from "../../../../errors/cli.js";
import { parseDuration } from "../../../../go/duration.js";
import type { Healthcheck } from "../../../../oci/types.js";
import { TOOL_FAILED } from "../../../../posix/exit-status.js";
import type { ParsedOptions } from "../../../syntax/parsed-options.js";
import type { CreateOption, Given, Kept } from "./create-option.js";

const DURATIONS = {
  "health-interval": "Interval",
  "health-timeout": "Timeout",
  "health-start-period": "StartPeriod",
  "health-start-interval": "StartInterval",
} as const;

const keep = ({ options }: Given): Kept => {
  const health = healthcheck(options);
  return health === undefined ? {} : { config: { Healthcheck: health } };
};

/** `--health-*`, which are one setting together. */
export const HEALTH_OPTIONS: readonly CreateOption[] = [
  { long: "health-cmd", type: "string", help: "Command to run to check health", keep },
  {
    ...{
      long: "health-interval",
      type: "duration",
      help: "Time between running the check (ms|s|m|h) (default 0s)",
    },
    keep,
  },
  { long: "health-retries", type: "int", help: "Consecutive failures needed to report unhealthy", keep },
  {
    ...{ long: "health-start-interval", type: "duration" },
    help: "Time between running the check during the start period (ms|s|m|h) (default 0s)",
    keep,
  },
  {
    ...{ long: "health-start-period", type: "duration" },
    help: "Start period for the container to initialize before starting health-retries countdown (ms|s|m|h) (default 0s)",
    keep,
  },
  {
    ...{ long: "health-timeout", type: "duration" },
    help: "Maximum time to allow one check to run (ms|s|m|h) (default 0s)",
    keep,
  },
  { long: "no-healthcheck", type: "bool", help: "Disable any container-specified HEALTHCHECK", keep },
];

/** Undefined if none of them was given. @throws {UsageError} */
function healthcheck(options: ParsedOptions): Healthcheck | undefined {
  const fail = (message: string): never => {
    throw new UsageError(message, TOOL_FAILED);
  };
  const command = options.text("health-cmd") ?? "";
  const retries = options.number("health-retries") ?? 0;
  const durations = Object.entries(DURATIONS).map(
    ([option, member]) => [option, member, parseDuration(options.text(option) ?? "0")] as const,
  );
  const isSaid = command !== "" || retries !== 0 || durations.some(([, , value]) => value !== 0);
  if (options.flag("no-healthcheck")) {
    if (isSaid) fail("--no-healthcheck conflicts with --health-* options");
    return { Test: ["NONE"] };
  }
  if (!isSaid) return undefined;
  for (const [option, , value] of durations) if (value < 0) fail(`--${option} cannot be negative`);
  if (retries < 0) fail("--health-retries cannot be negative");
  return {
    ...(command === "" ? {} : { Test: ["CMD-SHELL", command] }),
    ...Object.fromEntries(durations.flatMap(([, member, value]) => (value === 0 ? [] : [[member, value]]))),
    ...(retries === 0 ? {} : { Retries: retries }),
  };
}
