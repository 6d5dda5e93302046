import { layersIn, merged } from "../analysis/trees.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { historyBundle } from "../display/history.js";
import { type ListedFile, listingBundle } from "../display/listing.js";
import type { Engine, HistoryRow } from "../engine/engine.js";
import { NoSuchStepError } from "../errors/views.js";
import type { FileSystem } from "../vfs/filesystem.js";
import { emptyChanges } from "../vfs/node.js";
import { UnionFileSystem } from "../vfs/union.js";
import type { Container } from "./container.js";
import { Image } from "./image.js";
import { Layer } from "./layer.js";
import { type RunOptions, runOptions } from "./run-options.js";
import { Table } from "./shown.js";

/** Runs a container from an image: what `docker.run` does. */
export type Runner = (image: string, options: RunOptions) => Promise<Container>;

/**
 * An image as it was after one step of its history. Looking makes nothing; `image` and `run` make an image of the first
 * layers, with the settings of that moment, or find the one that was stored then.
 *
 * @example
 * const then = docker.at("myapp", 3);
 * await then.ls("/app");
 * await then.read("/app/requirements.txt");
 * await then.run("pip list");                 // a container from there: the beginning of a branch
 * await then.image("myapp-before-the-change");
 */
export class ImageAt implements Displayable {
  readonly #engine: Engine;
  readonly #run: Runner;
  /** The image as it was named. */
  readonly name: string;
  /** As it was asked for: from 1, the oldest, or from -1, the newest. */
  readonly step: number;

  constructor(engine: Engine, run: Runner, name: string, step: number) {
    this.#engine = engine;
    this.#run = run;
    this.name = name;
    this.step = step;
    Object.freeze(this);
  }

  /** The steps up to this one, oldest first. @throws {NoSuchStepError} */
  async history(): Promise<Table<HistoryRow>> {
    const { rows, of } = await this.#steps();
    const now = new Date();
    const name = `${this.name}, as it was after step ${rows.length} of ${of}`;
    return Table.from_(rows, () => historyBundle(rows, { name, now, order: "oldest-first" }));
  }

  /** The files as a program would have seen them then, read-only. */
  async fileSystem(): Promise<FileSystem> {
    const count = await this.#layerCount();
    const tree = merged(layersIn(await this.#engine.contents(this.name)).slice(0, count));
    return new UnionFileSystem({ lower: tree, upper: emptyChanges(tree), readOnly: true });
  }

  /** What a directory held then. @throws {FileSystemError} */
  async ls(path = "/"): Promise<Table<ListedFile>> {
    const fs = await this.fileSystem();
    const directory = path.endsWith("/") ? path : `${path}/`;
    const files = fs.readdir(path).map(({ name, kind }): ListedFile => {
      const { size, mode, uid, gid } = fs.lstat(`${directory}${name}`);
      const link = kind === "symlink" ? { target: fs.readlink(`${directory}${name}`) } : {};
      return { name, kind, size, mode, uid, gid, ...link };
    });
    return Table.from_(files, () => listingBundle(files, `${path} in ${this.name} at step ${this.step}`));
  }

  /** A file's text as it was then; what is no UTF-8 comes as U+FFFD. @throws {FileSystemError} */
  async read(path: string): Promise<string> {
    return new TextDecoder().decode((await this.fileSystem()).readFile(path));
  }

  /** The topmost layer there was then, or another by its index or DiffID. */
  async layer(which: number | string = -1): Promise<Layer> {
    const count = await this.#layerCount();
    const contents = await this.#engine.contents(this.name);
    return new Layer({ ...contents, layers: contents.layers.slice(0, count) }, which);
  }

  /** The image of that moment, which gets the name if one is given. */
  async image(name?: string): Promise<Image> {
    const id = await this.#engine.imageAt(this.name, this.step);
    const image = new Image(this.#engine, await this.#engine.inspectImage(id));
    return name === undefined ? image : image.tag(name);
  }

  /** A container from that moment, as `docker.run` makes one. */
  async run(options?: RunOptions): Promise<Container>;
  async run(command: string | readonly string[], options?: Omit<RunOptions, "command">): Promise<Container>;
  async run(
    first?: RunOptions | string | readonly string[],
    second?: Omit<RunOptions, "command">,
  ): Promise<Container> {
    return this.#run(await this.#engine.imageAt(this.name, this.step), runOptions(first, second));
  }

  async [DISPLAY](): Promise<MimeBundle> {
    const { rows, of } = await this.#steps();
    const bundle = (await this.history())[DISPLAY]();
    const head = `${this.name}, as it was after step ${rows.length} of ${of}`;
    return { ...bundle, "text/plain": `${head}\n${bundle["text/plain"]}` };
  }

  async #steps(): Promise<{ readonly rows: readonly HistoryRow[]; readonly of: number }> {
    const all = [...(await this.#engine.history(this.name))].reverse();
    const kept = this.step < 0 ? all.length + this.step + 1 : this.step;
    if (!Number.isInteger(this.step) || kept < 1 || kept > all.length)
      throw new NoSuchStepError(this.name, this.step, all.length);
    return { rows: all.slice(0, kept), of: all.length };
  }

  async #layerCount(): Promise<number> {
    return (await this.#steps()).rows.filter(({ layer }) => layer !== undefined).length;
  }
}
