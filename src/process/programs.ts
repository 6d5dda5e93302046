import type { Signal } from "../posix/signals.js";
import type { FileSystem } from "../vfs/filesystem.js";
import type { AskedInput } from "./asked-input.js";
import type { ProcessNetwork } from "./network.js";
import type { Outcome, ProcessSignals } from "./signals.js";

/**
 * A program of ours, which runs when a container executes a file whose header names it (see `src/stand-in/program-file.ts`).
 *
 * The file decides whether it can run at all; the table of programs decides only what it does. A program
 * sees the container's file system, environment and directory, and nothing of the machine underneath.
 *
 * @example
 * const greet: Program = {
 *   name: "greet",
 *   async run(context) {
 *     context.stdout(`hello ${context.argv[1] ?? "world"}\n`);
 *     return 0;
 *   },
 * };
 */
export interface Program {
  /** The name in a stand-in's header: `node`, `apt-get`. */
  readonly name: string;
  /**
   * Runs to the end and returns the exit code (0-255). Throws only for failures of our own; what a real
   * program would report goes to `stderr` with a code above 0.
   */
  run(context: ProgramContext): Promise<number>;
}

export interface ProgramContext {
  /** `argv[0]` as written by the caller, then the arguments. */
  readonly argv: readonly string[];
  /** The file found for `argv[0]`: `/usr/bin/node`. */
  readonly path: string;
  /** The stand-in's note (for example a package's version), if it has one. */
  readonly note?: string;
  /** True if the file is a busybox, whose tools differ in places from those of the same name elsewhere. */
  readonly busybox: boolean;
  /** Exported variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The container's merged view with the process's credentials. */
  readonly fs: FileSystem;
  readonly hostname: string;
  /** All of standard input; empty when there is none, and where it is still to be asked for. */
  readonly stdin: Uint8Array;
  /** Standard input that is asked for when it is read; absent where all of it is known. */
  readonly input?: AskedInput;
  /** Writes to standard output, at once unless it is captured or redirected. Text is sent as UTF-8. */
  stdout(chunk: string | Uint8Array): void;
  stderr(chunk: string | Uint8Array): void;
  /** Aborted when the process is killed: a program that waits or loops must then stop. */
  readonly signal: AbortSignal;
  /** What it does with other signals. A program that handles none need not know of this. */
  readonly signals: ProcessSignals;
  /** The lab's network; absent where there is none, in a build. */
  readonly network?: ProcessNetwork;
  /** Sends its container's first process a signal, as `nginx -s` does; absent where there is none. */
  readonly signalInit?: (signal: Signal) => Outcome;
  /** True when standard output is a terminal. */
  readonly tty: boolean;
  /** The same of standard error. */
  readonly stderrTty: boolean;
  /**
   * True if what is written stays in memory until this program ends (a pipe, a substitution): commands run
   * one after another here, so an endless program must stop by itself after a while.
   */
  readonly piped: boolean;
  /** Runs another program of the container as a child and waits for it (`env`, a package's `postinst`). */
  execute(argv: readonly string[], options?: ExecuteOptions): Promise<number>;
}

export interface ExecuteOptions {
  /** Replaces the environment; the caller's own by default. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: Uint8Array;
  readonly fs?: FileSystem;
  readonly stdout?: (chunk: Uint8Array) => void;
  readonly stderr?: (chunk: Uint8Array) => void;
  readonly signal?: AbortSignal;
}
