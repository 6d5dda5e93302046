import type { Lenses } from "../analysis/lenses.js";
import { changesBundle } from "../display/changes.js";
import { commandsBundle } from "../display/commands.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { containerInspectBundle } from "../display/inspect.js";
import type { RecordedCommand } from "../engine/commands.js";
import type {
  Change,
  CommitOptions,
  ContainerInspect,
  ContainerStatus,
  Engine,
  ExecOptions,
  Stack,
} from "../engine/engine.js";
import { NotAttachableError } from "../errors/containers.js";
import type { FileSystem } from "../vfs/filesystem.js";
import type { Handle } from "./handle.js";
import { Image } from "./image.js";
import type { Layer } from "./layer.js";
import { type OutputSink, Recording, type RunOutput, SILENT } from "./output.js";
import { Table, View } from "./shown.js";
import { layerView, lensesView, stackView } from "./views.js";

/** What a program left: its exit code and what it printed. */
export class Finished implements Displayable {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;

  constructor(exitCode: number, recording: Pick<Recording, "stdout" | "stderr">) {
    this.exitCode = exitCode;
    this.stdout = recording.stdout;
    this.stderr = recording.stderr;
    Object.freeze(this);
  }

  [DISPLAY](): MimeBundle {
    return { "text/plain": `exit code ${this.exitCode}` };
  }
}

/** A container that is here, running or not. */
export class Container implements Displayable {
  readonly #handle: Handle<Container>;
  readonly #engine: Engine;
  readonly #sink: OutputSink;
  /** 64 hex digits. */
  readonly id: string;
  readonly name: string;
  /** What the run that made it printed and ended with; absent while it runs, or when it only was looked up. */
  readonly result: Finished | undefined;

  constructor(handle: Handle<Container>, sink: OutputSink, inspect: ContainerInspect, result?: Finished) {
    this.#handle = handle;
    this.#engine = handle.engine;
    this.#sink = sink;
    this.id = inspect.Id;
    this.name = inspect.Name.replace(/^\//, "");
    this.result = result;
  }

  /** The exit code of the run that made it. */
  get exitCode(): number | undefined {
    return this.result?.exitCode;
  }

  /** What that run printed on stdout. */
  get stdout(): string {
    return this.result?.stdout ?? "";
  }

  async status(): Promise<ContainerStatus> {
    return (await this.#engine.inspectContainer(this.id)).State.Status;
  }

  /**
   * Runs a command in the running container: a list is a program and its arguments, a text is a line for its
   * shell. A container whose main program is a waiting shell takes the line there, so `cd` and variables last. As with
   * `docker exec` without `-t` there is no terminal: `ls` prints one name a line, and stderr is apart from stdout.
   */
  async exec(
    command: string | readonly string[],
    options: Omit<ExecOptions, "command" | "stdio"> & RunOutput = {},
  ): Promise<Finished> {
    const { quiet, ...rest } = options;
    const recording = new Recording(quiet ? SILENT : this.#sink);
    const shell = typeof command === "string" ? await this.#shell() : undefined;
    const status =
      shell === undefined || typeof command !== "string"
        ? await this.#engine.exec(this.id, {
            ...rest,
            command: typeof command === "string" ? ["/bin/sh", "-c", command] : command,
            stdio: recording.stdio,
          })
        : await shell.execute(command, { ...recording.stdio, terminal: false }, rest.signal);
    return new Finished(status.exitCode, recording);
  }

  async start(): Promise<Container> {
    await this.#engine.start(this.id);
    return this;
  }

  async stop(): Promise<Container> {
    await this.#engine.stop(this.id);
    return this;
  }

  /** What its main program has printed so far. */
  async logs(): Promise<string> {
    const decoder = new TextDecoder();
    return (await this.#engine.logs(this.id))
      .map(({ bytes }) => decoder.decode(bytes, { stream: true }))
      .join("");
  }

  /** What was done in it, oldest first: programs, typed lines, files copied in. Docker keeps no such list. */
  async commands(): Promise<Table<RecordedCommand>> {
    const { commands } = await this.#engine.commands(this.id);
    return Table.from_(commands, () => commandsBundle(commands, this.name));
  }

  /** What it changed against its image: `docker diff`. */
  async diff(): Promise<Table<Change>> {
    const changes = await this.#engine.diff(this.id);
    return Table.from_(changes, () => changesBundle(changes, { name: this.name }));
  }

  /** A new image: this container's image and its writable layer as one more layer on top. */
  async commit(
    reference?: string,
    options: Omit<CommitOptions, "reference"> = {},
  ): Promise<Image<Container>> {
    const id = await this.#engine.commit(this.id, {
      ...options,
      ...(reference === undefined ? {} : { reference }),
    });
    return new Image(this.#handle, await this.#engine.inspectImage(id));
  }

  /** `docker container inspect` */
  async inspect(): Promise<View<ContainerInspect>> {
    const data = await this.#engine.inspectContainer(this.id);
    return new View(data, () => containerInspectBundle(data));
  }

  /** Its image's layers with its own on top, as a picture. */
  async stack(): Promise<View<Stack>> {
    return stackView(this.#engine, this.id);
  }

  /** What its own layer changes, as a tree; or another layer's, by number or DiffID. */
  async layer(which: number | string = -1): Promise<Layer> {
    return layerView(this.#engine, this.id, which);
  }

  /** One path in the layers' archives, on the host, and as a program sees it. */
  async lenses(path: string): Promise<View<Lenses>> {
    return lensesView(this.#engine, this.id, path);
  }

  /** The merged view as its programs see it, to read and write in place. */
  async fileSystem(): Promise<FileSystem> {
    return this.#engine.fileSystem(this.id);
  }

  async remove(options: { force?: boolean } = {}): Promise<void> {
    await this.#engine.removeContainer(this.id, options);
  }

  async [DISPLAY](): Promise<MimeBundle> {
    const { State, Config } = await this.#engine.inspectContainer(this.id);
    const state = State.Status === "exited" ? `exited (${State.ExitCode})` : State.Status;
    return {
      "text/plain": `Container ${this.name} (${this.id.slice(0, 12)}) of ${Config.Image ?? "?"}: ${state}`,
    };
  }

  async #shell(): Promise<Awaited<ReturnType<Engine["attach"]>> | undefined> {
    try {
      return await this.#engine.attach(this.id);
    } catch (error) {
      if (error instanceof NotAttachableError) return undefined;
      throw error;
    }
  }
}
