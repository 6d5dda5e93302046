import { UsageError } from "../../errors/cli.js";
import type { CommandSpec } from "./command-spec.js";
import { usageLine } from "./parse-options.js";

/**
 * Refuses a wrong number of arguments in the client's words.
 *
 * @throws {UsageError} exit code 1
 */
export function checkArguments(spec: CommandSpec, name: string, count: number): void {
  const { min, max } = spec.args;
  if (count >= min && count <= max) return;
  throw new UsageError(
    `docker: '${name}' ${requirement(min, max)}\n\nUsage:  ${usageLine(spec, name)}\n\n${min > 0 && max === Number.POSITIVE_INFINITY ? "See" : "Run"} '${name} --help' for more information`,
    1,
  );
}

function requirement(min: number, max: number): string {
  if (max === 0) return "accepts no arguments";
  if (min === max) return `requires ${some(min)}`;
  if (max === Number.POSITIVE_INFINITY) return `requires at least ${some(min)}`;
  return min === 0 ? `requires at most ${some(max)}` : `requires at least ${min} and at most ${some(max)}`;
}

function some(count: number): string {
  return `${count} argument${count === 1 ? "" : "s"}`;
}
