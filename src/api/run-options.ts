import type { CreateOptions } from "../engine/containers.js";
import type { ExecOptions } from "../engine/processes.js";
import type { RunOutput } from "./run-output.js";

/** How to run a container: the options of `docker run`. */
export interface RunOptions extends Omit<CreateOptions, "image" | "command">, RunOutput {
  /** A list is a program and its arguments, a text is a line for `/bin/sh -c`; the image's own by default. */
  readonly command?: string | readonly string[];
}

/** How to run a command in a running container: the options of `docker exec`. */
export interface CommandOptions extends Omit<ExecOptions, "command" | "stdio">, RunOutput {}

/** `run("image", { command, … })` and `run("image", command, { … })` mean the same. */
export function runOptions(
  first: RunOptions | string | readonly string[] = {},
  second: Omit<RunOptions, "command"> = {},
): RunOptions {
  return isCommand(first) ? { ...second, command: first } : first;
}

function isCommand(value: RunOptions | string | readonly string[]): value is string | readonly string[] {
  return typeof value === "string" || Array.isArray(value);
}
