// The global timers are bound to cells, see bindTimersToTasks.
import { setTimeout } from "node:timers";
import { Worker } from "node:worker_threads";
import { QUESTION_TARGET } from "../../../src/lesson/question.js";
import { DisplayHandle, defineCellGlobals } from "../../cells/run/cell-globals.js";
import { Comms } from "../../cells/run/comms.js";
import { answerInput, startTask, TaskContext, type TaskOutlet } from "../../cells/run/task-context.js";
import { bindTimersToTasks } from "../../cells/run/timers.js";
import { FailureReporter } from "../../cells/show/failure.js";
import { show } from "../../cells/show/show.js";
import type { CodeTask, Failure, Named, Outcome, Question } from "../../cells/task.js";
import { CellsDamagedError, InterruptedError } from "../../errors.js";
import { consoleCell } from "../../magics/console/console.js";
import { codeMagic, runMagic } from "../../magics/registry.js";
import { endMark } from "../between/end-marks.js";
import type { LabPlace } from "../between/lab-directory.js";
import { DAMAGED, type Task, type ToChild } from "../between/protocol.js";
import { LazyLab } from "./lazy-lab.js";
import { exitAtOnce, send, writeAll } from "./output-channel.js";
import { ENDED, LOADING, NO_TASK, SHARED_BYTES, TAKEN } from "./shared-memory.js";
import { SignalGate } from "./signal-gate.js";
import { provideStdin } from "./stdin.js";
import { captureStreams } from "./streams.js";
import { type RanCell, World } from "./world.js";

/** The process that runs the cells, and the engine they use. Started by `parent/cell-process.ts`. */

interface Running {
  readonly context: TaskContext;
  readonly task: Task;
  finish(outcome: Outcome): void;
}

/** How long a command may take to end itself after an interrupt. */
const COMMAND_GRACE_MS = 1000;

// Taken before any cell runs, which may replace them.
const own = process;
const root = globalThis;
const atomics = Atomics;
const emitter: NodeJS.EventEmitter = process;
const { env } = process;
const bytesOf = Buffer.from.bind(Buffer);

const [node = "", , token = "", placeText = "{}"] = process.argv;
// Cells are no command line: what parses one must find it empty.
process.argv = [node, `${process.cwd()}/cell.ts`];
const failures = new FailureReporter();
failures.install();
const progress = new Int32Array(new SharedArrayBuffer(SHARED_BYTES));
const world = new World(new SignalGate(progress));
const watchdog = new Worker(new URL("./watchdog.js", import.meta.url), { workerData: progress.buffer });
/** The task whose interrupt arrived before the task itself: they come on different channels. */
let interruptedEarly = NO_TASK;
let running: Running | undefined;

watchdog.on("message", (task: number) => {
  if (task === NO_TASK) return;
  atomics.store(progress, TAKEN, task);
  if (running?.task.id === task) interrupt(running);
  else interruptedEarly = task;
});
/** What this process listens to. A cell may have taken it away (`process.removeAllListeners()`). */
const LISTENERS: readonly Parameters<NodeJS.EventEmitter["on"]>[] = [
  // The kernel is gone.
  ["disconnect", () => exitAtOnce(0)],
  // The watchdog sends it to stop a loop (see World.run); if it comes too late, nothing must happen.
  ["SIGINT", () => undefined],
  ["uncaughtException", reportStray],
  ["unhandledRejection", reportStray],
  ["message", receive],
];
function listen(): void {
  // A cell may have set them to something else; the kernel's own code, and every package, looks them up there.
  if (root.globalThis !== root) Reflect.set(root, "globalThis", root);
  if (root.process !== own) root.process = own;
  if (own.env !== env && !(own.env instanceof Object)) own.env = env;
  for (const [event, listener] of LISTENERS)
    if (!emitter.listeners(event).includes(listener)) emitter.on(event, listener);
}
listen();
ownChannel();

captureStreams();
provideStdin();
bindTimersToTasks();
const place: LabPlace = JSON.parse(placeText);
const outlet: TaskOutlet = {
  output: (id, output) => send({ type: "output", task: id, output }),
  ask: (id, request, prompt, password) => send({ type: "input", task: id, request, prompt, password }),
};
const comms = new Comms();
defineCellGlobals(comms);
comms.registerTarget(QUESTION_TARGET, async (comm, { data: { question, choice, isEarlier } }) => {
  comm.close();
  if (typeof question === "string" && typeof choice === "string")
    (await late.open()).cells.lab.predictions.say(question, choice, isEarlier === true);
});
const late = new LazyLab(place, (isLoading) => void atomics.store(progress, LOADING, isLoading ? 1 : 0));

/** How tasks arrive is none of the cells' business: to them this is a process that nobody forked. */
function ownChannel(): void {
  const { channel } = process;
  Reflect.deleteProperty(process, "send");
  Object.defineProperty(process, "channel", {
    get: () => channel,
    // Node takes it away when the kernel is gone. Without it no task would arrive.
    set: (value) => value === null && exitAtOnce(0),
  });
}

/** The process can do no more, and another one can: the kernel starts it and says so. */
function giveUp(): never {
  return exitAtOnce(DAMAGED);
}

function receive(message: ToChild): void {
  switch (message.type) {
    case "run":
      run(message.task);
      return;
    case "input":
      answerInput(message.request, message.value);
      return;
    case "question":
      answer(message.question).then(
        (names) => send({ type: "answer", id: message.id, names }),
        // A container that does not exist has no names to complete.
        () => send({ type: "answer", id: message.id, names: [] }),
      );
  }
}
send({ type: "ready" });

/** Marks the end of a task in a stream of this process; false where a cell has closed that. */
function mark(fd: number, task: number): boolean {
  try {
    writeAll(fd, bytesOf(endMark(token, task)));
    return true;
  } catch {
    return false;
  }
}

function run(task: Task): void {
  const context = new TaskContext(task.id, task.allowStdin, outlet);
  const finish = (outcome: Outcome): void => {
    if (running?.task !== task) return;
    running = undefined;
    try {
      atomics.store(progress, ENDED, task.id);
      const unmarked = [1, 2].filter((fd) => !mark(fd, task.id)).length;
      listen();
      send({ type: "done", task: task.id, outcome, unmarked });
      late.openWhenIdle();
    } catch {
      // Nobody would ever hear of this task's end.
      giveUp();
    }
  };
  running = { context, task, finish };
  startTask(context);
  if (task.id === interruptedEarly) end(running);
  else void executeToEnd(running);
}

/** Not by `then`, which cells can replace. */
async function executeToEnd({ task, context, finish }: Running): Promise<void> {
  try {
    const outcome = await execute(task, context);
    // It may not be the cell's error.
    if (outcome.status === "error") await checkHealth();
    finish(outcome);
  } catch (error) {
    if (error instanceof CellsDamagedError) giveUp();
    const isInterrupt = isBrokenOff(error);
    if (isInterrupt) context.interrupt();
    else await checkHealth();
    finish({ status: "error", failure: explain(isInterrupt ? new InterruptedError() : error) });
  }
}

/** The simplest of cells. */
const PLAIN: CodeTask = {
  ...{
    kind: "code",
    filename: "plain.ts",
    source: "",
    javascript: "",
    sourceMap: "{}",
    edits: [],
    prefix: 0,
  },
  ...{ names: ["plain"], constants: [], sets: [], imports: [], dynamicImports: [], files: [] },
};

/** Ends the process where even that cannot run, be shown and explained. */
async function checkHealth(): Promise<void> {
  try {
    failures.register(PLAIN);
    await world.run(PLAIN);
    await show([{ plain: "value" }]);
    failures.report(new Error("plain"));
  } catch (error) {
    // By an interrupt that came late.
    if (!isBrokenOff(error)) giveUp();
  }
}

/** An error in the learner's words; where even that cannot be found any more, the process ends. */
function explain(error: unknown): Failure {
  try {
    return failures.report(error);
  } catch {
    giveUp();
  }
}

/** What Node throws from a script that SIGINT stopped. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}

async function execute(task: Task, context: TaskContext): Promise<Outcome> {
  const opened = await late.for(task);
  // Loading the engine takes long enough to be interrupted.
  context.throwIfInterrupted();
  const notice = await opened?.cells.notice();
  if (notice !== undefined) context.output({ type: "stream", name: "stderr", text: notice });
  if (task.kind === "comm") {
    await comms.deliver(task.message);
    await context.finishTracked();
    return { status: "ok" };
  }
  if (task.kind === "code") return executeCode(task, context);
  const where = { context, lab: async () => (await late.open()).cells };
  if (task.kind === "console") await within(task.within, () => consoleCell.run(task, where), context);
  else await runMagic(task, where);
  context.throwIfInterrupted();
  return { status: "ok" };
}

async function executeCode(task: CodeTask, context: TaskContext): Promise<Outcome> {
  failures.register(task);
  const run = async (): Promise<RanCell> => {
    const ran = await world.run(task);
    await context.finishTracked();
    return ran;
  };
  try {
    const { value, ...names } = await within(task.within, run, context);
    const isShown = value !== undefined && !(value instanceof DisplayHandle);
    return { status: "ok", ...names, ...(isShown ? { result: await show(value) } : {}) };
  } catch (error) {
    if (isBrokenOff(error) || error instanceof CellsDamagedError) throw error;
    return { status: "error", failure: explain(error), ...world.namesSet(task) };
  }
}

function within<Value>(
  name: string | undefined,
  run: () => Promise<Value>,
  context: TaskContext,
): Promise<Value> {
  const magic = name === undefined ? undefined : codeMagic(name);
  return magic === undefined ? run() : magic.around(run, context);
}

async function answer(question: Question): Promise<Named[]> {
  const { cells, answerQuestion } = await late.open();
  return answerQuestion(cells.lab, cells.folder.path, question);
}

function interrupt(cell: Running): void {
  const { context, task } = cell;
  const isSecond = context.signal.aborted;
  context.interrupt();
  // A cell's own code ends here and now. A command gets time to stop what runs in its container; if it has
  // to be stopped by force, the watchdog interrupts a second time.
  if (task.kind === "code" || isSecond) end(cell);
  else setTimeout(end, COMMAND_GRACE_MS, cell);
}

function end({ context, finish }: Running): void {
  context.interrupt();
  finish({ status: "error", failure: explain(new InterruptedError()) });
}

/** Something thrown that no code could catch: in a timer, or in a promise that nothing awaited. */
function reportStray(error: unknown): void {
  // How the code of an interrupted cell ends.
  if (error instanceof InterruptedError) return;
  const { traceback } = explain(error);
  console.error(`Uncaught, outside of any await:\n${traceback.join("\n")}`);
}
