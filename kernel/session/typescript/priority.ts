import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

/** Of 20. Enough to let cells go first; on a busy machine types must come, too, since a cell's end waits for them. */
const NICENESS = 5;

/**
 * Lets other threads and processes go before this thread: on a machine with two processors a cell's result would wait for
 * the types of the last one. Only Linux has a priority for each thread; elsewhere nothing changes.
 */
export function yieldToCells(): void {
  try {
    const thread = readlinkSync("/proc/thread-self").split("/").at(-1);
    if (thread !== undefined) setPriority(Number(thread), NICENESS);
  } catch {
    // It is only slower.
  }
}
