import type { Engine } from "../engine/engine.js";
import type { CommandIO } from "./io.js";
import type { OptionSpec } from "./option-spec.js";
import type { ParsedOptions } from "./parsed-options.js";

/**
 * One command. Parser, help, and completion all read this and nothing else.
 *
 * `paths` are the names it goes by; what it is called in help is the name it was called by.
 */
export interface CommandSpec {
  /** Docker's own order: the group's name first, e.g. `["image history", "history"]`. */
  readonly paths: readonly string[];
  /** Names that stand for one of `paths`, e.g. `image list` for `image ls`. */
  readonly otherNames?: Readonly<Record<string, string>>;
  /** What follows the name in `Usage:`. */
  readonly usage: string;
  readonly summary: string;
  /** What help says in place of the summary, when it says more. */
  readonly description?: string;
  readonly options: readonly OptionSpec[];
  /**
   * Options of Docker's that this project knows but does not act on: `long:type`, `s/long`. They are refused
   * by name instead of being called unknown, or silently ignored.
   */
  readonly refused?: string;
  readonly args: { readonly min: number; readonly max: number };
  /** False for `run` and `exec`: after the first argument everything belongs to the container's command. */
  readonly optionsAfterArguments?: boolean;
  readonly run: (invocation: Invocation) => Promise<number>;
}

/** What a command gets to work with. */
export interface Invocation {
  readonly engine: Engine;
  readonly io: CommandIO;
  readonly now: () => Date;
  /** `docker history`, as it was called. */
  readonly name: string;
  readonly spec: CommandSpec;
  readonly options: ParsedOptions;
  readonly args: readonly string[];
}
