import type { CacheMiss } from "./miss.js";

/** What a build does while it runs, in BuildKit's terms: vertices that start, log and end. */
export type BuildEvent =
  | { readonly kind: "vertex"; readonly id: number; readonly name: string }
  | {
      readonly kind: "log";
      readonly id: number;
      readonly stream: "stdout" | "stderr";
      readonly bytes: Uint8Array;
    }
  /** A line of a vertex's own progress: `transferring context: 42B done`. */
  | { readonly kind: "status"; readonly id: number; readonly text: string }
  | { readonly kind: "cached"; readonly id: number }
  | { readonly kind: "done"; readonly id: number; readonly seconds: number; readonly miss?: CacheMiss }
  | { readonly kind: "error"; readonly id: number; readonly message: string }
  | { readonly kind: "warning"; readonly text: string };

/** Numbers vertices in the order they start. */
export class Progress {
  readonly #emit: (event: BuildEvent) => void;
  readonly #clock: () => number;
  #last = 0;

  constructor(emit: (event: BuildEvent) => void, clock: () => number = () => performance.now() / 1000) {
    this.#emit = emit;
    this.#clock = clock;
  }

  warning(text: string): void {
    this.#emit({ kind: "warning", text });
  }

  start(name: string): Vertex {
    this.#last += 1;
    const id = this.#last;
    const started = this.#clock();
    this.#emit({ kind: "vertex", id, name });
    return {
      id,
      log: (stream, bytes) => this.#emit({ kind: "log", id, stream, bytes }),
      status: (text) => this.#emit({ kind: "status", id, text }),
      cached: () => this.#emit({ kind: "cached", id }),
      done: (miss) =>
        this.#emit({
          kind: "done",
          id,
          seconds: this.#clock() - started,
          ...(miss === undefined ? {} : { miss }),
        }),
      error: (message) => this.#emit({ kind: "error", id, message }),
      seconds: () => this.#clock() - started,
    };
  }
}

export interface Vertex {
  readonly id: number;
  log(stream: "stdout" | "stderr", bytes: Uint8Array): void;
  status(text: string): void;
  cached(): void;
  done(miss?: CacheMiss): void;
  error(message: string): void;
  seconds(): number;
}
