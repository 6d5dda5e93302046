import { InvalidSignalError } from "../../errors/containers.js";

/** Linux's, in the order of their numbers, from 1. */
const SIGNALS =
  "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS".split(
    " ",
  );

/** `9`, `KILL`, `SIGKILL`, `kill` → `KILL`. @throws {InvalidSignalError} */
export function signalName(text: string): string {
  const name = /^\d+$/.test(text) ? SIGNALS[Number(text) - 1] : text.toUpperCase().replace(/^SIG/, "");
  if (name === undefined || !SIGNALS.includes(name)) throw new InvalidSignalError(text);
  return name;
}
