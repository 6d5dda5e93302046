import { Session } from "node:inspector";
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { INTERRUPT_FD } from "../between/protocol.js";
import { signalChildren } from "./children.js";
import { ENDED, LOADING, NO_TASK, TAKEN } from "./shared-memory.js";
import { SignalGate } from "./signal-gate.js";

/**
 * A thread beside the cells. It sees an interrupt even while a cell loops; if the main thread does not
 * react at once, it stops whatever JavaScript or WebAssembly runs there, first gently, then by force.
 */
const GRACE_MS = 100;
/** How long a signal that was sent may take to work: force that comes after it may hit something else. */
const SIGNAL_PATIENCE_MS = 300;
/**
 * When a program is told that the main thread waits for (`execSync`): no JavaScript can be stopped until it ends. A loop has
 * been stopped by then, so programs that earlier cells have started go on.
 */
const CHILDREN_MS = 350;
/** How long it may take to end itself. */
const CHILDREN_PATIENCE_MS = 1500;
/** How long loading the engine may take: a second or two on a busy machine, unless its disk hangs. */
const LOADING_PATIENCE_MS = 15_000;
/** How long a task may continue after the main thread has accepted its interrupt: commands end by themselves. */
const PATIENCE_MS = 1500;

const port = parentPort;
const shared: unknown = workerData;
if (!port || !(shared instanceof SharedArrayBuffer)) throw new Error("watchdog runs as a worker thread");
/** By {@link TAKEN} and {@link ENDED}: the latest task for which the main thread has got that far. */
const progress = new Int32Array(shared);
const gate = new SignalGate(progress);

const socket = new Socket({ fd: INTERRUPT_FD, readable: true, writable: false });
let text = "";
socket.setEncoding("utf8");
socket.on("data", (chunk: string) => {
  text += chunk;
  const lines = text.split("\n");
  text = lines.pop() ?? "";
  for (const line of lines) interrupt(Number(line));
});
// The kernel is gone; a looping cell would keep this process alive for ever.
socket.on("close", () => process.kill(process.pid, "SIGKILL"));

function interrupt(task: number): void {
  port?.postMessage(task);
  const asked = performance.now();
  let signalled = Number.NEGATIVE_INFINITY;
  let told: NodeJS.Signals | undefined;
  const timer = setInterval(() => {
    const waited = performance.now() - asked;
    if (Atomics.load(progress, ENDED) >= task) {
      clearInterval(timer);
      return;
    }
    // The kernel's own code, which comes to its end.
    if (Atomics.load(progress, LOADING) === 1 && waited < LOADING_PATIENCE_MS) return;
    const next = waited > CHILDREN_PATIENCE_MS ? "SIGKILL" : waited > CHILDREN_MS ? "SIGINT" : undefined;
    if (Atomics.load(progress, TAKEN) < task && next !== told && next !== undefined) {
      told = next;
      signalChildren(next);
    }
    if (Atomics.load(progress, TAKEN) >= task && performance.now() - asked < PATIENCE_MS) {
      // It is being dealt with.
    } else if (gate.pass(() => process.kill(process.pid, "SIGINT"))) {
      // This ends the synchronous part of a cell, see World.run.
      signalled = performance.now();
    } else if (performance.now() - signalled > SIGNAL_PATIENCE_MS) {
      terminateMainThread();
      // If the main thread has just stopped by itself, termination hits whatever it wakes up for next, which does no harm.
      port?.postMessage(NO_TASK);
      // It may have hit the very handler that would have accepted the interrupt: send it again.
      port?.postMessage(task);
    }
  }, GRACE_MS);
}

/** Stops whatever runs in the main thread: a promise's continuation, a callback. */
function terminateMainThread(): void {
  // A new session each time: while one is connected, Node waits for it at exit.
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => session.disconnect());
}
