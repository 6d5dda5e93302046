import type { Child, Launcher } from "../../process/launcher.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import type { Jobs } from "./jobs.js";
import type { Traps } from "./traps.js";

/** What builtins read and change in their shell. */
interface ShellState {
  readonly options: { readonly kind: "bash" | "dash" };
  readonly aliases: Map<string, string>;
  /** Names that have been defined as functions. */
  readonly rewriter: { readonly functions: ReadonlySet<string> };
  /** The file system with the shell's own umask. */
  readonly files: { target: FileSystem };
  readonly traps: Traps;
  readonly jobs: Jobs;
  /** Resolves to the status of `what`, or to that of a signal with a trap that comes first. */
  waitFor(what: Promise<number>, signal: AbortSignal): Promise<number>;
}

/**
 * Builtins of bash that just-bash takes from its table of commands: they need no file in the container.
 * Those of the interpreter itself (`cd`, `export`, `read`, `test` …) are not here.
 */
export interface BuiltinContext {
  readonly child: Child;
  readonly host: ShellState;
  readonly launcher: Launcher;
  /** Prints `bash: line N: MESSAGE` to standard error. */
  say(message: string): void;
  assign(variable: string, value: string): Promise<void>;
}
