import type { RecordedClock } from "../../commands.js";

/** The most pairs that are kept: one for each second in which files were changed. */
const MAX_PAIRS = 4096;

/** Records what a clock has said. Layers keep whole seconds, so it does too. */
export class ClockTrace {
  #readings: number[];
  #whole: boolean;

  constructor(kept?: RecordedClock) {
    this.#readings = [...(kept?.readings ?? [])];
    this.#whole = kept?.whole ?? true;
  }

  /** @param now seconds since the epoch */
  read(now: number): number {
    const second = Math.floor(now);
    const at = this.#readings.length - 2;
    if (!this.#whole) return now;
    if (this.#readings[at] === second) this.#readings[at + 1] = (this.#readings[at + 1] ?? 0) + 1;
    else if (this.#readings.length >= 2 * MAX_PAIRS) this.#whole = false;
    else this.#readings.push(second, 1);
    return now;
  }

  kept(): RecordedClock {
    return { readings: [...this.#readings], whole: this.#whole };
  }
}
