import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { fileURLToPath } from "node:url";
import type { Named, Outcome, Output, Question } from "../../cells/task.js";
import { CellProcessLostError, CellProcessStartError } from "../../errors.js";
import { EndMarkReader } from "../between/end-marks.js";
import type { LabPlace } from "../between/lab-directory.js";
import { DAMAGED, type FromChild, readMessage, type Task, type ToChild } from "../between/protocol.js";
import { unlessAborted } from "./unless-aborted.js";

/** Receives what a task shows and asks. */
export interface TaskListener {
  output(task: number, output: Output): void;
  input(task: number, request: number, prompt: string, password: boolean): void;
  /** The process has ended; if a task was running, its `run` rejects as well. */
  lost(error: CellProcessLostError, whileRunning: boolean): void;
}

/** Where the lab is: given to each process that is started. */
export interface CellProcessOptions {
  readonly place: () => LabPlace;
  /** The cells have taken over another lab. */
  readonly moved: (directory: string) => void;
}

interface Running {
  readonly task: Task;
  outcome?: Outcome;
  /** How many of stdout and stderr have not reached the task's end mark. */
  open: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** How long an editor waits for names in the lab before it does without. */
const QUESTION_PATIENCE_MS = 1000;
/** How long a child may take to react to an interrupt before it is replaced. */
const INTERRUPT_PATIENCE_MS = 5000;

const DAMAGE = "a cell had changed objects or functions that all code needs";

/**
 * Stopping a loop in a timer's callback by force upsets Node's bookkeeping of what runs within what. Node would
 * end the process for that; without the check, the next timer runs.
 */
const NODE_OPTIONS = [
  "--no-force-async-hooks-checks",
  // How cells import is Node's matter; whatever else a cell is warned of is shown.
  "--disable-warning=ExperimentalWarning",
];

/**
 * The process that runs the cells. Whatever a cell does to it (`process.exit()`, out of memory, a crash), the
 * kernel lives on and starts another one.
 */
export class CellProcess {
  readonly #listener: TaskListener;
  readonly #options: CellProcessOptions;
  #child: ChildProcess | undefined;
  /** Resolves to undefined, or to the reason why the child did not get as far as running cells. */
  #ready: Promise<CellProcessStartError | undefined> = Promise.resolve(undefined);
  #running: Running | undefined;
  #closed = false;
  #keepsLab = false;
  readonly #questions = new Map<number, (names: readonly Named[]) => void>();
  #nextQuestion = 1;

  constructor(listener: TaskListener, options: CellProcessOptions) {
    this.#listener = listener;
    this.#options = options;
    this.#start();
  }

  /**
   * Runs one task to its end, with all its output delivered first. Rejects with {@link CellProcessLostError} if
   * the process ends before; the next task runs in a new one. Rejects with {@link CellProcessStartError} if
   * there is none; the next task tries again. Rejects with the signal's reason if that is aborted before the process has
   * the task; afterwards {@link interrupt} stops it.
   */
  async run(task: Task, signal: AbortSignal): Promise<Outcome> {
    const failure = await unlessAborted(this.#ready, signal);
    if (failure) {
      this.#start();
      throw failure;
    }
    return new Promise((resolve, reject) => {
      this.#running = { task, open: 2, resolve, reject };
      this.#tell({ type: "run", task });
    });
  }

  /** Stops the running task, whose `run` resolves to an error outcome. Does nothing if no task is running. */
  interrupt(): void {
    const running = this.#running;
    const child = this.#child;
    if (!running || !child) return;
    const pipe = child.stdio[4];
    if (pipe instanceof Writable) pipe.write(`${running.task.id}\n`);
    const timer = setTimeout(() => this.#running === running && child.kill("SIGKILL"), INTERRUPT_PATIENCE_MS);
    timer.unref();
  }

  answerInput(request: number, value: string): void {
    this.#tell({ type: "input", request, value });
  }

  /** Names in the lab, for completion; none if the child is busy for too long. */
  async ask(question: Question): Promise<readonly Named[]> {
    if (await this.#ready) return [];
    const id = this.#nextQuestion++;
    return new Promise((resolve) => {
      const answer = (names: readonly Named[]): void => {
        clearTimeout(timer);
        this.#questions.delete(id);
        resolve(names);
      };
      const timer = setTimeout(answer, QUESTION_PATIENCE_MS, []);
      this.#questions.set(id, answer);
      this.#tell({ type: "question", id, question });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  #tell(message: ToChild): void {
    this.#child?.send(message, () => undefined);
  }

  #start(): void {
    const token = randomBytes(16).toString("hex");
    const place = this.#options.place();
    this.#keepsLab = place.directory !== undefined;
    const script = fileURLToPath(new URL("../child/main.js", import.meta.url));
    const child = spawn(process.execPath, [...NODE_OPTIONS, script, token, JSON.stringify(place)], {
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    let ready: (failure?: CellProcessStartError) => void = () => undefined;
    this.#ready = new Promise((resolve) => {
      ready = resolve;
    });
    let isReady = false;
    let complaint = "";
    for (const [index, name] of [
      [1, "stdout"],
      [2, "stderr"],
    ] as const) {
      const marks = new EndMarkReader(
        token,
        (text) => {
          if (!isReady) complaint += text;
          this.#stray(name, text);
        },
        (task) => this.#streamEnded(task),
      );
      child.stdio[index]?.on("data", (chunk: Uint8Array) => marks.push(chunk));
    }
    // Writing to a child that has just ended fails; its exit is what counts.
    child.stdio[4]?.on("error", () => undefined);
    child.on("error", () => undefined);
    readLines(child.stdio[3], (lines) => {
      for (const line of lines) {
        const { text, message } = readMessage(line);
        if (text !== "") this.#stray("stderr", text);
        if (message === undefined) continue;
        if (message.type === "ready") {
          isReady = true;
          ready();
        } else {
          this.#receive(message);
        }
      }
    });
    // "close", not "exit": what the child wrote before it ended is delivered first.
    child.on("close", (code, signal) => {
      const how = code === null ? `signal ${signal}` : code === DAMAGED ? DAMAGE : `exit code ${code}`;
      if (isReady) this.#ended(how);
      else ready(new CellProcessStartError(how, complaint));
    });
  }

  #receive(message: Exclude<FromChild, { type: "ready" }>): void {
    switch (message.type) {
      case "output":
        this.#listener.output(message.task, message.output);
        return;
      case "input":
        this.#listener.input(message.task, message.request, message.prompt, message.password);
        return;
      case "done":
        if (this.#running?.task.id !== message.task) return;
        this.#running.outcome = message.outcome;
        this.#running.open -= message.unmarked;
        this.#finishIfDone();
        return;
      case "answer":
        this.#questions.get(message.id)?.(message.names);
        return;
      case "lab":
        this.#options.moved(message.directory);
    }
  }

  /** Text on the child's own stdout or stderr: from programs that a cell started. */
  #stray(name: "stdout" | "stderr", text: string): void {
    this.#listener.output(this.#running?.task.id ?? 0, { type: "stream", name, text });
  }

  #streamEnded(task: number): void {
    if (this.#running?.task.id !== task) return;
    this.#running.open--;
    this.#finishIfDone();
  }

  #finishIfDone(): void {
    const running = this.#running;
    if (!running?.outcome || running.open > 0) return;
    this.#running = undefined;
    running.resolve(running.outcome);
  }

  #ended(how: string): void {
    const running = this.#running;
    this.#running = undefined;
    if (this.#closed) {
      running?.reject(new CellProcessLostError("the kernel was shut down", false));
      return;
    }
    this.#start();
    const error = new CellProcessLostError(how, this.#keepsLab);
    this.#listener.lost(error, running !== undefined);
    running?.reject(error);
  }
}

function readLines(
  stream: ChildProcess["stdio"][number] | undefined,
  onLines: (lines: readonly string[]) => void,
): void {
  const decoder = new StringDecoder("utf8");
  let text = "";
  stream?.on("data", (chunk: Buffer) => {
    text += decoder.write(chunk);
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    if (lines.length > 0) onLines(lines);
  });
}
