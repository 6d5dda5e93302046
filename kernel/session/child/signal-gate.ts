import { GATE } from "./shared-memory.js";

// Taken before any cell runs, which may replace it.
const atomics = Atomics;

const CLOSED = 0;
const OPEN = 1;
const SENDING = 2;
const SENT = 3;

/**
 * When SIGINT may be sent to stop a cell. `vm`'s `breakOnSigint` makes an error of it; but on the way in and out,
 * Node removes the process's own handlers for a moment, and a SIGINT just then ends the process. On
 * a busy machine that moment can be long. So the main thread opens the gate inside, and does not leave while a
 * signal is under way.
 */
export class SignalGate {
  readonly #shared: Int32Array;

  /** @param shared memory of both threads; the gate is at {@link GATE} */
  constructor(shared: Int32Array) {
    this.#shared = shared;
  }

  /** For the main thread, inside of `vm`. */
  open(): void {
    atomics.store(this.#shared, GATE, OPEN);
  }

  /** For the main thread, still inside. Waits until a signal that is being sent has been sent. */
  close(): void {
    if (atomics.compareExchange(this.#shared, GATE, OPEN, CLOSED) === OPEN) return;
    while (atomics.wait(this.#shared, GATE, SENDING) === "ok");
    this.reset();
  }

  /** For the main thread, outside: a cell that was broken off has not closed it. */
  reset(): void {
    atomics.store(this.#shared, GATE, CLOSED);
  }

  /** For the watchdog: calls `send` if the gate is open, and returns whether it was. Only once each time it is opened. */
  pass(send: () => void): boolean {
    if (atomics.compareExchange(this.#shared, GATE, OPEN, SENDING) !== OPEN) return false;
    send();
    // Unless the signal has already worked, and the gate was reset.
    atomics.compareExchange(this.#shared, GATE, SENDING, SENT);
    atomics.notify(this.#shared, GATE);
    return true;
  }
}
