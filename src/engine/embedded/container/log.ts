import type { Stdio } from "../../../process/process.js";
import type { LogChunk } from "../../processes.js";
import { MAX_LOG_BYTES } from "./log-lines.js";

export interface LogParts {
  /** RFC 3339. */
  readonly now: () => string;
  /** The content of the log's file; absent for a log in memory only. */
  readonly written?: () => readonly LogChunk[];
}

/**
 * What a container's main process and its shell print. If there is a file, only what is not in it yet is kept here, until
 * it is taken and written. Bounded: a program that prints for ever must not fill the memory.
 */
export class ContainerLog {
  readonly #parts: LogParts;
  readonly #listeners = new Set<(chunk: LogChunk) => void>();
  #kept: LogChunk[] = [];
  #bytes = 0;

  constructor(parts: LogParts) {
    this.#parts = parts;
  }

  /** All of it, oldest first. */
  get chunks(): readonly LogChunk[] {
    return [...(this.#parts.written?.() ?? []), ...this.#kept];
  }

  /** Gives `write` what is not in the file yet. Where it throws, that is kept for the next time. */
  flush(write: (chunks: readonly LogChunk[]) => void): void {
    if (this.#parts.written === undefined || this.#kept.length === 0) return;
    write(this.#kept);
    this.#kept = [];
    this.#bytes = 0;
  }

  /** Calls back for everything that is logged from now on. Returns a function that stops this. */
  follow(listener: (chunk: LogChunk) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Output that is logged, and also goes where the process is attached. */
  tee(attached?: Stdio): Stdio {
    return {
      ...attached,
      stdout: (chunk) => {
        this.#add("stdout", chunk);
        attached?.stdout(chunk);
      },
      stderr: (chunk) => {
        this.#add("stderr", chunk);
        attached?.stderr(chunk);
      },
    };
  }

  #add(stream: LogChunk["stream"], bytes: Uint8Array): void {
    const chunk = { stream, time: this.#parts.now(), bytes };
    this.#kept.push(chunk);
    for (const listener of this.#listeners) listener(chunk);
    this.#bytes += bytes.length;
    while (this.#bytes > MAX_LOG_BYTES && this.#kept.length > 1)
      this.#bytes -= this.#kept.shift()?.bytes.length ?? 0;
  }
}
