import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { basename } from "node:path";

/** Out of 20. Enough for cells to go first; on a busy machine types must make progress, too, since a cell's end waits for them. */
const NICENESS = 5;

/**
 * Lets other threads and processes go before this thread: on a machine with two processors, a cell's result would wait for
 * the types of the previous one. Only Linux has a priority for each thread; elsewhere nothing changes.
 */
export function yieldToCells(): void {
  try {
    setPriority(Number(basename(readlinkSync("/proc/thread-self"))), NICENESS);
  } catch {
    // Without it, cells are only slower.
  }
}
