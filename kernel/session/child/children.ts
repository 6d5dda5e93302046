import { readdirSync, readFileSync } from "node:fs";

/**
 * Sends a signal to the programs that this process has started, and to theirs, as a terminal's Ctrl-C would: a shell that
 * waits for a program passes nothing on. Does nothing where the system does not list processes as Linux does.
 */
export function signalChildren(signal: NodeJS.Signals): void {
  for (const child of descendants(process.pid)) {
    try {
      process.kill(child, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

function descendants(pid: number): readonly number[] {
  return childrenOf(pid).flatMap((child) => [...descendants(child), child]);
}

/** Each thread has a list of those that it has started. */
function childrenOf(pid: number): readonly number[] {
  try {
    const threads = `/proc/${pid}/task`;
    return readdirSync(threads).flatMap((thread) =>
      readFileSync(`${threads}/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
