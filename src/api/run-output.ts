import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import type { Stdio } from "../process/process.js";

/** Where the output of programs goes while they run: a notebook's cell, a terminal. */
export interface OutputSink {
  stdout(chunk: Uint8Array): void;
  stderr(chunk: Uint8Array): void;
}

export interface RunOutput {
  /** Show nothing while the program runs: its output is only in the value that is returned. Off by default. */
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

/** A program that has ended: its exit code and what it printed. */
export class Finished implements Displayable {
  /** 0 for success; 128 and the signal's number after a signal. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;

  /** @internal */
  constructor(exitCode: number, recording: Pick<Recording, "stdout" | "stderr">) {
    this.exitCode = exitCode;
    this.stdout = recording.stdout;
    this.stderr = recording.stderr;
    Object.freeze(this);
  }

  [DISPLAY](): MimeBundle {
    return { "text/plain": `exit code ${this.exitCode}` };
  }
}
