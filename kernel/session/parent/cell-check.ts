import type { CellCompiler, CompiledCell, Diagnostic } from "../../cells/compile/compiler.js";
import { unlessAborted } from "./unless-aborted.js";

/** The types of a cell that runs this long are checked while it runs. */
const CHECK_AFTER_MS = 5;
/** A cell that runs this long shows its type errors before it ends. */
const LONG_MS = 1000;

/**
 * Checks a cell's types. Where a reader is there to see the type errors appear under their cell, no reply waits for types, which
 * can take seconds; they are checked once the cell has run, or while it runs if it takes long: on a machine with few processors a check at
 * the same time would delay its result. A program that runs a notebook listens to a cell until its end: there they are checked
 * at once and come before that, in the same order in every run.
 */
export class CellCheck {
  readonly #compiler: CellCompiler;
  readonly #cell: CompiledCell;
  readonly #show: (warnings: readonly Diagnostic[]) => void;
  readonly #isAttended: boolean;
  readonly #beside: NodeJS.Timeout | undefined;
  readonly #timer = setTimeout(() => this.#showLater(), LONG_MS);
  #checking: Promise<readonly Diagnostic[]> | undefined;
  #isDone = false;

  /**
   * @param isAttended whether somebody is there
   * @param show is called once, if there are warnings
   */
  constructor(
    compiler: CellCompiler,
    cell: CompiledCell,
    isAttended: boolean,
    show: (warnings: readonly Diagnostic[]) => void,
  ) {
    this.#compiler = compiler;
    this.#cell = cell;
    this.#isAttended = isAttended;
    this.#show = show;
    if (isAttended) this.#beside = setTimeout(() => void this.#check(), CHECK_AFTER_MS);
    else void this.#check();
  }

  /**
   * The cell has ended. Without a reader, waits until its warnings have been shown; an interrupt drops them. @throws what
   * the checker throws
   */
  async finish(signal: AbortSignal): Promise<void> {
    clearTimeout(this.#timer);
    // The types of the cell's declarations are wanted even if its warnings are not.
    const checking = this.#check();
    if (signal.aborted) {
      this.#isDone = true;
      return;
    }
    if (this.#isAttended) return this.#showLater();
    try {
      this.#showOnce(await unlessAborted(checking, signal));
    } catch (error) {
      this.#isDone = true;
      // The cell has ended, so an interrupt of the rest is not an error of the cell.
      if (!signal.aborted) throw error;
    }
  }

  #check(): Promise<readonly Diagnostic[]> {
    clearTimeout(this.#beside);
    this.#checking ??= this.#compiler.check(this.#cell, !this.#isAttended);
    // Rethrown to whatever waits; until then it is not an unhandled rejection.
    this.#checking.catch(() => undefined);
    return this.#checking;
  }

  #showLater(): void {
    void this.#check().then(
      (warnings) => this.#showOnce(warnings),
      // Without a checker there are no warnings; whatever waits for them gets the error.
      () => undefined,
    );
  }

  #showOnce(warnings: readonly Diagnostic[]): void {
    if (this.#isDone) return;
    this.#isDone = true;
    if (warnings.length > 0) this.#show(warnings);
  }
}
