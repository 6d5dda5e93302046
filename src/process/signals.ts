import { setTimeout } from "#platform/timers";
import type { Signal } from "../posix/signals.js";

/** What a signal does to a process: its handler is called, it is ignored as asked, or there is only the default. */
export type Outcome = "caught" | "ignored" | "default";

/**
 * How long a process that was just started may take to say what it handles. Docker would lose a signal that comes before
 * that; here a container and the command that stops it can be milliseconds apart.
 */
const START_MS = 2000;

/** What a process does with the signals it is sent. KILL never comes here: it cannot be handled. */
export class ProcessSignals {
  readonly #handlers = new Map<Signal, "ignored" | (() => void)>();
  readonly #started = performance.now();
  #settled = false;
  #look: (() => void) | undefined;

  /** `undefined` is the default again. */
  handle(signal: Signal, handler: "ignored" | (() => void) | undefined): void {
    if (handler === undefined) this.#handlers.delete(signal);
    else this.#handlers.set(signal, handler);
    this.#look?.();
  }

  /** It will not handle more than it does. */
  settled(): void {
    this.#settled = true;
    this.#look?.();
  }

  /** Another program takes the process over (execve(2)): what was ignored stays so, handlers are gone. */
  replaced(): void {
    for (const [signal, handler] of this.#handlers) if (handler !== "ignored") this.#handlers.delete(signal);
  }

  /** Sends it at once. */
  send(signal: Signal): Outcome {
    const handler = this.#handlers.get(signal);
    if (handler === undefined) return "default";
    if (handler === "ignored") return handler;
    handler();
    return "caught";
  }

  /** Sends it, after a start to a process that has handlers. */
  async sendFromOutside(signal: Signal): Promise<Outcome> {
    const isReady = (): boolean => this.#settled || this.#handlers.has(signal);
    const left = this.#started + START_MS - performance.now();
    if (!isReady() && left > 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#look = () => {
          if (!isReady()) return;
          clearTimeout(timer);
          resolve();
        };
      });
    this.#look = undefined;
    return this.send(signal);
  }
}
