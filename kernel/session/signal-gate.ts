import { GATE } from "./protocol.js";

const CLOSED = 0;
const OPEN = 1;
const SENDING = 2;
const SENT = 3;

/**
 * When SIGINT may be sent to stop a cell. `vm`'s `breakOnSigint` makes an error of it; but on the way in and out
 * Node takes the process's own handlers off for a moment, and a SIGINT that comes just then ends the process. On
 * a busy machine that moment can be long. So the main thread opens the gate inside, and does not leave while a
 * signal is under way.
 */
export class SignalGate {
  readonly #shared: Int32Array;

  /** @param shared memory of both threads; the gate is at {@link GATE} */
  constructor(shared: Int32Array) {
    this.#shared = shared;
  }

  /** The main thread's, inside of `vm`. */
  open(): void {
    Atomics.store(this.#shared, GATE, OPEN);
  }

  /** The main thread's, still inside. Waits until what is being sent is sent. */
  close(): void {
    if (Atomics.compareExchange(this.#shared, GATE, OPEN, CLOSED) === OPEN) return;
    while (Atomics.wait(this.#shared, GATE, SENDING) === "ok");
    this.reset();
  }

  /** The main thread's, outside: a cell that was broken off has not closed it. */
  reset(): void {
    Atomics.store(this.#shared, GATE, CLOSED);
  }

  /** The watchdog's: calls `send` if the gate is open, and says whether it was. Once each time it is opened. */
  pass(send: () => void): boolean {
    if (Atomics.compareExchange(this.#shared, GATE, OPEN, SENDING) !== OPEN) return false;
    send();
    // Unless the signal has been at work already, and the gate was reset.
    Atomics.compareExchange(this.#shared, GATE, SENDING, SENT);
    Atomics.notify(this.#shared, GATE);
    return true;
  }
}
