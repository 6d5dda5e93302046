import type { CellCompiler, CompiledCell, CompileResult } from "../../cells/compile/compiler.js";
import { codeFrame, dim, red } from "../../cells/show/code-frame.js";
import type { CodeTask, CommMessage, Failure, Named, Outcome, Output, Question } from "../../cells/task.js";
import {
  type CellProcessLostError,
  CellSyntaxError,
  InterruptedError,
  NothingToShowError,
} from "../../errors.js";
import { type ParsedCell, parseCell } from "../../magics/cell.js";
import { consoleHint, isLikeExpression } from "../../magics/console/hint.js";
import { printed } from "../../magics/registry.js";
import { types, typesMode } from "../../magics/types.js";
import { folderIn, type LabPlace } from "../between/lab-directory.js";
import type { TaskBody } from "../between/protocol.js";
import { CellCheck } from "./cell-check.js";
import { CellProcess, type TaskListener } from "./cell-process.js";
import { hintFailure, syntaxFailure, warningText } from "./diagnostics.js";
import type { LabHome } from "./lab-home.js";
import { missingNameAdvice } from "./missing-name.js";
import { notSaidBy, UNKNOWN_NAME } from "./one-mistake.js";
import { unlessAborted } from "./unless-aborted.js";

/** Receives what a cell shows. */
export interface CellSink {
  output(output: Output): void;
  /** Asks the reader; only called if the cell allows it. */
  ask(prompt: string, password: boolean): Promise<string>;
}

export interface CellRequest {
  readonly text: string;
  /** For the name `cell[3].ts`. */
  readonly number: number;
  readonly allowStdin: boolean;
}

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
  /** The lesson's folder, if it is known where it is. */
  readonly #folder: () => string | undefined;
  readonly #sinks = new Map<number, CellSink>();
  #nextTask = 1;
  /** How many processes there were before this one: names of one process mean nothing in the next. */
  #processes = 0;
  /** For what is running now. */
  #interrupt: AbortController | undefined;
  /** The process ended while no cell was running: the next cell must say so. */
  #lostUnsaid: CellProcessLostError | undefined;

  /**
   * @param home where the lab is kept; in memory without one
   * @param onLost is called when the process that runs the cells has ended by itself
   */
  constructor(compiler: CellCompiler, home?: LabHome, onLost: () => void = () => undefined) {
    this.#compiler = compiler;
    this.#folder = () => home && folderIn(home.directory);
    const place = (): LabPlace => {
      if (!home) return {};
      // A lab is taken over at most once, so there is nothing to tell a second process.
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
    this.#sayWhatWasLost(sink);
    const outcome = await this.#interruptible(request.text, (signal) => this.#execute(request, sink, signal));
    if (outcome.status === "ok") this.#sayWhatWasLost(sink);
    return outcome;
  }

  /** The value of one expression, for `user_expressions`. Shows and declares nothing. */
  async evaluate(expression: string): Promise<Outcome> {
    return this.#interruptible(expression, async (signal) => {
      const compiled = await this.#compile(`(${expression}\n)`, signal);
      const filename = "expression.ts";
      if (!compiled.ok)
        return { status: "error", failure: syntaxFailure(filename, expression, compiled.errors) };
      this.#compiler.forget(compiled.cell);
      return this.#run(toTask(compiled.cell, filename, `(${expression}\n)`), false, NO_SINK, signal);
    });
  }

  /** Passes a front end's message to its comm. */
  async comm(message: CommMessage, sink: CellSink): Promise<Outcome> {
    return this.#interruptible("", (signal) => this.#run({ kind: "comm", message }, false, sink, signal));
  }

  /** Names in the lab, for editors. */
  ask(question: Question): Promise<readonly Named[]> {
    return this.#process.ask(question);
  }

  /** Stops what is running, including what it waits for before or after its time in the process of the cells. */
  interrupt(): void {
    this.#interrupt?.abort(new InterruptedError());
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

  /** @param text whose lines an error may show */
  async #interruptible(text: string, run: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
    const interrupt = new AbortController();
    this.#interrupt = interrupt;
    try {
      return await run(interrupt.signal);
    } catch (error) {
      return { status: "error", failure: this.#explain(error, text) };
    } finally {
      this.#interrupt = undefined;
    }
  }

  async #execute(request: CellRequest, sink: CellSink, signal: AbortSignal): Promise<Outcome> {
    const parsed = parseCell(request.text);
    switch (parsed.kind) {
      case "empty":
        return { status: "ok" };
      case "code":
        return this.#executeCode(request, parsed, sink, signal);
      case "page":
        return this.#page(parsed.subject, parsed.detail);
      default:
        return this.#run(parsed, request.allowStdin, sink, signal);
    }
  }

  async #executeCode(
    request: CellRequest,
    { source, magics, within }: Extract<ParsedCell, { kind: "code" }>,
    sink: CellSink,
    signal: AbortSignal,
  ): Promise<Outcome> {
    for (const { name, choice } of magics) {
      if (name === types.name) this.#compiler.setTypes(typesMode(choice));
      sink.output({ type: "stream", name: "stdout", text: `${printed(name, choice)}\n` });
    }
    if (source.trim() === "") return { status: "ok" };
    const filename = `cell[${request.number}].ts`;
    const process = this.#processes;
    // With the magics above the code, which are blank in what is compiled.
    const written = request.text.split(/\r?\n/).join("\n");
    const compiled = await this.#compile(source, signal);
    const hint = !compiled.ok || isLikeExpression(source) ? consoleHint(source) : undefined;
    if (!compiled.ok) {
      const failure =
        hint === undefined ? syntaxFailure(filename, written, compiled.errors) : hintFailure(hint);
      return { status: "error", failure };
    }
    let failure: Failure | undefined;
    let isMisspelt = false;
    const check = new CellCheck(this.#compiler, compiled.cell, request.allowStdin, (warnings) => {
      // Unless the name is one of the session's after all.
      if (hint !== undefined && warnings.every(({ code }) => UNKNOWN_NAME.has(code))) return;
      const unsaid = notSaidBy(failure, warnings, source);
      isMisspelt ||= unsaid.advice.length > 0;
      const text = warningText(filename, written, unsaid);
      if (text !== "") sink.output({ type: "stream", name: "stderr", text });
    });
    const warn = (): Promise<void> => check.finish(signal);
    const task = { ...toTask(compiled.cell, filename, written), ...(within === undefined ? {} : { within }) };
    const outcome = await this.#run(task, request.allowStdin, sink, signal).catch(async (error: unknown) => {
      await warn();
      throw error;
    });
    // A result is shown at once; an error comes after everything that may explain it.
    if (outcome.status === "error") failure = outcome.failure;
    else if (outcome.result) sink.output({ type: "result", display: outcome.result });
    await warn();
    // Even after an error: what the cell had set by then stays, and its names are known.
    if (process === this.#processes) this.#compiler.adopt(compiled.cell, outcome.names);
    if (hint !== undefined && outcome.status === "error" && outcome.failure.name === "ReferenceError")
      return { status: "error", failure: hintFailure(hint) };
    const advice =
      failure === undefined || isMisspelt ? undefined : missingNameAdvice(failure, source, this.#folder());
    if (failure === undefined || advice === undefined) return outcome;
    return { status: "error", failure: { ...failure, traceback: [...failure.traceback, dim(advice)] } };
  }

  async #page(subject: string, detail: 0 | 1): Promise<Outcome> {
    const { inspectionBundle } = await import("../../editor/inspection.js");
    const data = await inspectionBundle(this.#compiler, subject, subject.length, detail);
    if (data) return { status: "ok", page: { data, metadata: {} } };
    throw new NothingToShowError(subject);
  }

  /** @throws {InterruptedError} */
  #compile(source: string, signal: AbortSignal): Promise<CompileResult> {
    const compiling = this.#compiler.compile(source);
    return unlessAborted(compiling, signal).catch((error: unknown) => {
      // It will never run.
      void compiling.then(
        (compiled) => compiled.ok && this.#compiler.forget(compiled.cell),
        () => undefined,
      );
      throw error;
    });
  }

  #run(body: TaskBody, allowStdin: boolean, sink: CellSink, signal: AbortSignal): Promise<Outcome> {
    const id = this.#nextTask++;
    this.#sinks.set(id, sink);
    this.#sinks.delete(id - REMEMBERED_SINKS);
    return this.#process.run({ id, allowStdin, ...body }, signal);
  }

  #explain(error: unknown, text: string): Failure {
    if (!(error instanceof Error)) throw error;
    const name = error instanceof CellSyntaxError ? "SyntaxError" : error.name;
    const frame = error instanceof CellSyntaxError ? codeFrame(text, error.data.line, 0, text.length) : [];
    return { name, message: error.message, traceback: [`${red(name)}: ${error.message}`, ...frame] };
  }
}

function toTask({ id: _, ...cell }: CompiledCell, filename: string, source: string): CodeTask {
  return { kind: "code", filename, source, ...cell };
}

export type { Failure, Outcome };
