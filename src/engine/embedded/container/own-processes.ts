import { ContainerStartError, ExecStartError } from "../../../errors/containers.js";
import { isInteractiveShell } from "../../../process/interactive-shell.js";
import type { ProcessNetwork } from "../../../process/network.js";
import type { Runtime } from "../../../process/process.js";
import type { FileSystem } from "../../../vfs/filesystem.js";
import type { RecordedPlace } from "../../commands.js";
import type { ExecOptions } from "../../processes.js";
import { type DetachedSpec, processSpec, startFailure } from "./process-spec.js";
import type { RecordedContainer } from "./record.js";

/** A process's settings that differ from the container's. */
export type Own = Pick<Partial<ExecOptions>, "env" | "workdir" | "user" | "tty">;

/** What a container's settings make of a process that is to run in it: its main one, and those beside it. */
export class OwnProcesses {
  readonly #recorded: RecordedContainer;
  readonly #runtime: Runtime;
  readonly #network: ProcessNetwork;

  constructor(recorded: RecordedContainer, runtime: Runtime, network: ProcessNetwork) {
    this.#recorded = recorded;
    this.#runtime = runtime;
    this.#network = network;
  }

  get commandLine(): readonly string[] {
    return commandLine(this.#recorded);
  }

  /** A bare shell with stdin kept open stays at its prompt until a line is typed. */
  get waitsForInput(): boolean {
    return this.#recorded.facts.config.OpenStdin === true && isInteractiveShell(this.commandLine);
  }

  /** @throws {ContainerStartError} when its program is not there; the record then says so */
  main(fs: FileSystem): DetachedSpec {
    const spec = this.of(this.commandLine, fs, {});
    const failure = startFailure(spec, this.#runtime);
    if (failure === undefined) return spec;
    const { argv0, reason, exitCode } = failure;
    const error = new ContainerStartError(argv0, reason, exitCode);
    this.#recorded.notStarted(error.message, exitCode);
    throw error;
  }

  /** @throws {ExecStartError} when its program is not there */
  exec(argv: readonly string[], fs: FileSystem, own: Own): DetachedSpec {
    const spec = this.of(argv, fs, own);
    const failure = startFailure(spec, this.#runtime);
    if (failure !== undefined) throw new ExecStartError(failure.argv0, failure.reason);
    return spec;
  }

  /** Whether there is such a program is not looked at. */
  of(argv: readonly string[], fs: FileSystem, own: Own): DetachedSpec {
    const { commands, facts } = this.#recorded;
    const { config } = facts;
    const cwd = own.workdir ?? (config.WorkingDir || "/");
    const settings = {
      argv,
      env: [...(config.Env ?? []), ...(own.env ?? [])],
      cwd,
      user: own.user ?? config.User ?? "",
      hostname: config.Hostname ?? "",
      tty: own.tty ?? config.Tty ?? false,
    };
    const spec = processSpec(settings, fs, (make) => commands.makeDirectory(cwd, make));
    return { ...spec, network: this.#network };
  }

  /** Where it runs, for the record of what was done in the container. */
  place({ env = [], user }: Own, { cwd, tty }: Pick<DetachedSpec, "cwd" | "tty">): RecordedPlace {
    return { cwd, user: user ?? this.#recorded.facts.config.User ?? "", env, tty };
  }

  /** Runs the command of a health check to its end. */
  async check(argv: readonly string[], fs: FileSystem, signal: AbortSignal) {
    const output: string[] = [];
    const decoder = new TextDecoder();
    const write = (chunk: Uint8Array): void => void output.push(decoder.decode(chunk, { stream: true }));
    const spec = this.of(argv, fs, { tty: false });
    const failure = startFailure(spec, this.#runtime);
    if (failure !== undefined) return { exitCode: -1, output: failure.reason };
    const stdio = { stdout: write, stderr: write };
    const { exitCode } = await this.#runtime.run({ ...spec, stdio, signal });
    return { exitCode, output: output.join("") };
  }
}

/** The entry point and its arguments. */
export function commandLine({ facts }: RecordedContainer): readonly string[] {
  const { Entrypoint, Cmd } = facts.config;
  return [...(Entrypoint ?? []), ...(Cmd ?? [])];
}
