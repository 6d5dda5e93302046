import type { MimeBundle } from "../display/displayable.js";
import type { HostFiles } from "./host-files.js";

/** What a command line talks to: a terminal, a notebook cell, or a test. */
export interface CommandIO {
  stdout(chunk: string | Uint8Array): void;
  stderr(chunk: string | Uint8Array): void;
  /**
   * Shows a value in the richest form the place can: a notebook takes the bundle, where this is absent the
   * printer writes `text/plain` to stdout.
   */
  readonly display?: (bundle: MimeBundle) => void;
  /** A place that can be shown again and again, for what changes while it goes on; absent where there is none. */
  readonly live?: () => (bundle: MimeBundle) => void;
  /**
   * Asks for one line of input, with the prompt shown; `undefined` at end of input. Absent where no input
   * can be had (nbconvert, a pipe): commands that need it say how to go on instead of waiting.
   */
  readonly readLine?: (prompt: string) => Promise<string | undefined>;
  /** All of standard input, for `docker run -i` in a pipe. */
  readonly readAll?: () => Promise<Uint8Array>;
  /** The same piece by piece, for archives; absent where standard input is a terminal or none. */
  readonly stdin?: () => AsyncIterable<Uint8Array>;
  /** Resolves when what was written to stdout has gone on: a large archive must not pile up in memory. */
  readonly flushed?: () => Promise<void>;
  /** The files of the machine, for `cp`, `save -o`, `load -i` …; absent where there are none to reach. */
  readonly files?: HostFiles;
  /** Ctrl-C, or the notebook's interrupt. */
  readonly signal?: AbortSignal;
  /** How wide the terminal is; absent where it is none, or unknown. */
  readonly columns?: number;
  /** How large the terminal is that stderr goes to; absent where it is none. */
  readonly errorTerminal?: () => { readonly columns: number; readonly rows: number };
  /** True where carriage returns and ANSI cursor movement work. */
  readonly isTTY: boolean;
  /** True in a notebook: hints name `%%sh NAME` rather than a second terminal. */
  readonly isNotebook: boolean;
}
