import { layersIn, merged } from "../analysis/trees.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { historyBundle } from "../display/history.js";
import { type ListedFile, listingBundle } from "../display/listing.js";
import type { Engine, HistoryRow } from "../engine/engine.js";
import { NoSuchStepError } from "../errors/views.js";
import type { FileSystem } from "../vfs/filesystem.js";
import { emptyChanges } from "../vfs/node.js";
import { UnionFileSystem } from "../vfs/union.js";
import { Layer } from "./layer.js";
import { type RunOptions, runOptions } from "./run-options.js";
import { Table } from "./shown.js";

/** The image, and what can be made of it. */
export interface ImageAtOrigin<AnImage, Box> {
  readonly engine: Engine;
  /** How it is found. */
  readonly id: string;
  /** How it is called. */
  readonly name: string;
  open(image: string): Promise<AnImage>;
  /** What `docker.run` does. */
  run(image: string, options: RunOptions): Promise<Box>;
}

/**
 * An image as it was after one step of its history. Looking makes nothing; `image` and `run` make an image of the first
 * layers, with the settings of that moment, or find the one that was stored then.
 *
 * @example
 * const then = docker.at("myapp", 3);           // or (await docker.image("myapp")).at(3)
 * await then.ls("/app");
 * await then.read("/app/requirements.txt");
 * await then.run("pip list");                 // a container from there: the beginning of a branch
 * await then.image("myapp-before-the-change");
 */
export class ImageAt<AnImage = unknown, Box = unknown> implements Displayable {
  readonly #engine: Engine;
  readonly #origin: ImageAtOrigin<AnImage, Box>;
  /** The image as it was named. */
  readonly name: string;
  /** As it was asked for: from 1, the oldest, or from -1, the newest. */
  readonly step: number;

  constructor(origin: ImageAtOrigin<AnImage, Box>, step: number) {
    this.#engine = origin.engine;
    this.#origin = origin;
    this.name = origin.name;
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
    const tree = merged(layersIn(await this.#engine.contents(this.#origin.id)).slice(0, count));
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

  /** The topmost layer there was then, or another by its number or DiffID. */
  async layer(which: number | string = -1): Promise<Layer> {
    const count = await this.#layerCount();
    const contents = await this.#engine.contents(this.#origin.id);
    return new Layer({ ...contents, layers: contents.layers.slice(0, count) }, which);
  }

  /** The image of that moment, which gets the name if one is given. */
  async image(name?: string): Promise<AnImage> {
    const id = await this.#engine.imageAt(this.#origin.id, this.step);
    if (name !== undefined) await this.#engine.tag(id, name);
    return this.#origin.open(name ?? id);
  }

  /** A container from that moment, as `docker.run` makes one. */
  async run(options?: RunOptions): Promise<Box>;
  async run(command: string | readonly string[], options?: Omit<RunOptions, "command">): Promise<Box>;
  async run(
    first?: RunOptions | string | readonly string[],
    second?: Omit<RunOptions, "command">,
  ): Promise<Box> {
    return this.#origin.run(
      await this.#engine.imageAt(this.#origin.id, this.step),
      runOptions(first, second),
    );
  }

  async [DISPLAY](): Promise<MimeBundle> {
    const { rows, of } = await this.#steps();
    const bundle = (await this.history())[DISPLAY]();
    const head = `${this.name}, as it was after step ${rows.length} of ${of}`;
    return { ...bundle, "text/plain": `${head}\n${bundle["text/plain"]}` };
  }

  async #steps(): Promise<{ readonly rows: readonly HistoryRow[]; readonly of: number }> {
    const all = [...(await this.#engine.history(this.#origin.id))].reverse();
    const kept = this.step < 0 ? all.length + this.step + 1 : this.step;
    if (!Number.isInteger(this.step) || kept < 1 || kept > all.length)
      throw new NoSuchStepError(this.name, this.step, all.length);
    return { rows: all.slice(0, kept), of: all.length };
  }

  async #layerCount(): Promise<number> {
    return (await this.#steps()).rows.filter(({ layer }) => layer !== undefined).length;
  }
}
