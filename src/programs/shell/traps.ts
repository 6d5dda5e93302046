import { type Signal, signalNumber } from "../../posix/signals.js";
import type { ProcessSignals } from "../../process/signals.js";

/** Those that end a bash which has an EXIT trap as if it had asked for `exit 128+n`. */
const ENDING: readonly Signal[] = ["HUP", "INT", "TERM"];

/** What a shell does when it is sent a signal: it remembers it, and runs its trap after the command that is running. */
export class Traps {
  readonly #signals: ProcessSignals;
  readonly #texts = new Map<Signal, string>();
  readonly #arrived: Signal[] = [];
  #wake: ((signal: Signal) => void) | undefined;
  /** What `trap TEXT EXIT` asked for. */
  exit: string | undefined;

  constructor(signals: ProcessSignals) {
    this.#signals = signals;
  }

  /** @param text `undefined` for the default, empty to ignore it */
  set(signal: Signal, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(signal);
    else this.#texts.set(signal, text);
    this.#listen(signal, text === "" ? "ignored" : text !== undefined);
  }

  /** @param ends bash runs the text also when one of {@link ENDING} would end it */
  setExit(text: string | undefined, ends: boolean): void {
    this.exit = text;
    if (ends)
      for (const signal of ENDING) if (!this.#texts.has(signal)) this.#listen(signal, text !== undefined);
  }

  #listen(signal: Signal, how: boolean | "ignored"): void {
    const remember = () => {
      this.#arrived.push(signal);
      this.#wake?.(signal);
    };
    this.#signals.handle(signal, how === true ? remember : how === false ? undefined : how);
  }

  /** In the order of their numbers; `''` for one that is ignored. */
  list(): readonly (readonly [signal: Signal, text: string])[] {
    return [...this.#texts].sort(([a], [b]) => signalNumber(a) - signalNumber(b));
  }

  get any(): boolean {
    return this.#texts.size > 0 || this.exit !== undefined;
  }

  /** The texts of those that have arrived since it was last asked. */
  take(): readonly string[] {
    return this.#arrived
      .splice(0)
      .map((signal) => this.#texts.get(signal) ?? `exit ${128 + signalNumber(signal)}`);
  }

  /** Resolves as soon as one arrives. */
  async arrival(): Promise<Signal> {
    const [first] = this.#arrived;
    return (
      first ??
      new Promise((resolve) => {
        this.#wake = resolve;
      })
    );
  }
}
