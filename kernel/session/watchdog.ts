import { Session } from "node:inspector";
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { ENDED, INTERRUPT_FD, NO_TASK, TAKEN } from "./protocol.js";
import { SignalGate } from "./signal-gate.js";

/**
 * A thread beside the cells. It hears of an interrupt even while a cell loops; where the main thread does not
 * answer at once, it stops whatever JavaScript or WebAssembly runs there, first gently, then by force.
 */
const GRACE_MS = 100;
/** How long a signal that was sent may take to work: force that comes after it may hit what it does not aim at. */
const SIGNAL_PATIENCE_MS = 300;
/** How long a task may go on after the main thread has taken its interrupt up: commands end by themselves. */
const PATIENCE_MS = 1500;

const port = parentPort;
const shared: unknown = workerData;
if (!port || !(shared instanceof SharedArrayBuffer)) throw new Error("watchdog runs as a worker thread");
/** By {@link TAKEN} and {@link ENDED}, the latest task that the main thread has got that far with. */
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
// The kernel is gone; a looping cell would keep this process for ever.
socket.on("close", () => process.kill(process.pid, "SIGKILL"));

function interrupt(task: number): void {
  port?.postMessage(task);
  const asked = performance.now();
  let signalled = Number.NEGATIVE_INFINITY;
  const timer = setInterval(() => {
    if (Atomics.load(progress, ENDED) >= task) {
      clearInterval(timer);
    } else if (Atomics.load(progress, TAKEN) >= task && performance.now() - asked < PATIENCE_MS) {
      // It is being seen to.
    } else if (gate.pass(() => process.kill(process.pid, "SIGINT"))) {
      // That ends the synchronous part of a cell, see World.run.
      signalled = performance.now();
    } else if (performance.now() - signalled > SIGNAL_PATIENCE_MS) {
      terminateMainThread();
      // Where the main thread has just come to rest by itself, termination hits what it wakes up for next: for nothing.
      port?.postMessage(NO_TASK);
      // It may have hit the very handler that would have taken the interrupt up: say it again.
      port?.postMessage(task);
    }
  }, GRACE_MS);
}

/** Stops what runs in the main thread, wherever that is: a promise's continuation, a callback. */
function terminateMainThread(): void {
  // A session of its own each time: while one is connected, Node waits at exit for it to go away.
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => session.disconnect());
}
