import type { BashOptions } from "just-bash";

const UNLIMITED = Number.MAX_SAFE_INTEGER;
/** The longest a timer can wait (24.8 days); a shell is ended by its signal, not by a clock. */
const LONGEST = 2 ** 31 - 1;

/**
 * just-bash's limits. Loops and commands are not limited: a container's main process may loop for ever,
 * and its abort signal ends it. Whatever could fill memory or the stack is.
 */
export const LIMITS: NonNullable<BashOptions["executionLimits"]> = {
  maxCommandCount: UNLIMITED,
  maxLoopIterations: UNLIMITED,
  maxWorkUnits: UNLIMITED,
  maxExecutionTimeMs: LONGEST,
  maxInputBytes: UNLIMITED,
  maxOutputSize: 2 ** 30,
  maxStringLength: 256 * 2 ** 20,
  maxCallDepth: 500,
  maxExecDepth: 40,
};
