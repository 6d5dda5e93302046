import type { ExitStatus, ShellSession, Stdio } from "../process/process.js";
import type { HostConfig } from "./host-config.js";

/** What runs in containers. */
export interface Processes {
  /** Starts the main process. Its output goes to the container's log, and to `stdio` too when one is given. */
  start(container: string, stdio?: Stdio): Promise<StartedContainer>;
  /** The shell of a running interactive container (`-i`, its command a shell): what `docker attach` gives. */
  attach(container: string): Promise<ShellSession>;
  exec(container: string, options: ExecOptions): Promise<ExitStatus>;
  /** A new shell beside the main process: what `docker exec -it NAME bash` gives. */
  execShell(
    container: string,
    options?: Omit<ExecOptions, "command" | "stdio" | "signal">,
  ): Promise<ShellSession>;
  /**
   * Ends the main process: with a signal that it may handle (the container's own by default, or TERM), and with KILL after some
   * seconds (10 by default). One that does not handle the signal is not waited for. A container that is not running is left as it is.
   */
  stop(container: string, options?: StopOptions): Promise<void>;
  /** Ends the main process as {@link stop} does, and starts it again. */
  restart(container: string, options?: StopOptions): Promise<void>;
  /**
   * Sends a signal to the main process. It is the first of its container, so the kernel gives it only those that it
   * handles, and KILL, which ends it (exit code 137). With `--init` it also ends by those that it does not handle.
   */
  kill(container: string, options?: { signal?: string }): Promise<void>;
  /** Holds it: nothing new runs in it until {@link unpause}. */
  pause(container: string): Promise<void>;
  unpause(container: string): Promise<void>;
  /** What runs in a running container, as this process knows it. */
  processesOf(container: string): Promise<readonly ContainerProcess[]>;
  /** Other limits, or another restart policy, from now on. */
  update(container: string, changes: HostConfig): Promise<void>;
  /** Resolves when the main process has ended; at once, with its last code, when it does not run. */
  wait(container: string): Promise<ExitStatus>;
  logs(container: string): Promise<readonly LogChunk[]>;
  /** Calls back for everything logged from now on. Returns a function that ends this. */
  followLogs(container: string, listener: (chunk: LogChunk) => void): Promise<() => void>;
}

export interface StopOptions {
  readonly timeoutSeconds?: number;
  readonly signal?: string;
}

export interface ContainerProcess {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  readonly command: string;
  readonly tty: boolean;
  readonly started: string;
}

export interface StartedContainer {
  readonly id: string;
  /** Resolves when it has ended and its restart policy does not start it again. */
  finished(): Promise<ExitStatus>;
  /** Resolves when the main process ends. */
  wait(): Promise<ExitStatus>;
}

export interface ExecOptions {
  readonly command: readonly string[];
  readonly stdio: Stdio;
  /** `-e`: `NAME=value`, added to the container's. */
  readonly env?: readonly string[];
  /** `-w`: an absolute path; the container's by default. */
  readonly workdir?: string;
  /** `-u`: `name`, `uid`, `name:group` or `uid:gid`; the container's by default. */
  readonly user?: string;
  /** `-t`: a terminal; off by default. */
  readonly tty?: boolean;
  /** Ends the program when it aborts. */
  readonly signal?: AbortSignal;
}

export interface LogChunk {
  readonly stream: "stdout" | "stderr";
  readonly time: string;
  readonly bytes: Uint8Array;
}
