import type { CreateOptions } from "../engine/engine.js";
import type { RunOutput } from "./output.js";

/** How to run a container; the names are the command line's long options. */
export interface RunOptions extends Omit<CreateOptions, "image" | "command">, RunOutput {
  /** A list is a program and its arguments; a text is a line for `/bin/sh -c`. The image's own when left out. */
  readonly command?: string | readonly string[];
}

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
