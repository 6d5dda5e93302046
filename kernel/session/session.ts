import { type CellProcessLostError, CellSyntaxError, InterruptedError } from "../errors.js";
import { type ParsedCell, parseCell } from "../magics/cell.js";
import { help, listMagics } from "../magics/registry.js";
import { CellProcess } from "./cell-process.js";
import { codeFrame, red } from "./code-frame.js";
import type { CellCompiler } from "./compiler.js";
import { syntaxFailure, warningText } from "./diagnostics.js";
import type { DisplayData, Failure, Outcome, Output, Task } from "./protocol.js";

/** Where what a cell shows goes. */
export interface CellSink {
  output(output: Output): void;
  /** Asks the reader; only called when the cell allows it. */
  ask(prompt: string, password: boolean): Promise<string>;
}

export interface CellRequest {
  readonly text: string;
  /** For `cell[3].ts`. */
  readonly number: number;
  readonly allowStdin: boolean;
}

type TaskBody = Task extends infer T ? (T extends Task ? Omit<T, "id" | "allowStdin"> : never) : never;

const NO_SINK: CellSink = {
  output: () => undefined,
  ask: () => Promise.resolve(""),
};

/** How many finished cells may still print, from timers they left running. */
const REMEMBERED_SINKS = 1000;

/** Runs cells one after another and keeps what they share: the process, its variables, their types. */
export class Session {
  readonly #compiler: CellCompiler;
  readonly #process: CellProcess;
  readonly #sinks = new Map<number, CellSink>();
  #nextTask = 1;
  /** How many processes there were before this one: names of one mean nothing in the next. */
  #processes = 0;
  #current: { interrupted: boolean } | undefined;
  /** The process ended when no cell ran: the next one must say so. */
  #lostUnsaid: CellProcessLostError | undefined;

  constructor(compiler: CellCompiler) {
    this.#compiler = compiler;
    this.#process = new CellProcess({
      output: (task, output) => this.#sinks.get(task)?.output(output),
      input: (task, request, prompt, password) => {
        const sink = this.#sinks.get(task) ?? NO_SINK;
        void sink.ask(prompt, password).then((value) => this.#process.answerInput(request, value));
      },
      lost: (error, whileRunning) => {
        this.#compiler.reset();
        this.#processes++;
        if (!whileRunning) this.#lostUnsaid = error;
      },
    });
  }

  /** Never rejects: whatever goes wrong is the cell's error. */
  async execute(request: CellRequest, sink: CellSink): Promise<Outcome> {
    const current = { interrupted: false };
    this.#current = current;
    this.#sayWhatWasLost(sink);
    try {
      const outcome = await this.#execute(request, sink, current);
      this.#sayWhatWasLost(sink);
      return outcome;
    } catch (error) {
      return { status: "error", failure: this.#explain(error, request.text) };
    } finally {
      this.#current = undefined;
    }
  }

  /** The value of one expression, for `user_expressions`. Shows nothing and declares nothing. */
  async evaluate(expression: string): Promise<Outcome> {
    try {
      const compiled = await this.#compiler.compile(`(${expression}\n)`);
      const filename = "expression.ts";
      if (!compiled.ok)
        return { status: "error", failure: syntaxFailure(filename, expression, compiled.errors) };
      return await this.#run(
        { kind: "code", filename, source: expression, ...compiled.cell },
        false,
        NO_SINK,
      );
    } catch (error) {
      return { status: "error", failure: this.#explain(error, expression) };
    }
  }

  /** Stops the cell that runs. */
  interrupt(): void {
    if (this.#current) this.#current.interrupted = true;
    this.#process.interrupt();
  }

  async close(): Promise<void> {
    await Promise.all([this.#process.close(), this.#compiler.close()]);
  }

  #sayWhatWasLost(sink: CellSink): void {
    const lost = this.#lostUnsaid;
    this.#lostUnsaid = undefined;
    if (lost) sink.output({ type: "stream", name: "stderr", text: `${lost.message}\n` });
  }

  async #execute(request: CellRequest, sink: CellSink, current: { interrupted: boolean }): Promise<Outcome> {
    const parsed = parseCell(request.text);
    switch (parsed.kind) {
      case "empty":
        return { status: "ok" };
      case "code":
        return this.#executeCode(request, parsed, sink, current);
      default:
        return this.#run(parsed, request.allowStdin, sink);
    }
  }

  async #executeCode(
    request: CellRequest,
    { source, magics }: Extract<ParsedCell, { kind: "code" }>,
    sink: CellSink,
    current: { interrupted: boolean },
  ): Promise<Outcome> {
    for (const { name } of magics) {
      const text = name === "%help" ? help() : listMagics();
      sink.output({ type: "stream", name: "stdout", text: `${text}\n` });
    }
    if (source.trim() === "") return { status: "ok" };
    const filename = `cell[${request.number}].ts`;
    const process = this.#processes;
    const compiled = await this.#compiler.compile(source);
    if (!compiled.ok) return { status: "error", failure: syntaxFailure(filename, source, compiled.errors) };
    if (current.interrupted) throw new InterruptedError();
    if (compiled.warnings.length > 0) {
      const text = warningText(filename, source, compiled.warnings);
      sink.output({ type: "stream", name: "stderr", text });
    }
    const outcome = await this.#run(
      { kind: "code", filename, source, ...compiled.cell },
      request.allowStdin,
      sink,
    );
    // Also after an error: what the cell had set by then is there, and its names are known.
    if (process === this.#processes) this.#compiler.adopt(compiled.cell);
    return outcome;
  }

  #run(body: TaskBody, allowStdin: boolean, sink: CellSink): Promise<Outcome> {
    const id = this.#nextTask++;
    this.#sinks.set(id, sink);
    this.#sinks.delete(id - REMEMBERED_SINKS);
    return this.#process.run({ id, allowStdin, ...body });
  }

  #explain(error: unknown, text: string): Failure {
    if (!(error instanceof Error)) throw error;
    const name = error instanceof CellSyntaxError ? "SyntaxError" : error.name;
    const frame = error instanceof CellSyntaxError ? codeFrame(text, error.data.line, 0, text.length) : [];
    return { name, message: error.message, traceback: [`${red(name)}: ${error.message}`, ...frame] };
  }
}

export type { DisplayData, Failure, Outcome, Output };
