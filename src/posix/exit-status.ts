import { type Signal, signalNumber } from "./signals.js";

/** Exit statuses that mean the same with every program: the shell's rules, which env(1), xargs(1) and Docker share. */

/** The tool that was to start a program failed itself: a bad option, a refused request. */
export const TOOL_FAILED = 125;
/** The program is there and cannot be executed. */
export const CANNOT_EXECUTE = 126;
/** There is no such program. */
export const NOT_FOUND = 127;

/** What a shell reports for a process that a signal ended. */
export function endedBy(signal: Signal): number {
  return 128 + signalNumber(signal);
}

/** Whether a process says by its status that a signal ended it that a person or a supervisor sent. */
export function isEndedByRequest(status: number): boolean {
  return (["INT", "TERM", "HUP"] as const).some((signal) => status === endedBy(signal));
}

export const INTERRUPTED = endedBy("INT");
export const KILLED = endedBy("KILL");
/** Nobody reads any more what the program writes. */
export const BROKEN_PIPE = endedBy("PIPE");
