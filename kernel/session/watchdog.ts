import { Session } from "node:inspector";
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { INTERRUPT_FD } from "./protocol.js";

/**
 * A thread beside the cells. It hears of an interrupt even while a cell loops; where the main thread does not
 * answer at once, it stops whatever JavaScript or WebAssembly runs there, first gently, then by force.
 */
const GRACE_MS = 100;

const port = parentPort;
const shared: unknown = workerData;
if (!port || !(shared instanceof SharedArrayBuffer)) throw new Error("watchdog runs as a worker thread");
/** The task whose interrupt the main thread has taken up. */
const taken = new Int32Array(shared);

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
  const stillRuns = (): boolean => Atomics.load(taken, 0) < task;
  setTimeout(() => {
    if (!stillRuns()) return;
    // The gentle way: ends the synchronous part of a cell, see World.run.
    process.kill(process.pid, "SIGINT");
    setTimeout(() => {
      if (!stillRuns()) return;
      terminateMainThread();
      // Termination can hit the very handler that would have taken the interrupt up: say it again.
      setTimeout(() => stillRuns() && interrupt(task), GRACE_MS);
    }, GRACE_MS);
  }, GRACE_MS);
}

/** Stops what runs in the main thread, wherever that is: a promise's continuation, a callback. */
function terminateMainThread(): void {
  // A session of its own each time: while one is connected, Node waits at exit for it to go away.
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => session.disconnect());
}
