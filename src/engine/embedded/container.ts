import {
  ContainerNotRunningError,
  ContainerStartError,
  ExecStartError,
  NotAttachableError,
} from "../../errors/containers.js";
import type { Digest } from "../../oci/digest.js";
import type { ContainerConfig } from "../../oci/types.js";
import type { ExitStatus, ProcessSpec, Runtime, ShellSession, Stdio } from "../../runtime/process.js";
import type { ActiveSnapshot } from "../../snapshot/snapshotter.js";
import type { UpperArchive } from "../../snapshot/upper-archive.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { type DirectoryNode, emptyChanges, type MutableDirectory } from "../../vfs/node.js";
import { UnionFileSystem } from "../../vfs/union.js";
import type { ContainerCommands, RecordedPlace } from "../commands.js";
import type { ExecOptions, LogChunk } from "../engine.js";
import { CommandRecord, type Running } from "./command-record.js";
import type { ContainerRecord, ContainerState } from "./container-file.js";
import { MAX_LOG_BYTES } from "./container-log.js";
import { standardMounts, withInitLayer } from "./rootfs.js";
import { shellWith } from "./shells.js";
import { resolveUser } from "./user.js";

export interface ContainerInit {
  readonly id: string;
  /** In the order of their making. */
  readonly sequence: number;
  readonly name: string;
  readonly imageId: Digest;
  /** As it was named at create. */
  readonly imageName: string;
  readonly created: string;
  readonly config: ContainerConfig;
  readonly autoRemove: boolean;
  readonly snapshot: ActiveSnapshot;
  readonly overlayOptions: string;
}

/** What a container needs of the world around it. */
export interface ContainerWorld {
  readonly runtime: Runtime;
  readonly clock: () => number;
  /** Called once for each exit, after the state says so. */
  readonly onExit: (container: Container) => void;
  /** Where the writable layer is kept; absent for an engine that keeps nothing. */
  readonly archive?: UpperArchive;
  /** All that was logged before this process came. */
  readonly earlierLog?: () => readonly LogChunk[];
}

const NEVER = "0001-01-01T00:00:00Z";
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const SHELLS = new Set(["bash", "sh", "dash"]);
const SIGKILL_EXIT = 137;

/**
 * One container: its writable layer, its main process and its log. The writable layer lives as long as the
 * container, running or not; processes see it through a union file system that is mounted at each start.
 */
export class Container {
  #init: ContainerInit;
  readonly #listeners = new Set<(chunk: LogChunk) => void>();
  readonly #world: ContainerWorld;
  #lower: DirectoryNode | undefined;
  readonly #logs: LogChunk[] = [];
  #logBytes = 0;
  /** Chunks that are not in the log's file yet. */
  #unsaved: LogChunk[] = [];
  #state: ContainerState = { status: "created", exitCode: 0, error: "", startedAt: NEVER, finishedAt: NEVER };
  #waiting = false;
  #stored: ContainerRecord["upper"];
  #changed = false;
  #run: Run | undefined;
  readonly #commands: CommandRecord;

  constructor(init: ContainerInit, world: ContainerWorld, record?: ContainerRecord) {
    this.#init = init;
    this.#world = world;
    this.#commands = new CommandRecord(init.created, world.clock, record?.commands);
    if (record === undefined) return;
    this.#state = record.state;
    this.#waiting = record.waiting;
    this.#stored = record.upper;
  }

  /** The image's merged layers with Docker's init layer: what the writable layer lies on. */
  get lower(): DirectoryNode {
    // The init layer is made with the container, whenever somebody first looks at it.
    this.#lower ??= withInitLayer(this.#init.snapshot.parent.tree, Date.parse(this.#init.created) / 1000);
    return this.#lower;
  }

  /** What was done in it. */
  get commands(): ContainerCommands {
    return this.#commands.kept();
  }

  /** Blobs that what was done in it refers to. */
  get archives(): readonly Digest[] {
    return this.#commands.archives;
  }

  /** Files are about to be unpacked into it. */
  beginCopy(copy: Parameters<CommandRecord["copy"]>[0]): Running {
    return this.#commands.copy(copy);
  }

  get init(): ContainerInit {
    return this.#init;
  }

  rename(name: string): void {
    this.#init = { ...this.#init, name };
  }

  /** The end of the main process, or how it ended last. */
  async wait(): Promise<ExitStatus> {
    return this.#run?.exit ?? { exitCode: this.#state.status === "exited" ? this.#state.exitCode : 0 };
  }

  /** Everything logged from now on; answers what ends it. */
  follow(listener: (chunk: LogChunk) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get state(): ContainerState {
    return this.#state;
  }

  /** The main process is a shell at its prompt, which lives on without a process of ours. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Whether this process runs something of it, or did and has its shell. */
  get runsHere(): boolean {
    return this.#run !== undefined;
  }

  get logs(): readonly LogChunk[] {
    return this.#world.earlierLog === undefined
      ? [...this.#logs]
      : [...this.#world.earlierLog(), ...this.#unsaved];
  }

  /** What was logged since the last call. */
  takeUnsavedLog(): readonly LogChunk[] {
    const taken = this.#unsaved;
    this.#unsaved = [];
    this.#logBytes = 0;
    return taken;
  }

  /** Whether its files changed since the last {@link record}. */
  get changed(): boolean {
    return this.#changed;
  }

  /** All there is to keep; its changed files are in the content store then. */
  record(): ContainerRecord {
    const { snapshot, id, sequence, name, imageId, imageName, created, config, autoRemove } = this.#init;
    if (this.#changed) {
      this.#stored = this.#world.archive?.save(snapshot.upper);
      this.#changed = false;
    }
    return {
      id,
      sequence,
      name,
      imageId,
      imageName,
      created,
      config,
      autoRemove,
      layers: snapshot.parent.layers,
      state: this.#state,
      waiting: this.#waiting,
      upper: this.#stored,
      commands: this.#commands.saved(),
    };
  }

  /**
   * Takes over what another process wrote. Of what runs here nobody else changes more than the name.
   */
  adopt(record: ContainerRecord, owned: boolean): void {
    this.#init = { ...this.#init, name: record.name };
    if (owned) return;
    const run = this.#run;
    const same = record.state.status === "running" && record.state.startedAt === this.#state.startedAt;
    const files = record.upper?.tree.digest !== this.#stored?.tree.digest;
    this.#state = record.state;
    this.#waiting = record.waiting;
    this.#stored = record.upper;
    this.#changed = false;
    if (record.commands !== undefined) this.#commands.adopt(record.commands);
    if (files) this.#init.snapshot.replace(() => this.load());
    if (run !== undefined && !same) {
      this.#run = undefined;
      run.abort.abort();
      run.end({ exitCode: record.state.exitCode });
    }
  }

  /** Its own files as they were kept. */
  load(): MutableDirectory {
    if (this.#stored === undefined || this.#world.archive === undefined)
      return emptyChanges({ ...this.#init.snapshot.parent.tree, mtime: this.#world.clock() });
    return this.#world.archive.load(this.#stored);
  }

  /** Another process has removed it. */
  vanished(): void {
    const run = this.#run;
    this.#run = undefined;
    run?.abort.abort();
    run?.end({ exitCode: SIGKILL_EXIT });
  }

  /** The process that ran its program is gone, and the program with it. */
  lost(): void {
    this.#state = { ...this.#state, status: "exited", exitCode: SIGKILL_EXIT, finishedAt: this.#now() };
    this.#waiting = false;
  }

  get id(): string {
    return this.init.id;
  }

  get commandLine(): readonly string[] {
    const { Entrypoint, Cmd } = this.init.config;
    return [...(Entrypoint ?? []), ...(Cmd ?? [])];
  }

  /** The merged view; with the mounts of the running container, without them when it is stopped. */
  fileSystem(): FileSystem {
    return this.#run?.fs ?? this.#mounted(false);
  }

  /** The container's own files, without what is mounted over them: what export and cp work on. */
  unmounted(): FileSystem {
    return this.#mounted(false);
  }

  /**
   * Whether it could be started, and what would come of it: a shell that waits, or a program that runs.
   * @throws {ContainerStartError}
   */
  prepareStart(): "waits" | "runs" | "is running" {
    if (this.#state.status === "running") return "is running";
    this.#startSpec(this.#mounted(true));
    return this.#waitsForInput() ? "waits" : "runs";
  }

  #startSpec(fs: FileSystem): Omit<ProcessSpec, "stdio" | "signal"> {
    const spec = this.#processSpec(this.commandLine, fs, {});
    this.#requireProgram(spec, (reason, code) => {
      this.#state = { ...this.#state, exitCode: code, error: reason };
      return new ContainerStartError(spec.argv[0] ?? "", reason, code);
    });
    return spec;
  }

  /**
   * Starts the main process.
   * @throws {ContainerStartError} when its program is not there; the container then stays `created`
   */
  start(stdio?: Stdio): Promise<ExitStatus> {
    if (this.#state.status === "running") return this.#running().exit;
    const fs = this.#mounted(true);
    const spec = this.#startSpec(fs);
    const output = this.#output(stdio);
    this.#waiting = stdio?.stdin === undefined && this.#waitsForInput();
    this.#state = { ...this.#state, status: "running", exitCode: 0, error: "", startedAt: this.#now() };
    const run = this.#mountRun(fs, this.#waiting ? spec : undefined);
    if (!this.#waiting) {
      const stdin = stdio?.stdin;
      const { signal } = run.abort;
      const { argv } = spec;
      const running = this.#commands.program({ how: "main", argv, ...this.#place({}, spec) }, stdin);
      const end = (status: ExitStatus) => {
        running.end(status.exitCode);
        run.end(status);
      };
      this.#world.runtime
        .run({ ...spec, stdio: stdin === undefined ? output : { ...output, stdin }, signal })
        .then(end, (error: unknown) => {
          output.stderr(
            new TextEncoder().encode(`${error instanceof Error ? error.message : String(error)}\n`),
          );
          end({ exitCode: 1 });
        });
    }
    return run.exit;
  }

  #mountRun(fs: FileSystem, shell: Omit<ProcessSpec, "stdio" | "signal"> | undefined): Run {
    let end: (status: ExitStatus) => void = () => {};
    const ended = new Promise<ExitStatus>((resolve) => {
      end = resolve;
    });
    let session: ShellSession | undefined;
    const run: Run = {
      fs,
      shell: () => {
        if (shell !== undefined) session ??= this.#openShell(shell, {});
        return session;
      },
      abort: new AbortController(),
      exit: ended.then((status) => this.#exited(run, status)),
      end,
    };
    this.#run = run;
    // So that the prompt is there at once, as a started shell's is.
    run.shell();
    return run;
  }

  /** @throws {ContainerNotRunningError} {@link NotAttachableError} */
  attach(): ShellSession {
    const run = this.#running();
    const shell = run.shell();
    if (shell === undefined) throw new NotAttachableError(this.init.name);
    return shellWith(shell, {
      ended: () => run.abort.signal.aborted,
      execute: async (line, stdio, signal) => {
        const status = await shell.execute(line, this.#teed(stdio), either(signal, run.abort.signal));
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
    const { fs, abort } = this.#running();
    // A container's own terminal is its main program's.
    const spec = this.#processSpec(options.command, fs, { ...options, tty: options.tty ?? false });
    this.#requireProgram(spec, (reason) => new ExecStartError(spec.argv[0] ?? "", reason));
    const signal =
      options.signal === undefined ? abort.signal : AbortSignal.any([options.signal, abort.signal]);
    const { argv } = spec;
    const running = this.#commands.program(
      { how: "exec", argv, ...this.#place(options, spec) },
      options.stdio.stdin,
    );
    // A failure of our own ends it, too.
    let exitCode = 1;
    try {
      const status = await this.#world.runtime.run({
        ...spec,
        stdio: terminal(spec.tty, options.stdio),
        signal,
      });
      exitCode = status.exitCode;
      return status;
    } finally {
      running.end(exitCode);
    }
  }

  /** @throws {ContainerNotRunningError} {@link ExecStartError} */
  execShell(options: Omit<ExecOptions, "command" | "stdio" | "signal">): ShellSession {
    const { fs, abort } = this.#running();
    const shell = [...SHELLS].find(
      (name) => this.#world.runtime.lookup(name, { PATH: DEFAULT_PATH }, "/", fs).found,
    );
    const spec = this.#processSpec([shell ?? "bash"], fs, { ...options, tty: options.tty ?? true });
    this.#requireProgram(spec, (reason) => new ExecStartError(spec.argv[0] ?? "", reason));
    const session = this.#openShell(spec, options);
    return shellWith(session, {
      ended: () => abort.signal.aborted,
      execute: (line, stdio, signal) =>
        session.execute(line, terminal(spec.tty, stdio), either(signal, abort.signal)),
    });
  }

  /** A shell whose lines are written down. */
  #openShell(
    spec: Omit<ProcessSpec, "stdio" | "signal">,
    options: Pick<Partial<ExecOptions>, "env" | "user">,
  ): ShellSession {
    const session = this.#world.runtime.openShell(spec);
    const record = this.#commands.session(session, spec.argv[0] ?? "", this.#place(options, spec));
    return shellWith(session, {
      execute: (line, stdio, signal) =>
        record(line, stdio.terminal !== false, () => session.execute(line, stdio, signal)),
    });
  }

  #place(
    { env = [], user }: Pick<Partial<ExecOptions>, "env" | "user">,
    { cwd, tty }: Pick<ProcessSpec, "cwd" | "tty">,
  ): RecordedPlace {
    return { cwd, user: user ?? this.init.config.User ?? "", env, tty };
  }

  /** Ends the main process and waits until it has ended. */
  async stop(): Promise<void> {
    if (this.#state.status !== "running") return;
    const run = this.#run;
    if (run === undefined) {
      if (!this.#waiting) throw new ContainerNotRunningError(this.init.id);
      // Nobody is at its prompt.
      this.lost();
      this.#world.onExit(this);
      return;
    }
    run.abort.abort();
    // A shell at its prompt has nothing running that could answer the signal.
    if (run.shell() !== undefined) run.end({ exitCode: SIGKILL_EXIT });
    await run.exit;
  }

  /** What runs here; a shell that waits without anybody comes here now. */
  #running(): Run {
    if (this.#run !== undefined) return this.#run;
    if (this.#state.status !== "running" || !this.#waiting) throw new ContainerNotRunningError(this.init.id);
    const fs = this.#mounted(true);
    return this.#mountRun(fs, this.#processSpec(this.commandLine, fs, {}));
  }

  #exited(run: Run, status: ExitStatus): ExitStatus {
    // Its end may have come from elsewhere; then the state says so already.
    if (this.#run !== run) return status;
    this.#run = undefined;
    this.#waiting = false;
    this.#state = { ...this.#state, status: "exited", exitCode: status.exitCode, finishedAt: this.#now() };
    this.#world.onExit(this);
    return status;
  }

  #mounted(withMounts: boolean): FileSystem {
    const { snapshot, config, overlayOptions } = this.init;
    const hostname = config.Hostname ?? "";
    return new UnionFileSystem({
      lower: this.lower,
      upper: snapshot.upper,
      now: this.#commands.now,
      onChange: () => {
        this.#changed = true;
        this.#commands.changed();
      },
      ...(withMounts
        ? { mounts: standardMounts({ hostname, now: this.#world.clock(), overlayOptions }) }
        : {}),
    });
  }

  #processSpec(
    argv: readonly string[],
    fs: FileSystem,
    options: Pick<Partial<ExecOptions>, "env" | "workdir" | "user" | "tty">,
  ): Omit<ProcessSpec, "stdio" | "signal"> {
    const { config } = this.init;
    const user = resolveUser(options.user ?? config.User ?? "", fs);
    const cwd = options.workdir ?? (config.WorkingDir || "/");
    // runc makes a missing working directory, owned by root.
    if (fs.lstatIfExists(cwd) === undefined)
      this.#commands.makeDirectory(cwd, () => fs.mkdir(cwd, { recursive: true, mode: 0o755 }));
    const tty = options.tty ?? config.Tty ?? false;
    const env = {
      PATH: DEFAULT_PATH,
      HOSTNAME: config.Hostname ?? "",
      ...(tty ? { TERM: "xterm" } : {}),
      HOME: user.home,
      ...Object.fromEntries([...(config.Env ?? []), ...(options.env ?? [])].map(variable)),
    };
    return { argv, env, cwd, fs: fs.as(user.credentials), hostname: config.Hostname ?? "", tty };
  }

  #requireProgram(
    spec: Omit<ProcessSpec, "stdio" | "signal">,
    failure: (reason: string, exitCode: 126 | 127) => Error,
  ): void {
    const argv0 = spec.argv[0] ?? "";
    const found = this.#world.runtime.lookup(argv0, spec.env, spec.cwd, spec.fs);
    if (found.found) return;
    if (found.reason !== "not-found")
      throw failure(
        `exec: "${argv0}": ${found.reason === "is-directory" ? "is a directory" : "permission denied"}`,
        126,
      );
    throw failure(
      argv0.includes("/")
        ? `exec: "${argv0}": stat ${argv0}: no such file or directory`
        : `exec: "${argv0}": executable file not found in $PATH`,
      127,
    );
  }

  /** A bare shell with stdin kept open sits at its prompt until somebody types. */
  #waitsForInput(): boolean {
    const [program = "", ...args] = this.commandLine;
    const name = program.slice(program.lastIndexOf("/") + 1);
    return (
      this.init.config.OpenStdin === true &&
      SHELLS.has(name) &&
      args.every((arg) => /^-[il]+$|^--login$/.test(arg))
    );
  }

  #output(attached: Stdio | undefined): Stdio {
    return terminal(this.init.config.Tty === true, {
      ...attached,
      stdout: (chunk) => {
        this.#log("stdout", chunk);
        attached?.stdout(chunk);
      },
      stderr: (chunk) => {
        this.#log("stderr", chunk);
        attached?.stderr(chunk);
      },
    });
  }

  #teed(stdio: Stdio): Stdio {
    return { ...stdio, ...this.#output(stdio) };
  }

  #log(stream: LogChunk["stream"], bytes: Uint8Array): void {
    const chunk = { stream, time: this.#now(), bytes };
    const kept = this.#world.earlierLog === undefined ? this.#logs : this.#unsaved;
    kept.push(chunk);
    for (const listener of this.#listeners) listener(chunk);
    this.#logBytes += bytes.length;
    // A loop that prints for ever must not take the memory: the oldest lines go.
    while (this.#logBytes > MAX_LOG_BYTES && kept.length > 1)
      this.#logBytes -= kept.shift()?.bytes.length ?? 0;
  }

  #now(): string {
    return new Date(this.#world.clock() * 1000).toISOString();
  }
}

/** A terminal has one screen: what a program says on stderr comes out of stdout, in its place. */
function terminal(tty: boolean, stdio: Stdio): Stdio {
  return tty && stdio.terminal !== false ? { ...stdio, stderr: (chunk) => stdio.stdout(chunk) } : stdio;
}

function either(signal: AbortSignal | undefined, other: AbortSignal): AbortSignal {
  return signal === undefined ? other : AbortSignal.any([signal, other]);
}

interface Run {
  readonly fs: FileSystem;
  /** The main process, where it is a shell that waits for lines. */
  readonly shell: () => ShellSession | undefined;
  readonly abort: AbortController;
  readonly exit: Promise<ExitStatus>;
  readonly end: (status: ExitStatus) => void;
}

function variable(line: string): readonly [string, string] {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}
