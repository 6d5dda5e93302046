import type { SourceTree } from "../builder/source-tree.js";
import { containersBundle } from "../display/containers.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { imagesBundle } from "../display/images.js";
import { transferredBundle } from "../display/transfer.js";
import type { CommitOptions, ContainerSummary } from "../engine/containers.js";
import type { Engine } from "../engine/engine.js";
import type { ImageRemoval, ImageSummary } from "../engine/images.js";
import type { LayerTransfer } from "../engine/registry.js";
import { volumeForDaemon } from "../engine/volume-spec.js";
import { NoSuchImageError } from "../errors/images.js";
import { createMemoryFileSystem } from "../vfs/memory.js";
import { type Build, type BuildRequest, runBuild } from "./build.js";
import { openContainer } from "./container.js";
import { imageAt, openImage } from "./image.js";
import type { Container, Image, ImageAt } from "./objects.js";
import { type RunOptions, runOptions } from "./run-options.js";
import { Finished, type OutputSink, Recording, SILENT } from "./run-output.js";
import type { Runner } from "./runner.js";
import { Table } from "./view.js";
import { type Named, nameOf } from "./views/entry.js";
import { DockerViewMethods } from "./views/methods.js";
import { viewsOf } from "./views/table.js";

/** What there is outside of containers: what builds read, and what relative paths are seen from. */
interface OutsideFiles {
  tree(path: string): SourceTree;
  absolute(path: string): string;
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
export class Docker extends DockerViewMethods implements Displayable {
  readonly #engine: Engine;
  readonly #runner: Runner;
  readonly #folder: () => SourceTree;
  readonly #absolute: (path: string) => string;

  /** @internal Made by `createLab`. */
  constructor(engine: Engine, sink: OutputSink = SILENT, files?: OutsideFiles) {
    super(engine);
    this.#engine = engine;
    this.#runner = { engine, sink, run: (image, options) => this.run(image, options) };
    this.#folder = () => files?.tree(".") ?? createMemoryFileSystem();
    this.#absolute = (path) => files?.absolute(path) ?? path;
  }

  /**
   * Makes a container and starts it: `docker run`. An image that is not here is pulled first.
   *
   * With a command it waits for the command's end and shows what it prints. Without one, where the image's own command is a
   * bare shell, the shell waits for lines and the container stays up, as with `docker run -dit`: go on with `exec`,
   * `%%sh NAME` or `docker attach NAME`.
   *
   * @param image name or id
   * @param command a list is a program and its arguments, a text is a line for `/bin/sh -c`
   * @example await docker.run("ubuntu", ["cat", "/etc/os-release"]);
   * @example const box = await docker.run("ubuntu", { name: "box" });
   * @example (await docker.run("ubuntu", "ls /etc | wc -l", { quiet: true })).stdout;
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
    const { command: given, quiet, ...rest } = runOptions(second, third);
    const command = typeof given === "string" ? ["/bin/sh", "-c", given] : given;
    await this.#ensure(image);
    const staysUp = command === undefined && rest.interactive === undefined && rest.entrypoint === undefined;
    const id = await this.#engine.create({
      ...(staysUp ? { interactive: true, tty: true, detach: true } : {}),
      ...rest,
      ...(rest.volumes === undefined
        ? {}
        : { volumes: rest.volumes.map((volume) => volumeForDaemon(volume, this.#absolute)) }),
      image,
      ...(command === undefined ? {} : { command }),
    });
    const recording = new Recording(quiet || rest.detach ? SILENT : this.#runner.sink);
    const started = await this.#engine.start(id, recording.stdio);
    const inspect = await this.#engine.inspectContainer(id);
    const { OpenStdin = false, Tty = false } = inspect.Config;
    if (rest.detach === true || (OpenStdin && Tty)) return openContainer(this.#runner, inspect);
    const { exitCode } = await started.wait();
    return openContainer(this.#runner, inspect, new Finished(exitCode, recording));
  }

  /**
   * Builds an image from a Dockerfile: `docker build`. The value shows which steps were reused, which were built, and why.
   *
   * @example
   * await docker.build({ tag: "hello", dockerfile: "FROM ubuntu\nCOPY hello.txt /", context: { "hello.txt": "hi\n" } });
   */
  async build(request: BuildRequest): Promise<Build> {
    return runBuild(this.#runner, request, this.#folder);
  }

  /**
   * Brings an image here: `docker pull`. One that is here already is left as it is.
   *
   * @param reference `latest` is put in when it has no tag
   * @example await docker.pull("alpine:3.19");
   */
  async pull(reference: string): Promise<Image> {
    const { id } = await this.#engine.pull(reference);
    return this.image(id);
  }

  /**
   * An image that is here.
   *
   * @param reference name, id, or a unique beginning of an id
   * @throws {NoSuchImageError}
   * @example (await docker.image("ubuntu")).layers.length;
   */
  async image(reference: string): Promise<Image> {
    return openImage(this.#runner, reference);
  }

  /**
   * `docker push`: sends an image to the registry its name says. The value shows each layer, lowest first: sent, or
   * already there.
   *
   * @param reference `latest` is put in when it has no tag
   * @example
   * await docker.tag("hello", "localhost:5000/hello");
   * await docker.push("localhost:5000/hello");
   */
  async push(reference: string): Promise<Table<LayerTransfer>> {
    const { layers } = await this.#engine.push(reference);
    return Table.ofRows(layers, () => transferredBundle(layers, "sent"));
  }

  /**
   * A container that is here, running or not.
   *
   * @param name name, id, or a unique beginning of an id
   * @throws {NoSuchContainerError}
   * @example await (await docker.container("box")).exec("ls /");
   */
  async container(name: string): Promise<Container> {
    return openContainer(this.#runner, await this.#engine.inspectContainer(name));
  }

  /**
   * The images that are here: `docker images`.
   *
   * @param options `all` also lists images that have no name and that others stand on
   * @example (await docker.images()).map(({ tags, size }) => [tags[0], size]); // sizes in bytes
   */
  async images(options: { all?: boolean } = {}): Promise<Table<ImageSummary>> {
    const images = await this.#engine.images(options);
    const now = new Date();
    return Table.ofRows(images, () => imagesBundle(images, { now }));
  }

  /**
   * The containers that are here: `docker ps`.
   *
   * @param options `all` also lists those that do not run
   * @example await docker.ps({ all: true });
   */
  async ps(options: { all?: boolean } = {}): Promise<Table<ContainerSummary>> {
    const containers = await this.#engine.containers(options);
    const now = new Date();
    return Table.ofRows(containers, () => containersBundle(containers, { now, all: options.all ?? false }));
  }

  /**
   * An image as it was after a step of its history, to look at and to go on from.
   *
   * @param step from 1, the oldest, or from -1, the newest
   * @example await docker.at("myapp", 3).run("ls /app");
   */
  at(image: Named, step: number): ImageAt {
    const name = nameOf(image);
    return imageAt(this.#runner, { id: name, name }, step);
  }

  /**
   * A new image from a container: `docker commit`.
   *
   * @param reference the new image's name; it has only an id without
   * @example await docker.commit("box", "node-base", { comment: "Add node" });
   */
  async commit(
    container: Named,
    reference?: string,
    options: Omit<CommitOptions, "reference"> = {},
  ): Promise<Image> {
    return (await this.container(nameOf(container))).commit(reference, options);
  }

  /**
   * Gives an image one more name: `docker tag`.
   *
   * @example await docker.tag("node-base", "localhost:5000/node-base:v1");
   */
  async tag(source: Named, target: string): Promise<Image> {
    return (await this.image(nameOf(source))).tag(target);
  }

  /**
   * Removes a container and its writable layer: `docker rm`.
   *
   * @param options `force` also removes it while it runs
   * @example await docker.rm("box", { force: true });
   */
  async rm(container: Named, options: { force?: boolean } = {}): Promise<void> {
    await this.#engine.removeContainer(nameOf(container), options);
  }

  /**
   * Removes a name, and the image when it was the last one: `docker rmi`.
   *
   * @param options `force` also removes an image that has other names, or that stopped containers use
   * @returns what was untagged and deleted, in order
   * @example await docker.rmi("node-base");
   */
  async rmi(image: Named, options: { force?: boolean } = {}): Promise<readonly ImageRemoval[]> {
    return this.#engine.removeImage(nameOf(image), options);
  }

  [DISPLAY](): MimeBundle {
    return {
      "text/plain": [
        "docker: run, build, pull, push, image, container, images, ps, commit, tag, rm, rmi",
        `views: ${[...viewsOf().map(([name]) => name), "at"].join(", ")}`,
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
