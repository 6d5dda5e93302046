import { InterruptedError, StdinNotAllowedError } from "../errors.js";
import { send } from "./output-channel.js";
import type { Output } from "./protocol.js";

/** What the code of one task prints, shows and asks goes through here. */
export class TaskContext {
  readonly id: number;
  readonly allowStdin: boolean;
  readonly #abort = new AbortController();
  readonly #unfinished = new Set<Promise<unknown>>();

  constructor(id: number, allowStdin: boolean) {
    this.id = id;
    this.allowStdin = allowStdin;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  interrupt(): void {
    this.#abort.abort(new InterruptedError());
  }

  /**
   * JavaScript has no way to stop a function that waits. An interrupted cell's code therefore meets this
   * error at the next thing it prints, shows or waits for, and ends by it.
   */
  throwIfInterrupted(): void {
    if (this.signal.aborted) throw new InterruptedError();
  }

  output(output: Output): void {
    this.throwIfInterrupted();
    send({ type: "output", task: this.id, output });
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

  /** One line from the reader; undefined at end of input. */
  ask(prompt: string, password: boolean): Promise<string | undefined> {
    this.throwIfInterrupted();
    if (!this.allowStdin) return Promise.reject(new StdinNotAllowedError());
    const request = nextRequest++;
    return new Promise((resolve, reject) => {
      waiting.set(request, resolve);
      this.signal.addEventListener("abort", () => {
        waiting.delete(request);
        reject(new InterruptedError());
      });
      send({ type: "input", task: this.id, request, prompt, password });
    });
  }
}

let nextRequest = 1;
const waiting = new Map<number, (value: string | undefined) => void>();

/** Hands an input reply to whoever waits for it; one that nobody waits for any more is dropped. */
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
 * The task of the code that asks: in a timer's callback the one that set the timer, else the latest.
 *
 * AsyncLocalStorage would know it after every await too. But it works by hooks into promises, and with those
 * on, Node aborts the process when a loop in a promise's continuation is stopped by force.
 */
export function currentContext(): TaskContext | undefined {
  return ofTimer ?? latest;
}

/**
 * `callback` as part of the task that is current now. When that was interrupted meanwhile, it does not run at
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
