import { inspect } from "node:util";
import type { CodeTask, Failure } from "../task.js";
import { codeFrame, dim, red } from "./code-frame.js";
import { makePlain } from "./plain-message.js";
import { Stacks } from "./stacks.js";

/** More errors of one, and causes of causes, do not help. */
const SHOWN = 8;

/** Explains errors of cells: where they happened, in the learner's own lines. */
export class FailureReporter {
  readonly #stacks = new Stacks();

  register(task: CodeTask): void {
    this.#stacks.register(task);
  }

  /** From now on, the stacks that cells print themselves are in their own lines, too. */
  install(): void {
    this.#stacks.install();
  }

  report(error: unknown): Failure {
    return this.#report(error, 0);
  }

  #report(error: unknown, depth: number): Failure {
    if (!(error instanceof Error)) {
      const message = inspect(error);
      return { name: "Uncaught", message, traceback: [`${red("Uncaught")}: ${message}`] };
    }
    makePlain(error);
    const name = error.name || error.constructor.name;
    const frames = this.#stacks.of(error);
    const first = frames.find((frame) => frame.place)?.place;
    const traceback = [`${red(name)}: ${error.message}`];
    if (first) traceback.push(...codeFrame(first.source, first.line, first.column));
    traceback.push(...frames.map(({ text }) => dim(text)));
    if (depth >= SHOWN) return { name, message: error.message, traceback };
    const add = (word: string, inner: unknown): void => {
      const { message, traceback: lines } = this.#report(inner, depth + 1);
      traceback.push(`${word} ${lines[0] ?? message}`, ...lines.slice(1));
    };
    if (error instanceof AggregateError && Array.isArray(error.errors)) {
      for (const [index, inner] of error.errors.slice(0, SHOWN).entries()) add(`[${index + 1}]`, inner);
      if (error.errors.length > SHOWN) traceback.push(dim(`and ${error.errors.length - SHOWN} more`));
    }
    if (error.cause !== undefined) add("caused by", error.cause);
    return { name, message: error.message, traceback };
  }
}
