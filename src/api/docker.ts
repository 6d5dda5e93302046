import type { SourceTree } from "../build/source-tree.js";
import { containersBundle } from "../display/containers.js";
import type { MimeBundle } from "../display/displayable.js";
import { DISPLAY, type Displayable } from "../display/displayable.js";
import { imagesBundle } from "../display/images.js";
import { stackBundle } from "../display/stack.js";
import type {
  CommitOptions,
  ContainerSummary,
  CreateOptions,
  Engine,
  HistoryRow,
  ImageRemoval,
  ImageSummary,
  Stack,
} from "../engine/engine.js";
import { NoSuchImageError } from "../errors/images.js";
import { createMemoryFileSystem } from "../vfs/memory.js";
import { type Build, type BuildRequest, runBuild } from "./build.js";
import { Container, Finished, type RunOutput } from "./container.js";
import { historyTable, Image } from "./image.js";
import { type OutputSink, Recording, SILENT } from "./output.js";
import { Table, View } from "./shown.js";

/** How to run a container; the names are the command line's long options. */
export interface RunOptions extends Omit<CreateOptions, "image" | "command">, RunOutput {
  /** A list is a program and its arguments; a text is a line for `/bin/sh -c`. The image's own when left out. */
  readonly command?: string | readonly string[];
}

/**
 * The `docker` object of a notebook: what the `docker` command does, for TypeScript.
 *
 * Images and containers are named as on the command line. Failures throw errors that carry Docker's text and a
 * `code`; a program that ends with an exit code above 0 is no failure of the call.
 *
 * @example
 * const box = await docker.run("ubuntu", { name: "base-container" });
 * await box.exec("apt update && apt install -y nodejs");
 * const image = await docker.commit("base-container", "node-base", { comment: "Add node" });
 * await image.history();
 */
export class Docker implements Displayable {
  readonly #engine: Engine;
  readonly #sink: OutputSink;
  readonly #folder: () => SourceTree;

  constructor(
    engine: Engine,
    sink: OutputSink = SILENT,
    folder: () => SourceTree = () => createMemoryFileSystem(),
  ) {
    this.#engine = engine;
    this.#sink = sink;
    this.#folder = folder;
  }

  /**
   * Makes a container and starts it; an image that is not here is pulled first.
   *
   * With a command it waits for its end, showing what it prints, as `docker run` does. Without one, where the
   * image's own command is a bare shell, the shell waits for lines and the container stays up, as
   * `docker run -dit` does: go on with `exec`, `%%sh NAME` or `docker attach NAME`.
   */
  async run(image: string, options?: RunOptions): Promise<Container>;
  async run(
    image: string,
    command: string | readonly string[],
    options?: Omit<RunOptions, "command">,
  ): Promise<Container>;
  async run(
    image: string,
    second: RunOptions | string | readonly string[] = {},
    third: Omit<RunOptions, "command"> = {},
  ): Promise<Container> {
    const options: RunOptions = isCommand(second) ? { ...third, command: second } : second;
    const { command: given, quiet, ...rest } = options;
    const command = typeof given === "string" ? ["/bin/sh", "-c", given] : given;
    await this.#ensure(image);
    const staysUp =
      command === undefined && options.interactive === undefined && options.entrypoint === undefined;
    const id = await this.#engine.create({
      ...(staysUp ? { interactive: true, tty: true, detach: true } : {}),
      ...rest,
      image,
      ...(command === undefined ? {} : { command }),
    });
    const recording = new Recording(quiet || rest.detach ? SILENT : this.#sink);
    const started = await this.#engine.start(id, recording.stdio);
    const inspect = await this.#engine.inspectContainer(id);
    const { OpenStdin = false, Tty = false } = inspect.Config;
    if (rest.detach === true || (OpenStdin && Tty)) return new Container(this.#engine, this.#sink, inspect);
    const { exitCode } = await started.wait();
    return new Container(this.#engine, this.#sink, inspect, new Finished(exitCode, recording));
  }

  /**
   * Builds an image from a Dockerfile; the value shows which steps were reused, which were built, and why.
   *
   * @example
   * await docker.build({ tag: "hello", dockerfile: "FROM ubuntu\nCOPY hello.txt /", context: { "hello.txt": "hi\n" } });
   */
  async build(request: BuildRequest): Promise<Build> {
    return runBuild(this.#engine, request, this.#folder);
  }

  /** Brings an image here; one that is here already is left as it is. */
  async pull(reference: string): Promise<Image> {
    const { id } = await this.#engine.pull(reference);
    return this.image(id);
  }

  async image(reference: string): Promise<Image> {
    return new Image(this.#engine, await this.#engine.inspectImage(reference));
  }

  async container(name: string): Promise<Container> {
    return new Container(this.#engine, this.#sink, await this.#engine.inspectContainer(name));
  }

  /** `docker images` */
  async images(options: { all?: boolean } = {}): Promise<Table<ImageSummary>> {
    const images = await this.#engine.images(options);
    const now = new Date();
    return Table.from_(images, () => imagesBundle(images, { now }));
  }

  /** `docker ps`; `all` shows the stopped ones too. */
  async ps(options: { all?: boolean } = {}): Promise<Table<ContainerSummary>> {
    const containers = await this.#engine.containers(options);
    const now = new Date();
    return Table.from_(containers, () => containersBundle(containers, { now, all: options.all ?? false }));
  }

  /** `docker image history`, newest step first. */
  async history(image: string): Promise<Table<HistoryRow>> {
    return historyTable(await this.#engine.history(image), image);
  }

  /** The layers of an image or a container as a picture. */
  async stack(name: string): Promise<View<Stack>> {
    const data = await this.#engine.stack(name);
    return new View(data, () => stackBundle(data));
  }

  /** `docker container commit` */
  async commit(
    container: string,
    reference?: string,
    options: Omit<CommitOptions, "reference"> = {},
  ): Promise<Image> {
    return (await this.container(container)).commit(reference, options);
  }

  async tag(source: string, target: string): Promise<Image> {
    return (await this.image(source)).tag(target);
  }

  /** `docker rm` */
  async rm(container: string, options: { force?: boolean } = {}): Promise<void> {
    await this.#engine.removeContainer(container, options);
  }

  /** `docker rmi`: what was untagged and deleted, in order. */
  async rmi(image: string, options: { force?: boolean } = {}): Promise<readonly ImageRemoval[]> {
    return this.#engine.removeImage(image, options);
  }

  [DISPLAY](): MimeBundle {
    return {
      "text/plain": [
        "docker: run, build, pull, image, container, images, ps, history, stack, commit, tag, rm, rmi",
        'Try  await docker.run("ubuntu", ["cat", "/etc/os-release"])',
        "or a cell of console lines:  $ docker images",
      ].join("\n"),
    };
  }

  async #ensure(image: string): Promise<void> {
    try {
      await this.#engine.inspectImage(image);
    } catch (error) {
      if (!(error instanceof NoSuchImageError)) throw error;
      await this.#engine.pull(image);
    }
  }
}

function isCommand(value: RunOptions | string | readonly string[]): value is string | readonly string[] {
  return typeof value === "string" || Array.isArray(value);
}
