// The global one is bound to cells, see bindTimersToTasks.
import { setTimeout } from "node:timers";
import { Worker } from "node:worker_threads";
import { InterruptedError } from "../errors.js";
import { bindTimersToTasks, captureStreams, defineCellGlobals } from "./cell-globals.js";
import type { LabPlace } from "./cell-lab.js";
import { Comms } from "./comms.js";
import { FailureReporter } from "./failure.js";
import { LateLab } from "./late-lab.js";
import { send, writeAll } from "./output-channel.js";
import {
  ENDED,
  endMark,
  type Named,
  NO_TASK,
  type Outcome,
  type Question,
  SHARED_BYTES,
  TAKEN,
  type Task,
  type ToChild,
} from "./protocol.js";
import { show } from "./show.js";
import { SignalGate } from "./signal-gate.js";
import { answerInput, startTask, TaskContext } from "./task-context.js";
import { World } from "./world.js";

/** The process that runs the cells, and the engine they talk to. Started by `cell-process.ts`. */

/** How long a command may take to end itself after an interrupt. */
const COMMAND_GRACE_MS = 1000;

const token = process.argv[2] ?? "";
const failures = new FailureReporter();
const progress = new Int32Array(new SharedArrayBuffer(SHARED_BYTES));
const world = new World(new SignalGate(progress));
const watchdog = new Worker(new URL("./watchdog.js", import.meta.url), { workerData: progress.buffer });
let running: { context: TaskContext; task: Task; finish(outcome: Outcome): void } | undefined;

watchdog.on("message", (task: number) => {
  if (task === NO_TASK) return;
  Atomics.store(progress, TAKEN, task);
  if (running?.task.id === task) interrupt(running);
});
// The kernel went away.
process.on("disconnect", () => process.exit(0));
// The watchdog sends it to stop a loop (see World.run); where it comes too late, nothing shall happen.
process.on("SIGINT", () => undefined);
process.on("uncaughtException", reportStray);
process.on("unhandledRejection", reportStray);

captureStreams();
bindTimersToTasks();
const place: LabPlace = JSON.parse(process.argv[3] ?? "{}");
const comms = new Comms();
defineCellGlobals(comms);
const late = new LateLab(place);

process.on("message", (message: ToChild) => {
  switch (message.type) {
    case "run":
      return run(message.task);
    case "input":
      return answerInput(message.request, message.value);
    case "question":
      answer(message.question).then(
        (names) => send({ type: "answer", id: message.id, names }),
        // A container that is not there has nothing to complete.
        () => send({ type: "answer", id: message.id, names: [] }),
      );
  }
});
send({ type: "ready" });

function run(task: Task): void {
  const context = new TaskContext(task.id, task.allowStdin);
  const finish = (outcome: Outcome): void => {
    if (running?.task !== task) return;
    running = undefined;
    Atomics.store(progress, ENDED, task.id);
    for (const fd of [1, 2]) writeAll(fd, Buffer.from(endMark(token, task.id)));
    send({ type: "done", task: task.id, outcome });
    late.openWhenIdle();
  };
  running = { context, task, finish };
  startTask(context);
  execute(task, context).then(
    (outcome) => finish(outcome),
    (error: unknown) => {
      if (!isBrokenOff(error)) return finish({ status: "error", failure: failures.report(error) });
      context.interrupt();
      finish({ status: "error", failure: failures.report(new InterruptedError()) });
    },
  );
}

/** What Node throws from a script that SIGINT stopped. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}

async function execute(task: Task, context: TaskContext): Promise<Outcome> {
  const opened = await late.for(task);
  const notice = await opened?.cells.notice();
  if (notice !== undefined) context.output({ type: "stream", name: "stderr", text: notice });
  if (task.kind === "comm") {
    await comms.deliver(task.message);
    await context.finishTracked();
    return { status: "ok" };
  }
  if (task.kind !== "code") {
    const { cells, runCommands } = opened ?? (await late.open());
    await runCommands(task, cells.lab, cells.folder, context);
    context.throwIfInterrupted();
    return { status: "ok" };
  }
  failures.register(task);
  const [started, used] = [performance.now(), process.cpuUsage()];
  const value = await world.run(task);
  await context.finishTracked();
  if (task.timed) context.output({ type: "stream", name: "stdout", text: timeText(started, used) });
  return value === undefined ? { status: "ok" } : { status: "ok", result: await show(value) };
}

async function answer(question: Question): Promise<Named[]> {
  const { cells, answerQuestion } = await late.open();
  return answerQuestion(cells.lab, cells.folder.path, question);
}

function timeText(started: number, used: NodeJS.CpuUsage): string {
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(used);
  return `CPU time: ${duration((user + system) / 1000)}, wall time: ${duration(wall)}\n`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

function interrupt({ context, task, finish }: NonNullable<typeof running>): void {
  const isSecond = context.signal.aborted;
  context.interrupt();
  const end = (): void => finish({ status: "error", failure: failures.report(new InterruptedError()) });
  // A cell's own code ends here and now. A command gets time to stop what runs in its container; when it has
  // to be stopped by force, the watchdog says it a second time.
  if (task.kind === "code" || isSecond) end();
  else setTimeout(end, COMMAND_GRACE_MS);
}

/** What was thrown where nobody could catch it: in a timer, or in a promise that nobody awaited. */
function reportStray(error: unknown): void {
  // How the code of an interrupted cell ends.
  if (error instanceof InterruptedError) return;
  const { traceback } = failures.report(error);
  console.error(`Uncaught, outside of any await:\n${traceback.join("\n")}`);
}
