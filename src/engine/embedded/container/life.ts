import { setTimeout } from "#platform/timers";
import {
  ContainerNotRunningError,
  ContainerPausedError,
  ContainerStartError,
  ExecStartError,
  NotAttachableError,
} from "../../../errors/containers.js";
import { messageOf } from "../../../errors/thrown.js";
import { MountError, MountKindError, RefusedMountError } from "../../../errors/volumes.js";
import { DEFAULT_PATH } from "../../../posix/environment.js";
import { KILLED, NOT_FOUND } from "../../../posix/exit-status.js";
import { type Signal, signalNumber } from "../../../posix/signals.js";
import { SHELLS } from "../../../process/interactive-shell.js";
import type { ProcessNetwork } from "../../../process/network.js";
import type { ExitStatus, Runtime, ShellSession, Stdio } from "../../../process/process.js";
import { type Outcome, ProcessSignals } from "../../../process/signals.js";
import type { FileSystem } from "../../../vfs/filesystem.js";
import type { ContainerProcess, ExecOptions } from "../../processes.js";
import { type NetworkState, NO_NETWORK } from "../networks/state.js";
import { watchHealth } from "./health.js";
import type { ContainerLog } from "./log.js";
import { type Own, OwnProcesses } from "./own-processes.js";
import type { DetachedSpec } from "./process-spec.js";
import { ProcessTable } from "./process-table.js";
import type { RecordedContainer } from "./record.js";
import { shellWith } from "./shell-wrapper.js";

export interface LifeParts {
  readonly recorded: RecordedContainer;
  readonly log: ContainerLog;
  readonly runtime: Runtime;
  /** The container's root as its processes see it, with all mounts. */
  readonly mount: (network: NetworkState) => FileSystem;
  /** What it gets of its networks as it starts. Throws where it cannot have what it asks for. */
  readonly join: () => NetworkState;
  /** What its programs see of the lab's network. */
  readonly traffic: ProcessNetwork;
  /** Its program is not there, which is found after that. */
  readonly failed: (network: NetworkState) => void;
  /** Its state has changed while nobody asked: it is to be kept. */
  readonly changed: () => void;
  /** RFC 3339. */
  readonly now: () => string;
  /** Other containers may have come or gone: their names in /etc/hosts. */
  readonly meet: () => void;
  /** Called each time the main process has ended, after the state has been updated. */
  readonly onExit: () => void;
}

/** What runs in a container: its main process, commands beside it, and shells. */
export class ContainerLife {
  readonly #parts: LifeParts;
  readonly #table: ProcessTable;
  readonly #own: OwnProcesses;
  #run: Run | undefined;
  #wasStopped = false;

  constructor(parts: LifeParts) {
    this.#parts = parts;
    this.#table = new ProcessTable(parts.now);
    this.#own = new OwnProcesses(parts.recorded, parts.runtime, parts.traffic);
  }

  /** Somebody has ended it, rather than its program: no policy starts it again then. */
  get wasStopped(): boolean {
    return this.#wasStopped;
  }

  /** What runs in it here. */
  get processes(): readonly ContainerProcess[] {
    return this.#table.list();
  }

  /** Whether this process runs something in it, or did and still has its shell. */
  get runsHere(): boolean {
    return this.#run !== undefined;
  }

  /** What its processes see; `undefined` if none runs here. */
  get fileSystem(): FileSystem | undefined {
    return this.#run?.fs;
  }

  /** The end of the main process, or how it ended last. */
  async wait(): Promise<ExitStatus> {
    const { state } = this.#parts.recorded;
    return this.#run?.exit ?? { exitCode: state.status === "exited" ? state.exitCode : 0 };
  }

  /**
   * Whether it can be started, and what it will be: a shell that waits, or a program that runs.
   * @throws {ContainerStartError}
   */
  prepareStart(): "waits" | "runs" | "is running" {
    if (this.#parts.recorded.state.status === "running") return "is running";
    const network = this.#parts.join();
    this.#main(this.#mount(network), network);
    return this.#own.waitsForInput ? "waits" : "runs";
  }

  /**
   * Starts the main process.
   * @throws {ContainerStartError} when its program is not there; the container then stays as it is
   */
  start(stdio?: Stdio, restarts = 0): Promise<ExitStatus> {
    const { recorded, join } = this.#parts;
    if (recorded.state.status === "running") return this.#running().exit;
    if (stdio !== undefined) recorded.told("attach");
    const network = join();
    const fs = this.#mount(network);
    const spec = this.#main(fs, network);
    const waits = stdio?.stdin === undefined && this.#own.waitsForInput;
    recorded.started(waits, network, restarts);
    this.#wasStopped = false;
    const run = this.#begin(fs, waits ? spec : undefined);
    if (!waits) this.#runMain(run, spec, stdio);
    return run.exit;
  }

  /** @throws {ContainerStartError} */
  #main(fs: FileSystem, network: NetworkState): DetachedSpec {
    try {
      return this.#own.main(fs);
    } catch (error) {
      if (error instanceof ContainerStartError) this.#parts.failed(network);
      throw error;
    }
  }

  /** @throws {MountError} {@link MountKindError} the container then stays as it is */
  #mount(network: NetworkState): FileSystem {
    const { recorded, mount } = this.#parts;
    try {
      return mount(network);
    } catch (error) {
      if (
        error instanceof MountError ||
        error instanceof MountKindError ||
        error instanceof RefusedMountError
      )
        recorded.notStarted(error.message, NOT_FOUND);
      throw error;
    }
  }

  #runMain(run: Run, spec: DetachedSpec, stdio: Stdio | undefined): void {
    const { recorded, runtime } = this.#parts;
    const output = this.#logged(stdio);
    const { argv } = spec;
    const gone = this.#table.add(argv, recorded.facts.config.User ?? "", spec.tty);
    const begun = { how: "main" as const, argv, ...this.#own.place({}, spec) };
    const { stdin, ...command } = recorded.commands.program(begun, stdio?.stdin);
    const end = (status: ExitStatus) => {
      command.end(status.exitCode);
      gone();
      run.end(run.endedBy ?? status);
    };
    runtime
      .run({
        ...spec,
        stdio: stdin === undefined ? output : { ...output, stdin },
        signal: run.abort.signal,
        signals: run.signals,
        init: run.signals,
      })
      .then(end, (error: unknown) => {
        output.stderr(new TextEncoder().encode(`${messageOf(error)}\n`));
        end({ exitCode: 1 });
      });
  }

  #begin(fs: FileSystem, shell: DetachedSpec | undefined): Run {
    let end: (status: ExitStatus) => void = () => {};
    const ended = new Promise<ExitStatus>((resolve) => {
      end = resolve;
    });
    let session: ShellSession | undefined;
    const over = new AbortController();
    this.#table.reset();
    if (shell !== undefined)
      this.#table.add(shell.argv, this.#parts.recorded.facts.config.User ?? "", shell.tty);
    const run: Run = {
      fs,
      shell: () => {
        if (shell !== undefined) session ??= this.#openShell(shell, {});
        return session;
      },
      abort: new AbortController(),
      signals: new ProcessSignals(),
      endedBy: undefined,
      ended: over.signal,
      exit: ended.then((status) => {
        over.abort();
        return this.#exited(run, status);
      }),
      end,
    };
    this.#run = run;
    // The disk may refuse to write its end when nobody waits for it; who does is told.
    run.exit.catch(() => {});
    this.#watchHealth(run);
    // So that the prompt appears at once, as with a shell that has just started.
    run.shell();
    return run;
  }

  /** @throws {ContainerNotRunningError} {@link NotAttachableError} */
  attach(): ShellSession {
    const run = this.#running();
    const shell = run.shell();
    if (shell === undefined) throw new NotAttachableError(this.#parts.recorded.facts.name);
    return shellWith(shell, {
      ended: () => run.abort.signal.aborted,
      execute: async (line, stdio, signal) => {
        this.#notPaused();
        this.#parts.meet();
        const status = await shell.execute(line, this.#logged(stdio), either(signal, run.abort.signal));
        if (shell.closed) {
          run.end(status);
          await run.exit;
        }
        return status;
      },
    });
  }

  /** @throws {ContainerNotRunningError} {@link ExecStartError} */
  async exec(options: ExecOptions): Promise<ExitStatus> {
    const { recorded, runtime } = this.#parts;
    const { fs, abort, signals } = this.#running();
    const died = recorded.executes(options.command);
    // The container's own terminal belongs to its main program.
    const spec = this.#own.exec(options.command, fs, { ...options, tty: options.tty ?? false });
    const { argv } = spec;
    const gone = this.#table.add(argv, options.user ?? recorded.facts.config.User ?? "", spec.tty);
    const { stdin, ...command } = recorded.commands.program(
      { how: "exec", argv, ...this.#own.place(options, spec) },
      options.stdio.stdin,
    );
    // A bug of ours ends it, too.
    let exitCode = 1;
    try {
      const status = await runtime.run({
        ...spec,
        stdio: onTerminal(spec.tty, stdin === undefined ? options.stdio : { ...options.stdio, stdin }),
        signal: either(options.signal, abort.signal),
        init: signals,
      });
      exitCode = status.exitCode;
      return status;
    } finally {
      command.end(exitCode);
      gone();
      died(exitCode);
    }
  }

  /** @throws {ContainerNotRunningError} {@link ExecStartError} */
  execShell(options: Omit<ExecOptions, "command" | "stdio" | "signal">): ShellSession {
    const { fs, abort } = this.#running();
    const shell = SHELLS.find(
      (name) => this.#parts.runtime.lookup(name, { PATH: DEFAULT_PATH }, "/", fs).found,
    );
    const spec = this.#own.exec([shell ?? "bash"], fs, { ...options, tty: options.tty ?? true });
    const session = this.#openShell(spec, options);
    const died = this.#parts.recorded.executes(spec.argv);
    return shellWith(session, {
      ended: () => abort.signal.aborted,
      execute: async (line, stdio, signal) => {
        this.#notPaused();
        this.#parts.meet();
        const status = await session.execute(line, onTerminal(spec.tty, stdio), either(signal, abort.signal));
        if (session.closed) died(status.exitCode);
        return status;
      },
    });
  }

  /** A shell whose lines are recorded. */
  #openShell(spec: DetachedSpec, options: Own): ShellSession {
    const { recorded, runtime } = this.#parts;
    const session = runtime.openShell(spec);
    const record = recorded.commands.session(session, spec.argv[0] ?? "", this.#own.place(options, spec));
    return shellWith(session, {
      execute: (line, stdio, signal) =>
        record(line, stdio.terminal !== false, () => session.execute(line, stdio, signal)),
    });
  }

  /**
   * Sends the main process a signal. What it does not handle does nothing, as with every first process of a container;
   * `--init` has another first process, which passes it on to one that ends by it.
   */
  async signal(signal: Signal): Promise<Outcome> {
    if (signal === "KILL") {
      await this.stop();
      return "caught";
    }
    this.#parts.recorded.signalled(signal);
    const run = this.#run;
    // A shell at its prompt runs nothing that could react.
    if (run === undefined || run.shell() !== undefined) return "default";
    const outcome = await run.signals.sendFromOutside(signal);
    const { facts } = this.#parts.recorded;
    if (outcome !== "default" || facts.hostConfig.Init !== true || HARMLESS.has(signal)) return outcome;
    run.endedBy = { exitCode: 128 + signalNumber(signal) };
    run.abort.abort();
    await run.exit;
    return "caught";
  }

  /**
   * Ends the main process and waits until it has ended: with a signal, and with KILL when it has not ended after some
   * seconds; at once where it would not notice the signal.
   */
  async stop({ signal = "KILL", seconds = 0 }: { signal?: Signal; seconds?: number } = {}): Promise<void> {
    const { recorded } = this.#parts;
    this.#wasStopped = true;
    if (signal === "KILL" || recorded.state.status !== "running") return this.#kill();
    const run = this.#run;
    const outcome = await this.signal(signal);
    if (outcome !== "default" && run !== undefined) await endedWithin(run.exit, seconds);
    // It has ended, and may have been started again since.
    if (this.#run === run) await this.#kill();
    recorded.stopped();
  }

  async #kill(): Promise<void> {
    const { recorded, onExit } = this.#parts;
    if (recorded.state.status !== "running") return;
    const run = this.#run;
    if (run !== undefined || recorded.waiting) recorded.signalled("KILL");
    if (run === undefined) {
      if (!recorded.waiting) throw new ContainerNotRunningError(recorded.facts.id);
      // There is no process at its prompt.
      recorded.lost();
      onExit();
      return;
    }
    run.abort.abort();
    // A shell at its prompt runs nothing that could react to the signal.
    if (run.shell() !== undefined) run.end({ exitCode: KILLED });
    await run.exit;
  }

  /** What ran here was ended or removed by another process. */
  cutOff(exitCode: number): void {
    const run = this.#run;
    this.#run = undefined;
    run?.abort.abort();
    run?.end({ exitCode });
  }

  /** What runs here. If it is a waiting shell that nobody has, this process takes it over now. */
  #running(): Run {
    const { recorded, mount, meet } = this.#parts;
    this.#notPaused();
    meet();
    if (this.#run !== undefined) return this.#run;
    if (recorded.state.status !== "running" || !recorded.waiting)
      throw new ContainerNotRunningError(recorded.facts.id);
    const fs = mount(recorded.state.network ?? NO_NETWORK);
    return this.#begin(fs, this.#own.of(this.#own.commandLine, fs, {}));
  }

  /** @throws {ContainerPausedError} */
  #notPaused(): void {
    const { state, facts } = this.#parts.recorded;
    if (state.paused === true) throw new ContainerPausedError(facts.id);
  }

  #watchHealth(run: Run): void {
    const { recorded, now, changed } = this.#parts;
    const { Healthcheck, Shell } = recorded.facts.config;
    const { health } = recorded.state;
    if (Healthcheck === undefined || health === undefined) return;
    const shell = Shell ?? ["/bin/sh", "-c"];
    watchHealth(
      Healthcheck,
      {
        ...{ shell, now },
        get: () => recorded.state.health ?? health,
        set: (state) => {
          recorded.health(state);
          changed();
        },
        run: async (argv, signal) => {
          const died = recorded.executes(argv);
          const result = await this.#own.check(argv, run.fs, signal);
          // Nothing has run of what is not there, and nobody is told of what ended with the container.
          if (result.exitCode >= 0 && !signal.aborted) died(result.exitCode);
          return result;
        },
      },
      AbortSignal.any([run.abort.signal, run.ended]),
    );
  }

  #exited(run: Run, status: ExitStatus): ExitStatus {
    // If the end came from elsewhere, the state has it already.
    if (this.#run !== run) return status;
    this.#run = undefined;
    this.#parts.recorded.exited(status.exitCode);
    this.#parts.onExit();
    return status;
  }

  #logged(attached: Stdio | undefined): Stdio {
    const { log, recorded } = this.#parts;
    return onTerminal(recorded.facts.config.Tty === true, log.tee(attached));
  }
}

/** One run of the main process, with everything beside it. */
interface Run {
  readonly fs: FileSystem;
  /** The main process, if it is a shell that waits for lines. */
  readonly shell: () => ShellSession | undefined;
  readonly abort: AbortController;
  /** Of the main process. */
  readonly signals: ProcessSignals;
  /** The end that a signal gave it. */
  endedBy: ExitStatus | undefined;
  /** Aborts when the main process has ended by itself, too. */
  readonly ended: AbortSignal;
  readonly exit: Promise<ExitStatus>;
  readonly end: (status: ExitStatus) => void;
}

/** A terminal has one screen: what a program prints to stderr appears on stdout, in order. */
function onTerminal(tty: boolean, stdio: Stdio): Stdio {
  return tty && stdio.terminal !== false ? { ...stdio, stderr: (chunk) => stdio.stdout(chunk) } : stdio;
}

/** Without effect on a process that does not handle them. */
const HARMLESS: ReadonlySet<Signal> = new Set([
  "CHLD",
  "CONT",
  "URG",
  "WINCH",
  "STOP",
  "TSTP",
  "TTIN",
  "TTOU",
]);

/** @param seconds below 0 for as long as it takes */
async function endedWithin(exit: Promise<ExitStatus>, seconds: number): Promise<void> {
  if (seconds < 0) return void (await exit);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000);
  });
  await Promise.race([exit, late]);
  clearTimeout(timer);
}

function either(signal: AbortSignal | undefined, other: AbortSignal): AbortSignal {
  return signal === undefined ? other : AbortSignal.any([signal, other]);
}
