import { Readable } from "node:stream";
// The global one is bound to cells, see bindTimersToTasks.
import { setImmediate } from "node:timers";
import { currentContext, type TaskContext } from "../../cells/run/task-context.js";
import { InterruptedError } from "../../errors.js";

/** Gives each cell a `process.stdin` that asks the reader, line by line: for `node:readline`, and programs that read. */
export function provideStdin(): void {
  const streams = new WeakMap<TaskContext, Readable>();
  const none = Readable.from([]);
  Object.defineProperty(process, "stdin", {
    configurable: true,
    get: () => {
      const context = currentContext();
      if (!context) return none;
      const stream = streams.get(context) ?? new CellInput(context);
      streams.set(context, stream);
      return stream;
    },
  });
}

class CellInput extends Readable {
  readonly fd = 0;
  readonly isTTY = false;
  readonly #context: TaskContext;

  constructor(context: TaskContext) {
    super({ encoding: "utf8" });
    this.#context = context;
  }

  /** Asks in the next turn: who has just read a line may want no other, and nobody is asked for one that is not wanted. */
  override _read(): void {
    setImmediate(() => {
      if (this.isPaused()) {
        this.once("resume", () => this._read());
        return;
      }
      this.#context.ask("", false).then(
        (line) => void this.push(line === undefined ? null : `${line}\n`),
        (error: unknown) => {
          this.push(null);
          if (!(error instanceof InterruptedError))
            console.error(error instanceof Error ? error.message : error);
        },
      );
    });
  }
}
