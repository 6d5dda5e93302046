/** Linux's signals on x86 and Arm, in the order of their numbers, from 1. */
const NAMES = [
  "HUP",
  "INT",
  "QUIT",
  "ILL",
  "TRAP",
  "ABRT",
  "BUS",
  "FPE",
  "KILL",
  "USR1",
  "SEGV",
  "USR2",
  "PIPE",
  "ALRM",
  "TERM",
  "STKFLT",
  "CHLD",
  "CONT",
  "STOP",
  "TSTP",
  "TTIN",
  "TTOU",
  "URG",
  "XCPU",
  "XFSZ",
  "VTALRM",
  "PROF",
  "WINCH",
  "IO",
  "PWR",
  "SYS",
] as const;

/** Without its `SIG`. */
export type Signal = (typeof NAMES)[number];

export function signalNumber(signal: Signal): number {
  return NAMES.indexOf(signal) + 1;
}

/** `9`, `KILL`, `SIGKILL`, `kill` → `KILL`; `undefined` for anything that is no signal. */
export function parseSignal(text: string): Signal | undefined {
  if (/^\d+$/.test(text)) return NAMES[Number(text) - 1];
  const name = text.toUpperCase().replace(/^SIG/, "");
  return NAMES.find((each) => each === name);
}
