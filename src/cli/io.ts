import type { MimeBundle } from "../display/displayable.js";

/** What a command line talks to: a terminal, a notebook cell, or a test. */
export interface CommandIO {
  stdout(chunk: string | Uint8Array): void;
  stderr(chunk: string | Uint8Array): void;
  /**
   * Shows a value in the richest form the place can: a notebook takes the bundle, where this is absent the
   * printer writes `text/plain` to stdout.
   */
  readonly display?: (bundle: MimeBundle) => void;
  /**
   * Asks for one line of input, with the prompt shown; `undefined` at end of input. Absent where no input
   * can be had (nbconvert, a pipe): commands that need it say how to go on instead of waiting.
   */
  readonly readLine?: (prompt: string) => Promise<string | undefined>;
  /** All of standard input, for `docker run -i` in a pipe. */
  readonly readAll?: () => Promise<Uint8Array>;
  /** Ctrl-C, or the notebook's interrupt. */
  readonly signal?: AbortSignal;
  /** True where carriage returns and ANSI cursor movement work. */
  readonly isTTY: boolean;
  /** True in a notebook: hints name `%%sh NAME` rather than a second terminal. */
  readonly isNotebook: boolean;
}
