import type { Checker } from "./checker.js";
import { commonDeclarations } from "./documents.js";

/**
 * How long nobody asks about types before they are given up: longer than a person thinks between two cells, and short beside the
 * hours that a notebook stays open.
 */
const IDLE_MS = 120_000;

/** A check leaves megabytes behind, which V8 keeps for the next one; long after it they are in the way of others. */
const TIDY_MS = 2_000;

/**
 * The checker, as long as it is of use. It holds the declarations of all libraries, parsed: some 80 MB, half of what a kernel
 * takes. What the cells have declared is not among that, so it can be made anew at any time, in about a second.
 */
export class KeptChecker {
  readonly #make: () => Checker;
  readonly #collect: () => void;
  #checker: Checker | undefined;
  #steps: (() => void)[] = [];
  #idle: ReturnType<typeof setTimeout> | undefined;
  #tidy: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param make it is made at once, and again after it was given up
   * @param collect frees what it held: an idle thread allocates nothing, so V8 would not come to look
   */
  constructor(make: () => Checker, collect: () => void) {
    this.#make = make;
    this.#collect = collect;
    this.#prepare();
  }

  get checker(): Checker {
    return this.#checker ?? this.#prepare();
  }

  /** The next piece of what has to be done before the first question, if any is left. */
  nextStep(): (() => void) | undefined {
    return this.#steps.shift();
  }

  /** To be told that a question came in. */
  needed(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#tidy);
    this.#idle = undefined;
    this.#tidy = undefined;
    if (this.#checker === undefined) this.#prepare();
  }

  /** To be told that there is nothing left to do. */
  unused(): void {
    if (this.#checker === undefined) return;
    this.#idle ??= setTimeout(() => this.#giveUp(), IDLE_MS).unref();
    this.#tidy ??= setTimeout(() => this.#collect(), TIDY_MS).unref();
  }

  #prepare(): Checker {
    const checker = this.#make();
    this.#checker = checker;
    this.#steps = [
      ...commonDeclarations().map((path) => () => checker.documents.prepare(path)),
      () => checker.warmUp(),
      () => checker.warmUpTypes(),
    ];
    return checker;
  }

  #giveUp(): void {
    this.#checker = undefined;
    this.#idle = undefined;
    this.#collect();
  }
}
