import type { ExitStatus } from "../../../process/process.js";
import type { ExecOptions } from "../../processes.js";

/**
 * Processes that outlive the one that started them, each with the program of one container: the part of Docker's
 * daemon. A command line that ends before its container's program (`run -d`) needs one; a notebook, which
 * stays, does not.
 */
export interface Supervisor {
  /**
   * Starts a process that opens the same store, starts this container (whose output then goes only into
   * its log) and stays until its program has ended.
   */
  start(container: string): void;
  /** Runs a command in a container that such a process runs; `undefined` if there is no such process. */
  exec(container: string, options: ExecOptions): Promise<ExitStatus | undefined>;
}
