const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Most waits are shorter than this and need no preparation. */
const SHORT_MS = 100;

let endsOnSignals = false;

/**
 * From now on a signal ends this process while it waits for another one. A wait blocks, so no handler could run; and
 * a process that waits has not begun to change anything. This is for command lines: a kernel is interrupted in other
 * ways, and must not lose its variables.
 */
export function endWaitsOnSignals(): void {
  endsOnSignals = true;
}

/** A wait that blocks this process, as many short pauses. Call `end` when it is over. */
export class Wait {
  readonly #since = performance.now();
  #restore: (() => void) | undefined;

  pause(milliseconds: number): void {
    if (endsOnSignals && this.#restore === undefined && performance.now() - this.#since > SHORT_MS)
      this.#restore = withoutHandlers();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  }

  get seconds(): number {
    return (performance.now() - this.#since) / 1000;
  }

  end(): void {
    this.#restore?.();
    this.#restore = undefined;
  }
}

/** Gives signals their default effect until the returned function is called. */
function withoutHandlers(): () => void {
  const kept = SIGNALS.map((signal) => ({ signal, listeners: process.listeners(signal) }));
  for (const { signal } of kept) process.removeAllListeners(signal);
  return () => {
    for (const { signal, listeners } of kept) for (const listener of listeners) process.on(signal, listener);
  };
}
