import type { Comparison } from "../analysis/compare.js";
import type { Lenses } from "../analysis/lenses.js";
import type { Sharing } from "../analysis/sharing.js";
import type { SourceTree } from "../build/source-tree.js";
import { containersBundle } from "../display/containers.js";
import type { MimeBundle } from "../display/displayable.js";
import { DISPLAY, type Displayable } from "../display/displayable.js";
import type { HistoryOrder } from "../display/history.js";
import { imagesBundle } from "../display/images.js";
import { transferredBundle } from "../display/transfer.js";
import type {
  CommitOptions,
  ContainerSummary,
  Engine,
  HistoryRow,
  ImageRemoval,
  ImageSummary,
  LayerTransfer,
  Stack,
} from "../engine/engine.js";
import { NoSuchImageError } from "../errors/images.js";
import type { Verification } from "../image/verify.js";
import { createMemoryFileSystem } from "../vfs/memory.js";
import { type Build, type BuildRequest, runBuild } from "./build.js";
import { Container, Finished } from "./container.js";
import type { Handle } from "./handle.js";
import { historyTable, Image, imageAt } from "./image.js";
import type { ImageAt } from "./image-at.js";
import type { Layer } from "./layer.js";
import type { LedgerView } from "./ledger.js";
import { type OutputSink, Recording, SILENT } from "./output.js";
import { type Recipe, type RecipeOptions, recipeOf } from "./recipe.js";
import { type RunOptions, runOptions } from "./run-options.js";
import { Table, type View } from "./shown.js";
import {
  compareView,
  layerView,
  ledgerView,
  lensesView,
  sharingView,
  stackView,
  verifyView,
} from "./views.js";

export type { RunOptions } from "./run-options.js";

/** An image or a container: its name, its id, or the value itself. */
export type Named = string | { readonly id: string };

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
  readonly #handle: Handle<Container>;
  readonly #sink: OutputSink;
  readonly #folder: () => SourceTree;

  constructor(
    engine: Engine,
    sink: OutputSink = SILENT,
    folder: () => SourceTree = () => createMemoryFileSystem(),
  ) {
    this.#engine = engine;
    this.#handle = { engine, run: (image, options) => this.run(image, options) };
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
    const { command: given, quiet, ...rest } = runOptions(second, third);
    const command = typeof given === "string" ? ["/bin/sh", "-c", given] : given;
    await this.#ensure(image);
    const staysUp = command === undefined && rest.interactive === undefined && rest.entrypoint === undefined;
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
    if (rest.detach === true || (OpenStdin && Tty)) return new Container(this.#handle, this.#sink, inspect);
    const { exitCode } = await started.wait();
    return new Container(this.#handle, this.#sink, inspect, new Finished(exitCode, recording));
  }

  /**
   * Builds an image from a Dockerfile; the value shows which steps were reused, which were built, and why.
   *
   * @example
   * await docker.build({ tag: "hello", dockerfile: "FROM ubuntu\nCOPY hello.txt /", context: { "hello.txt": "hi\n" } });
   */
  async build(request: BuildRequest): Promise<Build> {
    return runBuild(this.#handle, request, this.#folder);
  }

  /** Brings an image here; one that is here already is left as it is. */
  async pull(reference: string): Promise<Image<Container>> {
    const { id } = await this.#engine.pull(reference);
    return this.image(id);
  }

  async image(reference: string): Promise<Image<Container>> {
    return new Image(this.#handle, await this.#engine.inspectImage(reference));
  }

  /**
   * `docker push`: sends an image to the registry its name says. The value shows each layer, lowest first: sent, or
   * already there.
   *
   * @example
   * await docker.tag("hello", "localhost:5000/hello");
   * await docker.push("localhost:5000/hello");
   */
  async push(reference: string): Promise<Table<LayerTransfer>> {
    const { layers } = await this.#engine.push(reference);
    return Table.from_(layers, () => transferredBundle(layers, "sent"));
  }

  async container(name: string): Promise<Container> {
    return new Container(this.#handle, this.#sink, await this.#engine.inspectContainer(name));
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

  /**
   * `docker image history`, newest step first unless told. Each step with its number, its layer, or why it has none.
   *
   * @example await docker.history("node-base", { order: "oldest-first" });
   */
  async history(image: Named, options: { order?: HistoryOrder } = {}): Promise<Table<HistoryRow>> {
    const name = nameOf(image);
    return historyTable(await this.#engine.history(name), name, options.order);
  }

  /**
   * The layers of an image or a container as a picture; of several, the layers they share, what each has of its own, and
   * what all of them take on the disk.
   *
   * @example
   * await docker.stack("app-container");
   * (await docker.stack("ubuntu", "node-base", "sample-app")).data.onDisk; // bytes, each layer once
   */
  async stack(name: Named): Promise<View<Stack>>;
  async stack(first: Named, second: Named, ...more: readonly Named[]): Promise<View<Sharing>>;
  async stack(first: Named, ...more: readonly Named[]): Promise<View<Stack> | View<Sharing>> {
    if (more.length === 0) return stackView(this.#engine, nameOf(first));
    return sharingView(this.#engine, [first, ...more].map(nameOf));
  }

  /**
   * What one layer of an image or a container changes, as a tree. Layers are counted from 1, the lowest, or from -1, the
   * topmost (which is the default, and of a container its own); or named by their DiffID's beginning.
   *
   * @example
   * const layer = await docker.layer("node-base", 2);
   * layer.file("/etc/passwd"); // its text, and what changed in it
   */
  async layer(name: Named, which: number | string = -1): Promise<Layer> {
    return layerView(this.#engine, nameOf(name), which);
  }

  /**
   * Where each byte of an image (or a container) comes from, and which bytes ship though nobody sees them.
   *
   * @example (await docker.ledger("bloated")).data.rows[0]; // { path, shipped, visible, hidden, events }
   */
  async ledger(name: Named): Promise<LedgerView> {
    return ledgerView(this.#engine, nameOf(name));
  }

  /**
   * One path in three forms: entries of each layer's archive, files in each layer's directory on the host, and what a
   * program sees; with the way a reader takes from the top layer down.
   *
   * @example await docker.lenses("box", "/etc/motd");
   */
  async lenses(name: Named, path: string): Promise<View<Lenses>> {
    return lensesView(this.#engine, nameOf(name), path);
  }

  /**
   * Two images, two containers, or one of each: layers in common, and the paths at which programs see a difference.
   *
   * @example (await docker.compare("box-1", "box-2")).data.differences; // [{ path, in, what, sizes }]
   */
  async compare(first: Named, second: Named): Promise<View<Comparison>> {
    return compareView(this.#engine, nameOf(first), nameOf(second));
  }

  /**
   * The image as it was after a step of its history (from 1, the oldest, or from -1, the newest): to look at, and to go
   * on from.
   *
   * @example await docker.at("myapp", 3).run("ls /app");
   */
  at(image: Named, step: number): ImageAt<Image<Container>, Container> {
    const name = nameOf(image);
    return imageAt(this.#handle, { id: name, name }, step);
  }

  /**
   * Follows an image from its name to its layers' bytes and computes each digest anew. Damage is an answer, not an error.
   *
   * @example (await docker.verify("ubuntu")).data.ok; // true
   */
  async verify(image: Named): Promise<View<Verification>> {
    return verifyView(this.#engine, nameOf(image));
  }

  /** `docker container commit` */
  async commit(
    container: string,
    reference?: string,
    options: Omit<CommitOptions, "reference"> = {},
  ): Promise<Image<Container>> {
    return (await this.container(container)).commit(reference, options);
  }

  /**
   * The Dockerfile that gives the same layers as the commits did that made an image, from the commands that ran in their
   * containers.
   *
   * @param options `steps: "each"` makes a step of each command, as a Dockerfile for a cache is written
   * @example
   * const recipe = await docker.recipe("node-base");
   * await recipe.verify(); // runs it all again and compares the DiffIDs
   */
  async recipe(image: Named, options: RecipeOptions = {}): Promise<Recipe> {
    return recipeOf(this.#engine, nameOf(image), options);
  }

  async tag(source: string, target: string): Promise<Image<Container>> {
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
        "docker: run, build, pull, push, image, container, images, ps, history, commit, tag, rm, rmi",
        "views of layers: stack, layer, ledger, lenses, compare, at, verify, recipe",
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

function nameOf(named: Named): string {
  return typeof named === "string" ? named : named.id;
}
