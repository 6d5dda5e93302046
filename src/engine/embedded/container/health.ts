import { setTimeout } from "#platform/timers";
import type { Healthcheck } from "../../../oci/types.js";
import type { HealthLog, HealthState } from "../../containers.js";

const SECOND = 1_000_000_000;
/** moby's `daemon/health.go`. */
const DEFAULTS = { Interval: 30 * SECOND, Timeout: 30 * SECOND, StartInterval: 5 * SECOND, Retries: 3 };
const KEPT = 5;
const MAX_OUTPUT = 4096;

interface Probe {
  readonly exitCode: number;
  readonly output: string;
}

export interface HealthParts {
  /** Runs the check; it is ended when `signal` aborts. */
  readonly run: (argv: readonly string[], signal: AbortSignal) => Promise<Probe>;
  readonly shell: readonly string[];
  readonly get: () => HealthState;
  readonly set: (state: HealthState) => void;
  /** RFC 3339. */
  readonly now: () => string;
}

/** The command of a check; `undefined` where there is none. */
export function probeCommand(
  check: Healthcheck | undefined,
  shell: readonly string[],
): readonly string[] | undefined {
  const [kind, ...words] = check?.Test ?? [];
  if (kind === "CMD" && words.length > 0) return words;
  return kind === "CMD-SHELL" ? [...shell, words.join(" ")] : undefined;
}

/** Runs a container's check again and again until `ended` aborts. A timer alone keeps no process alive. */
export function watchHealth(check: Healthcheck, parts: HealthParts, ended: AbortSignal): void {
  const command = probeCommand(check, parts.shell);
  if (command === undefined) return;
  const begun = Date.now();
  const inStartPeriod = (): boolean => (Date.now() - begun) * 1_000_000 < (check.StartPeriod ?? 0);
  const next = (): void => {
    const isStarting = inStartPeriod() && parts.get().Status === "starting";
    const wait = isStarting
      ? check.StartInterval || DEFAULTS.StartInterval
      : check.Interval || DEFAULTS.Interval;
    const timer = setTimeout(() => void probe(), wait / 1_000_000);
    if (typeof timer === "object") timer.unref();
    ended.addEventListener("abort", () => clearTimeout(timer), { once: true });
  };
  const probe = async (): Promise<void> => {
    const Start = parts.now();
    const result = await bounded(command, check.Timeout || DEFAULTS.Timeout, parts, ended);
    if (ended.aborted) return;
    const entry = {
      Start,
      End: parts.now(),
      ExitCode: result.exitCode,
      Output: result.output.slice(0, MAX_OUTPUT),
    };
    parts.set(after(parts.get(), entry, check.Retries || DEFAULTS.Retries, inStartPeriod()));
    next();
  };
  next();
}

async function bounded(
  command: readonly string[],
  timeout: number,
  { run }: HealthParts,
  ended: AbortSignal,
): Promise<Probe> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeout / 1_000_000);
  try {
    const result = await run(command, AbortSignal.any([ended, late.signal]));
    if (!late.signal.aborted) return result;
    return { exitCode: -1, output: `Health check exceeded timeout (${timeout / SECOND}s)` };
  } finally {
    clearTimeout(timer);
  }
}

function after(before: HealthState, entry: HealthLog, retries: number, isStarting: boolean): HealthState {
  const Log = [...before.Log, entry].slice(-KEPT);
  if (entry.ExitCode === 0) return { Status: "healthy", FailingStreak: 0, Log };
  const isCounted = !(isStarting && before.Status === "starting");
  const FailingStreak = before.FailingStreak + (isCounted ? 1 : 0);
  return { Status: FailingStreak >= retries ? "unhealthy" : before.Status, FailingStreak, Log };
}
