import {
  type CellProcessLostError,
  CellSyntaxError,
  InterruptedError,
  NothingToShowError,
} from "../errors.js";
import { type ParsedCell, parseCell } from "../magics/cell.js";
import { help, listMagics } from "../magics/registry.js";
import type { LabPlace } from "./cell-lab.js";
import { CellProcess, type TaskListener } from "./cell-process.js";
import { codeFrame, red } from "./code-frame.js";
import type { CellCompiler, CompiledCell, Diagnostic } from "./compiler.js";
import { syntaxFailure, warningText } from "./diagnostics.js";
import type { LabHome } from "./lab-home.js";
import type {
  CommMessage,
  DisplayData,
  Failure,
  Named,
  Outcome,
  Output,
  Question,
  Task,
} from "./protocol.js";

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

type CodeBody = Extract<TaskBody, { kind: "code" }>;

const NO_SINK: CellSink = {
  output: () => undefined,
  ask: () => Promise.resolve(""),
};

/** A cell that runs this long shows its type errors before it ends. */
const LONG_MS = 1000;
/** A cell that runs this long has its types looked at meanwhile. */
const CHECK_AFTER_MS = 5;

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

  /**
   * @param home where the lab is kept; in memory without one
   * @param onLost is called when the process that runs the cells ended by itself
   */
  constructor(compiler: CellCompiler, home?: LabHome, onLost: () => void = () => undefined) {
    this.#compiler = compiler;
    const place = (): LabPlace => {
      if (!home) return {};
      // A lab is taken over at most once, and there is nothing to tell a second process.
      const leftBehind = this.#processes === 0 ? home.leftBehind : undefined;
      return { directory: home.directory, ...(leftBehind ? { leftBehind } : {}) };
    };
    const listener: TaskListener = {
      output: (task, output) => this.#sinks.get(task)?.output(output),
      input: (task, request, prompt, password) => {
        const sink = this.#sinks.get(task) ?? NO_SINK;
        void sink.ask(prompt, password).then((value) => this.#process.answerInput(request, value));
      },
      lost: (error, whileRunning) => {
        this.#compiler.reset();
        onLost();
        this.#processes++;
        if (!whileRunning) this.#lostUnsaid = error;
      },
    };
    this.#process = new CellProcess(listener, { place, moved: (directory) => home?.moveTo(directory) });
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
      this.#compiler.forget(compiled.cell);
      return await this.#run(toTask(compiled.cell, filename, `(${expression}\n)`), false, NO_SINK);
    } catch (error) {
      return { status: "error", failure: this.#explain(error, expression) };
    }
  }

  /** Hands a front end's message to the comm it is for. */
  async comm(message: CommMessage, sink: CellSink): Promise<Outcome> {
    try {
      return await this.#run({ kind: "comm", message }, false, sink);
    } catch (error) {
      return { status: "error", failure: this.#explain(error, "") };
    }
  }

  /** Names in the lab, for editors. */
  ask(question: Question): Promise<readonly Named[]> {
    return this.#process.ask(question);
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
      case "show":
        sink.output({
          type: "display",
          display: { data: { [parsed.mediaType]: parsed.text, "text/plain": parsed.text }, metadata: {} },
          update: false,
        });
        return { status: "ok" };
      case "page":
        return this.#page(parsed.subject, parsed.detail);
      default:
        return this.#run(parsed, request.allowStdin, sink);
    }
  }

  async #executeCode(
    request: CellRequest,
    { source, magics, timed }: Extract<ParsedCell, { kind: "code" }>,
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
    const warn = this.#check(compiled.cell, filename, source, sink, current);
    const task = { ...toTask(compiled.cell, filename, source), ...(timed ? { timed } : {}) };
    const outcome = await this.#run(task, request.allowStdin, sink).catch(async (error: unknown) => {
      await warn();
      throw error;
    });
    // A result is shown at once; an error comes after what may explain it.
    if (outcome.status === "ok" && outcome.result) sink.output({ type: "result", display: outcome.result });
    await warn();
    // Also after an error: what the cell had set by then is there, and its names are known.
    if (process === this.#processes) this.#compiler.adopt(compiled.cell);
    return outcome;
  }

  /**
   * Looks for type errors once the cell has run, or beside it when it takes its time: on a machine with few processors
   * its result would wait for what is looked at meanwhile. What is found is shown at the cell's end, so that every run
   * gives the same order, or when the cell takes long. Answers what shows it and waits for it; who interrupts waits
   * for nothing.
   */
  #check(
    cell: CompiledCell,
    filename: string,
    source: string,
    sink: CellSink,
    current: { readonly interrupted: boolean },
  ): () => Promise<void> {
    let checking: Promise<readonly Diagnostic[]> | undefined;
    const check = (): Promise<readonly Diagnostic[]> => {
      clearTimeout(beside);
      checking ??= this.#compiler.check(cell);
      // Whoever waits hears of what goes wrong; until then it is no unhandled rejection.
      checking.catch(() => undefined);
      return checking;
    };
    const beside = setTimeout(() => void check(), CHECK_AFTER_MS);
    let shown = false;
    const show = async (): Promise<void> => {
      const warnings = await check();
      if (shown) return;
      shown = true;
      if (warnings.length > 0)
        sink.output({ type: "stream", name: "stderr", text: warningText(filename, source, warnings) });
    };
    const timer = setTimeout(() => void show().catch(() => undefined), LONG_MS);
    return () => {
      clearTimeout(timer);
      if (!current.interrupted) return show();
      // The types of what it declared are wanted all the same.
      void check();
      shown = true;
      return Promise.resolve();
    };
  }

  async #page(subject: string, detail: 0 | 1): Promise<Outcome> {
    const { inspectionBundle } = await import("./inspection.js");
    const data = await inspectionBundle(this.#compiler, subject, subject.length, detail);
    if (data) return { status: "ok", page: { data, metadata: {} } };
    throw new NothingToShowError(subject);
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

function toTask({ id: _, ...cell }: CompiledCell, filename: string, source: string): CodeBody {
  return { kind: "code", filename, source, ...cell };
}

export type { DisplayData, Failure, Outcome, Output };
