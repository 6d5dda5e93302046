import { InterruptedError, StdinNotAllowedError } from "../../errors.js";
import type { Output } from "../task.js";

/** Passes what a task shows, and its questions, to whatever runs the cells. */
export interface TaskOutlet {
  output(task: number, output: Output): void;
  ask(task: number, request: number, prompt: string, password: boolean): void;
}

/** Everything that the code of one task prints, shows and asks goes through here. */
export class TaskContext {
  readonly id: number;
  readonly allowStdin: boolean;
  readonly #outlet: TaskOutlet;
  readonly #abort = new AbortController();
  readonly #unfinished = new Set<Promise<unknown>>();

  constructor(id: number, allowStdin: boolean, outlet: TaskOutlet) {
    this.id = id;
    this.allowStdin = allowStdin;
    this.#outlet = outlet;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  interrupt(): void {
    this.#abort.abort(new InterruptedError());
  }

  /**
   * JavaScript cannot stop a function that waits. So the code of an interrupted cell gets this
   * error the next time it prints, shows or waits for something, and ends with it.
   */
  throwIfInterrupted(): void {
    if (this.signal.aborted) throw new InterruptedError();
  }

  output(output: Output): void {
    this.throwIfInterrupted();
    this.#outlet.output(this.id, output);
  }

  /** The task is not done before `work` is. */
  track<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    this.#unfinished.add(settled);
    void settled.then(() => this.#unfinished.delete(settled));
    return work;
  }

  async finishTracked(): Promise<void> {
    while (this.#unfinished.size > 0) await Promise.all(this.#unfinished);
  }

  /** One line from the reader; undefined at the end of input. */
  ask(prompt: string, password: boolean): Promise<string | undefined> {
    this.throwIfInterrupted();
    if (!this.allowStdin) return Promise.reject(new StdinNotAllowedError());
    const request = nextRequest++;
    return new Promise((resolve, reject) => {
      waiting.set(request, (value) => resolve(value !== undefined && END.has(value) ? undefined : value));
      this.signal.addEventListener("abort", () => {
        waiting.delete(request);
        reject(new InterruptedError());
      });
      this.#outlet.ask(this.id, request, prompt, password);
    });
  }
}

/** What a reader types for the end of input: a front end has no key for it. */
const END: ReadonlySet<string> = new Set(["^D", "\u0004"]);

let nextRequest = 1;
const waiting = new Map<number, (value: string | undefined) => void>();

/** Passes an input reply to the code that waits for it; if nothing waits any more, it is dropped. */
export function answerInput(request: number, value: string | undefined): void {
  waiting.get(request)?.(value);
  waiting.delete(request);
}

let latest: TaskContext | undefined;
let ofTimer: TaskContext | undefined;

export function startTask(context: TaskContext): void {
  latest = context;
  ofTimer = undefined;
}

/**
 * The task of the calling code: in a timer's callback, the one that set the timer; otherwise the latest.
 *
 * AsyncLocalStorage would know it after every await, too. But it works by hooks into promises, and with those,
 * Node aborts the process when a loop in a promise's continuation is stopped by force.
 */
export function currentContext(): TaskContext | undefined {
  return ofTimer ?? latest;
}

/**
 * `callback` as part of the current task. If that task has been interrupted by then, it does not run at
 * all: a loop that sleeps between its steps never wakes up again.
 */
export function boundToTask<P extends unknown[]>(
  callback: (...parameters: P) => unknown,
): (...parameters: P) => void {
  const context = currentContext();
  if (!context) return callback;
  return (...parameters) => {
    if (context.signal.aborted) return;
    ofTimer = context;
    try {
      callback(...parameters);
    } finally {
      ofTimer = undefined;
    }
  };
}
