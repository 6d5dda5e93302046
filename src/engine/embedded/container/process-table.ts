import type { ContainerProcess } from "../../processes.js";

/** The programs that run in a container, in the order they were started. The main one is 1, as it is for itself. */
export class ProcessTable {
  readonly #running = new Map<number, ContainerProcess>();
  readonly #now: () => string;
  #last = 0;

  constructor(now: () => string) {
    this.#now = now;
  }

  /** A run of the container begins; processes of an earlier one are gone. */
  reset(): void {
    this.#running.clear();
    this.#last = 0;
  }

  /** Returns what is to be called when it has ended. */
  add(argv: readonly string[], user: string, tty: boolean): () => void {
    this.#last += 1;
    const pid = this.#last;
    const process = { pid, parent: 0, user: user === "" ? "root" : user, command: argv.join(" "), tty };
    this.#running.set(pid, { ...process, started: this.#now() });
    return () => void this.#running.delete(pid);
  }

  list(): readonly ContainerProcess[] {
    return [...this.#running.values()];
  }
}
