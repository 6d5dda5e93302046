import type { ExitStatus } from "../../runtime/process.js";
import type { ExecOptions } from "../engine.js";

/**
 * Processes that outlive the one which started them, each with the program of one container: what Docker has its
 * daemon for. A command line that ends before its container's program (`run -d`) needs one; a notebook, which
 * stays, does not.
 */
export interface Supervisor {
  /**
   * Starts a process that opens the same store, starts this container there (with output that goes nowhere but into
   * its log) and stays until its program has ended.
   */
  start(container: string): void;
  /** Runs a command in a container that such a process has; `undefined` when none has it. */
  exec(container: string, options: ExecOptions): Promise<ExitStatus | undefined>;
}
