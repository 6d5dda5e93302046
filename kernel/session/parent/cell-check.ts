import type { CellCompiler, CompiledCell, Diagnostic } from "../../cells/compile/compiler.js";
import { unlessAborted } from "./unless-aborted.js";

/** The types of a cell that runs this long are checked while it runs. */
const CHECK_AFTER_MS = 5;
/** A cell that runs this long shows its type errors before it ends. */
const LONG_MS = 1000;
/** How long the end of a cell waits for its type errors if somebody is there to see them come later. */
const PATIENCE_MS = 500;

/**
 * Checks a cell's types once it has run, or while it runs if it takes long: on a machine with few processors
 * a check at the same time would delay its result. Type errors are shown when the cell takes long, else at its end, so
 * that every run gives the same order.
 */
export class CellCheck {
  readonly #compiler: CellCompiler;
  readonly #cell: CompiledCell;
  readonly #show: (warnings: readonly Diagnostic[]) => void;
  readonly #beside = setTimeout(() => void this.#check(), CHECK_AFTER_MS);
  readonly #timer = setTimeout(() => this.#showLater(), LONG_MS);
  #checking: Promise<readonly Diagnostic[]> | undefined;
  #isDone = false;

  /** @param show is called once, if there are warnings */
  constructor(compiler: CellCompiler, cell: CompiledCell, show: (warnings: readonly Diagnostic[]) => void) {
    this.#compiler = compiler;
    this.#cell = cell;
    this.#show = show;
  }

  /**
   * Waits until all warnings have been shown. While TypeScript is being loaded, that takes seconds: then a reader gets the
   * next cell in the meantime, and the warnings under this one when they are known. @throws what the checker throws
   *
   * @param isAttended whether somebody is there; a program that runs a notebook listens to a cell until its end
   */
  async finish(isAttended: boolean, signal: AbortSignal): Promise<void> {
    clearTimeout(this.#timer);
    // The types of the cell's declarations are wanted even if its warnings are not.
    const checking = this.#check();
    if (signal.aborted) {
      this.#isDone = true;
      return;
    }
    const isLate = Symbol("late");
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<typeof isLate>((resolve) => {
      if (isAttended) timer = setTimeout(resolve, PATIENCE_MS, isLate);
    });
    try {
      const warnings = await unlessAborted(Promise.race([checking, patience]), signal);
      if (warnings === isLate) this.#showLater();
      else this.#showOnce(warnings);
    } catch (error) {
      this.#isDone = true;
      // The cell has ended, so an interrupt of the rest is not an error of the cell.
      if (!signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #check(): Promise<readonly Diagnostic[]> {
    clearTimeout(this.#beside);
    this.#checking ??= this.#compiler.check(this.#cell);
    // Rethrown to whatever waits; until then it is not an unhandled rejection.
    this.#checking.catch(() => undefined);
    return this.#checking;
  }

  #showLater(): void {
    void this.#check().then(
      (warnings) => this.#showOnce(warnings),
      // Rethrown to whatever waits for the end of the cell.
      () => undefined,
    );
  }

  #showOnce(warnings: readonly Diagnostic[]): void {
    if (this.#isDone) return;
    this.#isDone = true;
    if (warnings.length > 0) this.#show(warnings);
  }
}
