import { setTimeout } from "#platform/timers";

/** How long work may go on before others have their turn. */
const SLICE_MS = 10;

/**
 * Lets timers, signals and other programs have their turn now and then: work that only waits for what is there already
 * would never yield to them.
 */
export class Turns {
  #yielded = performance.now();

  /** Call it in a loop. It costs nothing most of the time. @throws the signal's reason, if it was aborted meanwhile */
  async take(signal?: AbortSignal): Promise<void> {
    if (performance.now() - this.#yielded < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#yielded = performance.now();
    signal?.throwIfAborted();
  }
}
