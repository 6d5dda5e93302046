import { CannotKillError, ContainerBusyError, ContainerStartError } from "../../errors/containers.js";
import type { ExitStatus, ShellSession, Stdio } from "../../runtime/process.js";
import type { ExecOptions, LogChunk, StartedContainer } from "../engine.js";
import type { Container } from "./container.js";
import type { Holds } from "./holds.js";
import { shellWith } from "./shells.js";
import { signalName } from "./signals.js";
import type { LabStore } from "./store.js";
import type { Supervisor } from "./supervisor.js";

/** What starting, stopping and entering containers needs of the engine. */
export interface ProcessParts {
  readonly store: LabStore;
  readonly holds: Holds;
  readonly supervisor?: Supervisor | undefined;
  readonly afterExit: (container: Container) => void;
}

const POLL_MS = 100;
const SUPERVISOR_MS = 20_000;
const SIGKILL_EXIT = 137;

/** The programs of containers: in this process, or in another that shares the store. See `Engine` for each call. */
export class Processes {
  readonly #parts: ProcessParts;

  constructor(parts: ProcessParts) {
    this.#parts = parts;
  }

  async start(name: string, stdio?: Stdio): Promise<StartedContainer> {
    const find = () => this.#find(name);
    const elsewhere = this.#do(() => this.#runsElsewhere(find()));
    if (elsewhere) return { id: this.#do(find).id, wait: () => this.wait(name) };
    try {
      if (stdio === undefined && this.#parts.supervisor !== undefined) {
        const started = await this.#startElsewhere(name, this.#parts.supervisor);
        if (started !== undefined) return started;
      }
      const held = await this.#parts.holds.take(find, (container) => container.start(stdio));
      const { container, release, result: exit } = held;
      // A shell at its prompt is nothing that runs; everything else is, to its end.
      if (container.waiting) release();
      else void exit.then(release);
      return { id: container.id, wait: () => exit };
    } catch (error) {
      // `--rm` also tidies up after a container that could not be started.
      if (error instanceof ContainerStartError) this.#do(() => this.#parts.afterExit(find()));
      throw error;
    }
  }

  /** `undefined` for a shell that will wait for lines, which needs no process, and for what runs already. */
  async #startElsewhere(name: string, supervisor: Supervisor): Promise<StartedContainer | undefined> {
    const find = () => this.#find(name);
    // Refusals come from here, before there is another process.
    const { container, result, release } = await this.#parts.holds.take(find, (found) =>
      found.prepareStart(),
    );
    release();
    if (result !== "runs") return undefined;
    const { id } = container;
    const { startedAt } = container.state;
    supervisor.start(id);
    for (let until = Date.now() + SUPERVISOR_MS; ; await pause(POLL_MS / 4)) {
      const now = this.#do(() => this.#parts.store.containers.lookup(id));
      if (now === undefined || now.state.startedAt !== startedAt) break;
      if (Date.now() > until)
        throw new ContainerBusyError(now.init.name, "its supervisor", "it did not come up within 20 seconds");
    }
    return { id, wait: () => this.wait(id) };
  }

  async attach(name: string): Promise<ShellSession> {
    const { container, result, release } = await this.#parts.holds.take(
      () => this.#find(name),
      (found) => found.attach(),
    );
    release();
    return this.#inTurns(container, result);
  }

  async exec(name: string, options: ExecOptions): Promise<ExitStatus> {
    if (this.#parts.supervisor !== undefined) {
      const container = this.#do(() => this.#find(name));
      const status = this.#do(() => this.#runsElsewhere(container))
        ? await this.#parts.supervisor.exec(container.id, options)
        : undefined;
      if (status !== undefined) return status;
    }
    const { result, release } = await this.#parts.holds.take(
      () => this.#find(name),
      // The rejection is handed on by the await below.
      (container) => settled(container.exec(options)),
    );
    try {
      return await result();
    } finally {
      release();
    }
  }

  async execShell(
    name: string,
    options: Omit<ExecOptions, "command" | "stdio" | "signal"> = {},
  ): Promise<ShellSession> {
    const { container, result, release } = await this.#parts.holds.take(
      () => this.#find(name),
      (found) => found.execShell(options),
    );
    release();
    return this.#inTurns(container, result);
  }

  /** A shell that holds its container while a line runs, and shows what others did in between. */
  #inTurns({ id }: Container, session: ShellSession): ShellSession {
    const take = () =>
      this.#parts.holds.take(
        () => this.#find(id),
        ({ state }) => state.exitCode,
      );
    return shellWith(session, {
      execute: async (line, stdio, signal) => {
        if (session.closed) return { exitCode: SIGKILL_EXIT };
        const held = await take().catch((error: unknown) => {
          // Somebody has removed the container meanwhile, and its shell with it.
          if (session.closed) return undefined;
          throw error;
        });
        if (held === undefined) return { exitCode: SIGKILL_EXIT };
        try {
          if (session.closed) return { exitCode: held.result };
          return await session.execute(line, stdio, signal);
        } finally {
          held.release();
        }
      },
    });
  }

  async stop(name: string, options: { timeoutSeconds?: number } = {}): Promise<void> {
    const { files } = this.#parts.store;
    const container = this.#do(() => this.#find(name));
    if (container.state.status !== "running") return;
    if (container.runsHere && this.#parts.holds.has(container.id)) return container.stop();
    if (this.#do(() => this.#runsElsewhere(container))) {
      files?.askToStop(container.id);
      await this.#ended(container.id, (options.timeoutSeconds ?? 10) + 5);
      return;
    }
    const { result, release } = await this.#parts.holds.take(
      () => this.#find(name),
      (found) => settled(found.stop()),
    );
    try {
      await result();
    } finally {
      release();
    }
  }

  async kill(name: string, options: { signal?: string } = {}): Promise<void> {
    const signal = signalName(options.signal ?? "KILL");
    const container = this.#killable(name);
    if (signal === "KILL") await container.stop();
  }

  #killable(name: string): Container {
    const container = this.#do(() => this.#parts.store.containers.lookup(name));
    if (container === undefined) throw new CannotKillError(name, `No such container: ${name}`, 404);
    if (container.state.status !== "running")
      throw new CannotKillError(name, `container ${container.id} is not running`, 409);
    return container;
  }

  async wait(name: string): Promise<ExitStatus> {
    const container = this.#do(() => this.#find(name));
    if (container.runsHere || container.state.status !== "running") return container.wait();
    return this.#ended(container.id);
  }

  /** Resolves when a container has ended that runs in another process. */
  async #ended(id: string, seconds = Number.POSITIVE_INFINITY): Promise<ExitStatus> {
    const until = Date.now() + seconds * 1000;
    for (;;) {
      const container = this.#do(() => this.#parts.store.containers.lookup(id));
      if (container?.state.status !== "running") return { exitCode: container?.state.exitCode ?? 0 };
      if (Date.now() > until) {
        const owner = this.#parts.store.files?.otherOwner(id)?.split(" ", 1)[0] ?? "?";
        throw new ContainerBusyError(
          container.init.name,
          `process ${owner}`,
          "it does not answer; end that process, and the container ends with it",
        );
      }
      await pause(POLL_MS);
    }
  }

  async followLogs(name: string, listener: (chunk: LogChunk) => void): Promise<() => void> {
    const container = this.#do(() => this.#find(name));
    const { files } = this.#parts.store;
    if (files === undefined || container.runsHere) return container.follow(listener);
    let seen = files.readLog(container.id).length;
    const timer = setInterval(() => {
      const chunks = files.readLog(container.id);
      // A log that was cut back begins anew.
      if (chunks.length < seen) seen = 0;
      for (const chunk of chunks.slice(seen)) listener(chunk);
      seen = chunks.length;
    }, POLL_MS);
    return () => clearInterval(timer);
  }

  /** Its program runs in another process. */
  #runsElsewhere(container: Container): boolean {
    return (
      container.state.status === "running" &&
      !container.runsHere &&
      this.#parts.store.files?.otherOwner(container.id) !== undefined
    );
  }

  #do<Result>(work: () => Result): Result {
    return this.#parts.store.transact(work);
  }

  #find(name: string): Container {
    return this.#parts.store.containers.find(name);
  }
}

/** A promise that may fail before somebody waits for it. */
function settled<Value>(promise: Promise<Value>): () => Promise<Value> {
  promise.catch(() => {});
  return () => promise;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
