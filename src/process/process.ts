import type { FileSystem } from "../vfs/filesystem.js";
import type { InputSource } from "./asked-input.js";
import type { ProcessNetwork } from "./network.js";
import type { ProcessSignals } from "./signals.js";

/**
 * A process in a container: a program from the container's file system, run to its end.
 *
 * `run` looks `argv[0]` up like execve(2) and shells (a path with a slash as it is, else along `PATH`), in
 * the merged view: a program exists only if its file exists there and is executable.
 */
export interface ProcessSpec {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The container's merged view with the credentials the process runs under. */
  readonly fs: FileSystem;
  readonly hostname: string;
  readonly stdio: Stdio;
  /** Aborting stops the process as SIGKILL would: it ends with exit code 137. */
  readonly signal?: AbortSignal;
  /** What it does with other signals; they reach nobody when absent. */
  readonly signals?: ProcessSignals;
  /** Those of the container's first process, which programs in it can send signals to. */
  readonly init?: ProcessSignals;
  /** What it sees of the lab's network; absent where it has none, in a build. */
  readonly network?: ProcessNetwork;
  /** True when stdout is a terminal (`-t`): programs show progress and colours as they do there. */
  readonly tty: boolean;
}

/** Where a process's output goes. Text arrives in the order written; either may be called often. */
export interface Stdio {
  stdout(chunk: Uint8Array): void;
  stderr(chunk: Uint8Array): void;
  /** All of standard input, or where to ask for it when it is read; empty when absent. */
  readonly stdin?: Uint8Array | InputSource;
  /** False if the output of this one line goes to no terminal although its shell has one. */
  readonly terminal?: false;
}

export interface ExitStatus {
  /** 0-255. 126: found, not executable; 127: not found; 128+n: ended by signal n. */
  readonly exitCode: number;
}

/**
 * An interactive shell that lives as long as its container's main process: each line sees the directory,
 * variables and functions the lines before it left.
 */
export interface ShellSession {
  /** `root@d8c5ca119fcd:/# `, from PS1's default in the image: user, host, directory, `#` for root. */
  prompt(): string;
  /**
   * Runs one line (or several, as a script) and streams its output. After `exit N`, `closed` is true and
   * the status holds N. Throws only for failures of our own, never for a failing command.
   */
  execute(line: string, stdio: Stdio, signal?: AbortSignal): Promise<ExitStatus>;
  /** True when the text so far is an unfinished command (open quote, `if` without `fi`, trailing `\`). */
  isIncomplete(text: string): boolean;
  /** The directory that the next line begins in. */
  readonly cwd: string;
  readonly closed: boolean;
}

/** Runs the programs of containers. One implementation: `src/programs/runtime.ts`. */
export interface Runtime {
  /** Resolves when the process has ended and all of its output has been delivered. */
  run(spec: ProcessSpec): Promise<ExitStatus>;
  /** An interactive `bash` (or `sh`) session; `spec.argv` is the shell's command line. */
  openShell(spec: Omit<ProcessSpec, "stdio" | "signal">): ShellSession;
  /**
   * Where `argv[0]` would be found: its path in the container, or why not. The engine calls it before starting
   * a container, because Docker reports a missing program itself (exit 127) instead of starting the container.
   */
  lookup(
    argv0: string,
    env: Readonly<Record<string, string>>,
    cwd: string,
    fs: FileSystem,
  ):
    | { readonly found: true; readonly path: string }
    | { readonly found: false; readonly reason: "not-found" | "not-executable" | "is-directory" };
}
