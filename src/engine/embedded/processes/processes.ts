import { setInterval, setTimeout } from "#platform/timers";
import { ContainerSettingsError } from "../../../errors/container-settings.js";
import {
  CannotKillError,
  ContainerBusyError,
  ContainerNotRunningError,
  ContainerPausedError,
  ContainerStartError,
  InvalidSignalError,
} from "../../../errors/containers.js";
import { MountError, MountKindError, RefusedMountError } from "../../../errors/volumes.js";
import { KILLED } from "../../../posix/exit-status.js";
import { parseSignal } from "../../../posix/signals.js";
import type { ExitStatus, ShellSession, Stdio } from "../../../process/process.js";
import type { HostConfig } from "../../host-config.js";
import type {
  ContainerProcess,
  ExecOptions,
  LogChunk,
  Processes,
  StartedContainer,
  StopOptions,
} from "../../processes.js";
import type { Container } from "../container/container.js";
import { shellWith } from "../container/shell-wrapper.js";
import { checkUpdate } from "../containers/check-resources.js";
import { containerEvent } from "../events/report.js";
import type { ContainerLocks } from "../store/container-locks.js";
import type { LabStore } from "../store/store.js";
import { hasPolicy, keepUp } from "./restarts.js";
import type { Supervisor } from "./supervisor.js";

/** What starting, stopping and entering containers needs from the engine. */
export interface ProcessParts {
  readonly store: LabStore;
  readonly locks: ContainerLocks;
  readonly supervisor?: Supervisor | undefined;
  readonly afterExit: (container: Container) => void;
}

const POLL_MS = 100;
const SUPERVISOR_MS = 20_000;
/** What `docker stop` waits by default. */
const STOP_SECONDS = 10;

/** The programs of containers: in this process, or in another that shares the store. See {@link Processes} for each method. */
export class EmbeddedProcesses implements Processes {
  readonly #parts: ProcessParts;

  constructor(parts: ProcessParts) {
    this.#parts = parts;
  }

  async start(name: string, stdio?: Stdio): Promise<StartedContainer> {
    const find = () => this.#find(name);
    const elsewhere = this.#do(() => this.#runsElsewhere(find()));
    const { state, facts } = this.#do(find);
    if (state.paused === true)
      throw new ContainerPausedError(facts.id, "cannot start a paused container, try unpause instead");
    const wait = () => this.wait(name);
    if (elsewhere) return { id: facts.id, wait, finished: wait };
    try {
      if (stdio === undefined && this.#parts.supervisor !== undefined) {
        const started = await this.#startElsewhere(name, this.#parts.supervisor);
        if (started !== undefined) return started;
      }
      const held = await this.#parts.locks.take(find, (container) => container.life.start(stdio));
      const { container, release, result: exit } = held;
      // A shell at its prompt runs nothing; everything else holds the container until it ends.
      if (container.waiting) {
        release();
        return { id: container.id, wait: () => exit, finished: () => exit };
      }
      const finished = settled(keepUp(container, exit, this.#parts.store).finally(release));
      // Who waits is told of the first end, which is the last one where no policy starts it again.
      const isLast = !hasPolicy(container);
      return { id: container.id, wait: isLast ? finished : () => exit, finished };
    } catch (error) {
      // `--rm` also removes a container that could not be started.
      if (isStartFailure(error)) this.#do(() => this.#parts.afterExit(find()));
      throw error;
    }
  }

  /** `undefined` for a shell that will wait for lines, which needs no process, and for a container that is already running. */
  async #startElsewhere(name: string, supervisor: Supervisor): Promise<StartedContainer | undefined> {
    const find = () => this.#find(name);
    // Refuses at once what cannot start, before there is another process.
    const { container, result, release } = await this.#parts.locks.take(find, (found) =>
      found.life.prepareStart(),
    );
    release();
    if (result !== "runs") return undefined;
    const { id } = container;
    const { startedAt } = container.state;
    supervisor.start(id);
    for (let until = performance.now() + SUPERVISOR_MS; ; await pause(POLL_MS / 4)) {
      const now = this.#do(() => this.#parts.store.containers.lookup(id));
      if (now === undefined || now.state.startedAt !== startedAt) break;
      if (performance.now() > until)
        throw new ContainerBusyError(
          now.facts.name,
          "its supervisor",
          "it did not come up within 20 seconds",
        );
    }
    const wait = () => this.wait(id);
    return { id, wait, finished: wait };
  }

  async pause(name: string): Promise<void> {
    this.#do(() => {
      const container = this.#find(name);
      const { id, state } = container;
      if (state.status !== "running") throw new ContainerNotRunningError(id);
      if (state.paused === true) throw new ContainerPausedError(id, `Container ${id} is already paused`);
      container.paused(true);
    });
  }

  async unpause(name: string): Promise<void> {
    this.#do(() => {
      const container = this.#find(name);
      const { id, state } = container;
      if (state.paused !== true) throw new ContainerPausedError(id, `Container ${id} is not paused`);
      container.paused(false);
    });
  }

  async processesOf(name: string): Promise<readonly ContainerProcess[]> {
    return this.#do(() => {
      const container = this.#find(name);
      const { state, facts } = container;
      if (state.status !== "running") throw new ContainerNotRunningError(facts.id);
      containerEvent(this.#parts.store.events, "top", facts);
      if (container.life.processes.length > 0) return container.life.processes;
      // Another process runs it, or nobody its shell: its main program is all that is known.
      const { User = "", Tty = false } = facts.config;
      const command = container.commandLine.join(" ");
      const main = { pid: 1, parent: 0, user: User || "root", command, tty: Tty };
      return [{ ...main, started: state.startedAt }];
    });
  }

  async update(name: string, changes: HostConfig): Promise<void> {
    this.#do(() => {
      const container = this.#find(name);
      const { id, facts, state } = container;
      try {
        checkUpdate(facts.hostConfig, changes);
      } catch (error) {
        if (!(error instanceof ContainerSettingsError)) throw error;
        throw new ContainerSettingsError(`Cannot update container ${id}: ${error.message}`);
      }
      if (
        facts.autoRemove &&
        changes.RestartPolicy !== undefined &&
        !/^(no)?$/.test(changes.RestartPolicy.Name)
      )
        throw new ContainerSettingsError(
          `Cannot update container ${id}: Restart policy cannot be updated because AutoRemove is enabled for the container`,
        );
      container.reconfigure({ hostConfig: { ...facts.hostConfig, ...changes } }, state.network);
      containerEvent(this.#parts.store.events, "update", facts);
    });
  }

  async attach(name: string): Promise<ShellSession> {
    const { container, result, release } = await this.#parts.locks.take(
      () => this.#find(name),
      (found) => found.life.attach(),
    );
    containerEvent(this.#parts.store.events, "attach", container.facts);
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
    const { result, release } = await this.#parts.locks.take(
      () => this.#find(name),
      // The await below passes a rejection on.
      (container) => settled(container.life.exec(options)),
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
    const { container, result, release } = await this.#parts.locks.take(
      () => this.#find(name),
      (found) => found.life.execShell(options),
    );
    release();
    return this.#inTurns(container, result);
  }

  /** A shell that holds its container while a line runs, and shows what others did in between. */
  #inTurns({ id }: Container, session: ShellSession): ShellSession {
    const take = () =>
      this.#parts.locks.take(
        () => this.#find(id),
        ({ state }) => state.exitCode,
      );
    return shellWith(session, {
      execute: async (line, stdio, signal) => {
        if (session.closed) return { exitCode: KILLED };
        const held = await take().catch((error: unknown) => {
          // In the meantime the container was removed, and its shell with it.
          if (session.closed) return undefined;
          throw error;
        });
        if (held === undefined) return { exitCode: KILLED };
        try {
          if (session.closed) return { exitCode: held.result };
          return await session.execute(line, stdio, signal);
        } finally {
          held.release();
        }
      },
    });
  }

  async stop(name: string, options: StopOptions = {}): Promise<void> {
    const { files } = this.#parts.store;
    const container = this.#do(() => this.#find(name));
    const { StopSignal, StopTimeout } = container.facts.config;
    const text = options.signal || StopSignal || "TERM";
    const signal = parseSignal(text);
    if (signal === undefined) throw new InvalidSignalError(text);
    const seconds = options.timeoutSeconds ?? StopTimeout ?? STOP_SECONDS;
    const how = { signal, seconds };
    if (container.state.status !== "running") {
      // Its policy may be about to start it again.
      await container.life.stop();
      return;
    }
    if (container.life.runsHere && this.#parts.locks.has(container.id)) return container.life.stop(how);
    if (this.#do(() => this.#runsElsewhere(container))) {
      files?.ask(container.id, { ...how, stops: true });
      await this.#ended(container.id, seconds < 0 ? undefined : seconds + 5);
      return;
    }
    const { result, release } = await this.#parts.locks.take(
      () => this.#find(name),
      (found) => settled(found.life.stop(how)),
    );
    try {
      await result();
    } finally {
      release();
    }
  }

  async restart(name: string, options: StopOptions = {}): Promise<void> {
    const { id } = this.#do(() => this.#find(name));
    await this.stop(id, options);
    await this.start(id);
    this.#do(() => containerEvent(this.#parts.store.events, "restart", this.#find(id).facts));
  }

  async kill(name: string, options: { signal?: string } = {}): Promise<void> {
    const text = options.signal ?? "KILL";
    const signal = parseSignal(text);
    if (signal === undefined) throw new InvalidSignalError(text);
    const container = this.#killable(name);
    if (!this.#do(() => this.#runsElsewhere(container))) {
      await container.life.signal(signal);
      return;
    }
    this.#parts.store.files?.ask(container.id, { signal, seconds: 0, stops: signal === "KILL" });
    if (signal === "KILL") await this.#ended(container.id, STOP_SECONDS);
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
    if (container.life.runsHere || container.state.status !== "running") return container.life.wait();
    return this.#ended(container.id);
  }

  /** Resolves when a container that runs in another process has ended. */
  async #ended(id: string, seconds = Number.POSITIVE_INFINITY): Promise<ExitStatus> {
    const until = performance.now() + seconds * 1000;
    for (;;) {
      const container = this.#do(() => this.#parts.store.containers.lookup(id));
      if (container?.state.status !== "running") return { exitCode: container?.state.exitCode ?? 0 };
      if (performance.now() > until) {
        const owner = this.#parts.store.files?.otherOwner(id)?.split(" ", 1)[0] ?? "?";
        throw new ContainerBusyError(
          container.facts.name,
          `process ${owner}`,
          "it does not answer; end that process, and the container ends with it",
        );
      }
      await pause(POLL_MS);
    }
  }

  async logs(name: string): Promise<readonly LogChunk[]> {
    return this.#do(() => this.#find(name).log.chunks);
  }

  async followLogs(name: string, listener: (chunk: LogChunk) => void): Promise<() => void> {
    const container = this.#do(() => this.#find(name));
    const { files } = this.#parts.store;
    if (files === undefined || container.life.runsHere) return container.log.follow(listener);
    let seen = files.readLog(container.id).length;
    const timer = setInterval(() => {
      const chunks = files.readLog(container.id);
      // The log was cut back to its bound.
      if (chunks.length < seen) seen = 0;
      for (const chunk of chunks.slice(seen)) listener(chunk);
      seen = chunks.length;
    }, POLL_MS);
    return () => clearInterval(timer);
  }

  /** Whether its program runs in another process. */
  #runsElsewhere(container: Container): boolean {
    return (
      container.state.status === "running" &&
      !container.life.runsHere &&
      this.#parts.store.files?.otherOwner(container.id) !== undefined
    );
  }

  readonly #do: LabStore["transact"] = (work) => this.#parts.store.transact(work);

  #find(name: string): Container {
    return this.#parts.store.containers.find(name);
  }
}

function isStartFailure(error: unknown): boolean {
  return (
    error instanceof ContainerStartError ||
    error instanceof MountError ||
    error instanceof MountKindError ||
    error instanceof RefusedMountError
  );
}

/** A promise that may fail before anything waits for it. */
function settled<Value>(promise: Promise<Value>): () => Promise<Value> {
  promise.catch(() => {});
  return () => promise;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
