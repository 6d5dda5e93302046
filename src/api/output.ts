import type { Stdio } from "../runtime/process.js";

/** Where the output of programs goes while they run: a notebook's cell, a terminal. */
export interface OutputSink {
  stdout(chunk: Uint8Array): void;
  stderr(chunk: Uint8Array): void;
}

export interface RunOutput {
  /** Keep the output for yourself: nothing is shown while the program runs. */
  readonly quiet?: boolean;
}

export const SILENT: OutputSink = { stdout: () => {}, stderr: () => {} };

/** A program's output, passed on as it comes and kept. */
export class Recording {
  #stdout = new TextDecoder();
  #stderr = new TextDecoder();
  stdout = "";
  stderr = "";
  readonly stdio: Stdio;

  constructor(sink: OutputSink, stdin?: Uint8Array) {
    this.stdio = {
      stdout: (chunk) => {
        this.stdout += this.#stdout.decode(chunk, { stream: true });
        sink.stdout(chunk);
      },
      stderr: (chunk) => {
        this.stderr += this.#stderr.decode(chunk, { stream: true });
        sink.stderr(chunk);
      },
      ...(stdin === undefined ? {} : { stdin }),
    };
  }
}
