import type { Engine } from "../../engine/engine.js";
import type { CommandIO } from "../command-io.js";
import type { Contexts } from "../contexts.js";
import type { OptionSpec } from "./option-spec.js";
import type { ParsedOptions } from "./parsed-options.js";

/**
 * One command. Parser, help and completion read nothing else. Help shows it under the name it was called by.
 */
export interface CommandSpec {
  /** Its names in Docker's order, the one with its group first: `["image history", "history"]`. */
  readonly paths: readonly string[];
  /** More names, each for one of `paths`: `image list` for `image ls`. */
  readonly otherNames?: Readonly<Record<string, string>>;
  /** What follows the name in `Usage:`. */
  readonly usage: string;
  readonly summary: string;
  /** Help shows this instead of the summary, if it says more. */
  readonly description?: string;
  readonly options: readonly OptionSpec[];
  /**
   * Docker's options that we know but do not act on: `long:type`, `s/long`. They are refused by name, rather than
   * reported as unknown or silently ignored.
   */
  readonly refused?: string;
  readonly args: { readonly min: number; readonly max: number };
  /** False for `run` and `exec`, where everything after the first argument belongs to the container's command. */
  readonly optionsAfterArguments?: boolean;
  readonly run: (invocation: Invocation) => Promise<number>;
}

/** What a command is run with. */
export interface Invocation {
  readonly engine: Engine;
  readonly io: CommandIO;
  readonly now: () => Date;
  readonly contexts: Contexts;
  /** `docker history`, as it was called. */
  readonly name: string;
  readonly spec: CommandSpec;
  readonly options: ParsedOptions;
  readonly args: readonly string[];
}
