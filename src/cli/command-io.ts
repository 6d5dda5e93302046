import type { MimeBundle } from "../display/displayable.js";
import type { HostFiles } from "./disk/host-files.js";

/** What a command line talks to: a terminal, a notebook cell, or a test. */
export interface CommandIO {
  stdout(chunk: string | Uint8Array): void;
  stderr(chunk: string | Uint8Array): void;
  /**
   * Shows a value in the richest form there is. A notebook takes the bundle; where this is absent, the
   * printer writes `text/plain` to stdout.
   */
  readonly display?: (bundle: MimeBundle) => void;
  /** A display that can be updated in place, for progress; absent where there is none. */
  readonly live?: () => (bundle: MimeBundle) => void;
  /**
   * Asks for one line of input, with the prompt shown; `undefined` at end of input. Absent where no input
   * can be had (nbconvert, a pipe): commands that need it say how to go on instead of waiting.
   */
  readonly readLine?: (prompt: string) => Promise<string | undefined>;
  /** All of standard input, for `docker run -i` in a pipe. */
  readonly readAll?: () => Promise<Uint8Array>;
  /** The same in chunks, for archives; absent where there is no standard input, or it is a terminal. */
  readonly stdin?: () => AsyncIterable<Uint8Array>;
  /** Resolves when what was written to stdout has been read: a large archive must not pile up in memory. */
  readonly flushed?: () => Promise<void>;
  /** The machine's own files, for `cp`, `save -o`, `load -i` …; absent where they are out of reach. */
  readonly files?: HostFiles;
  /** A variable of the environment that the command line was called in, for `-e NAME`; absent where there is none. */
  readonly variable?: (name: string) => string | undefined;
  /** Ctrl-C, or the notebook's interrupt. */
  readonly signal?: AbortSignal;
  /** Width of the terminal; absent where there is none, or its width is unknown. */
  readonly columns?: number;
  /** Size of the terminal that stderr goes to; absent where there is none. */
  readonly errorTerminal?: () => { readonly columns: number; readonly rows: number };
  /** True if carriage returns and ANSI cursor movement work. */
  readonly isTTY: boolean;
  /** True where stdout goes to another program or to a file, not to a reader: what is printed is what Docker prints there. */
  readonly isPiped?: boolean;
  /** The same of stderr. */
  readonly isErrorPiped?: boolean;
  /** True in a notebook: hints name `%%sh NAME` rather than a second terminal. */
  readonly isNotebook: boolean;
}

/** Whether a notebook's reader sees what is written to stdout. */
export function showsInNotebook(io: Pick<CommandIO, "isNotebook" | "isPiped">): boolean {
  return io.isNotebook && io.isPiped !== true;
}

/**
 * Whether messages that belong on stderr are written to stdout: a notebook would show them as a failure. Not where somebody
 * asked for either of the two.
 */
export function saysOnStdout(io: CommandIO): boolean {
  return showsInNotebook(io) && io.isErrorPiped !== true;
}
