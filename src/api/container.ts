import { inspectedMounts } from "../analysis/mounts.js";
import { DISPLAY, type MimeBundle } from "../display/displayable.js";
import { containerInspectBundle } from "../display/inspect.js";
import type { CommitOptions, ContainerInspect, ContainerStatus } from "../engine/containers.js";
import type { Engine } from "../engine/engine.js";
import { NotAttachableError } from "../errors/containers.js";
import type { ShellSession } from "../process/process.js";
import type { FileSystem } from "../vfs/filesystem.js";
import { openImage } from "./image.js";
import type { Container, Image } from "./objects.js";
import type { CommandOptions } from "./run-options.js";
import { Finished, Recording, SILENT } from "./run-output.js";
import type { Runner } from "./runner.js";
import { View } from "./view.js";
import { ContainerViewMethods } from "./views/methods.js";

/** @param result of the run that made it, when that has ended */
export function openContainer(runner: Runner, inspect: ContainerInspect, result?: Finished): Container {
  return new EngineContainer(runner, inspect, result);
}

class EngineContainer extends ContainerViewMethods implements Container {
  readonly #runner: Runner;
  readonly #engine: Engine;
  readonly id: string;
  readonly name: string;
  readonly result: Finished | undefined;

  constructor(runner: Runner, inspect: ContainerInspect, result?: Finished) {
    super(runner.engine, inspect.Id);
    this.#runner = runner;
    this.#engine = runner.engine;
    this.id = inspect.Id;
    this.name = inspect.Name.replace(/^\//, "");
    this.result = result;
  }

  get exitCode(): number | undefined {
    return this.result?.exitCode;
  }

  get stdout(): string {
    return this.result?.stdout ?? "";
  }

  async status(): Promise<ContainerStatus | "paused"> {
    return (await this.#engine.inspectContainer(this.id)).State.Status;
  }

  async exec(command: string | readonly string[], options: CommandOptions = {}): Promise<Finished> {
    const { quiet, ...rest } = options;
    const recording = new Recording(quiet ? SILENT : this.#runner.sink);
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

  async logs(): Promise<string> {
    const decoder = new TextDecoder();
    return (await this.#engine.logs(this.id))
      .map(({ bytes }) => decoder.decode(bytes, { stream: true }))
      .join("");
  }

  async commit(reference?: string, options: Omit<CommitOptions, "reference"> = {}): Promise<Image> {
    const id = await this.#engine.commit(this.id, {
      ...options,
      ...(reference === undefined ? {} : { reference }),
    });
    const inspect = await this.#engine.inspectContainer(this.id);
    return openImage(this.#runner, id, inspectedMounts(inspect));
  }

  async inspect(): Promise<View<ContainerInspect>> {
    const data = await this.#engine.inspectContainer(this.id);
    return new View(data, () => containerInspectBundle(data));
  }

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

  async #shell(): Promise<ShellSession | undefined> {
    try {
      return await this.#engine.attach(this.id);
    } catch (error) {
      if (error instanceof NotAttachableError) return undefined;
      throw error;
    }
  }
}
