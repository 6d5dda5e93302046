import { layersIn, merged } from "../analysis/trees.js";
import { DISPLAY, type MimeBundle } from "../display/displayable.js";
import { historyBundle } from "../display/history.js";
import { type ListedFile, listingBundle } from "../display/listing.js";
import type { Engine } from "../engine/engine.js";
import type { HistoryRow } from "../engine/images.js";
import { NoSuchStepError } from "../errors/views.js";
import type { FileSystem } from "../vfs/filesystem.js";
import { emptyChanges } from "../vfs/node.js";
import { UnionFileSystem } from "../vfs/union.js";
import type { Container, Image, ImageAt } from "./objects.js";
import { type RunOptions, runOptions } from "./run-options.js";
import type { Runner } from "./runner.js";
import { Table } from "./view.js";
import { Layer } from "./views/layer.js";

/** The image that is looked back at. */
export interface ImageAtOrigin {
  readonly runner: Runner;
  /** What the engine finds it by. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  open(image: string): Promise<Image>;
}

/** @param step from 1, the oldest, or from -1, the newest; checked when it is first used */
export function openImageAt(origin: ImageAtOrigin, step: number): ImageAt {
  return new EngineImageAt(origin, step);
}

class EngineImageAt implements ImageAt {
  readonly #engine: Engine;
  readonly #origin: ImageAtOrigin;
  readonly name: string;
  readonly step: number;

  constructor(origin: ImageAtOrigin, step: number) {
    this.#engine = origin.runner.engine;
    this.#origin = origin;
    this.name = origin.name;
    this.step = step;
    Object.freeze(this);
  }

  async history(): Promise<Table<HistoryRow>> {
    const { rows, of } = await this.#steps();
    const now = new Date();
    const name = `${this.name}, as it was after step ${rows.length} of ${of}`;
    return Table.ofRows(rows, () => historyBundle(rows, { name, now, order: "oldest-first" }));
  }

  async fileSystem(): Promise<FileSystem> {
    const count = await this.#layerCount();
    const tree = merged(layersIn(await this.#engine.contents(this.#origin.id)).slice(0, count));
    return new UnionFileSystem({ lower: tree, upper: emptyChanges(tree), readOnly: true });
  }

  async ls(path = "/"): Promise<Table<ListedFile>> {
    const fs = await this.fileSystem();
    const directory = path.endsWith("/") ? path : `${path}/`;
    const files = fs.readdir(path).map(({ name, kind }): ListedFile => {
      const { size, mode, uid, gid } = fs.lstat(`${directory}${name}`);
      const link = kind === "symlink" ? { target: fs.readlink(`${directory}${name}`) } : {};
      return { name, kind, size, mode, uid, gid, ...link };
    });
    return Table.ofRows(files, () => listingBundle(files, `${path} in ${this.name} at step ${this.step}`));
  }

  async read(path: string): Promise<string> {
    return new TextDecoder().decode((await this.fileSystem()).readFile(path));
  }

  async layer(which: number | string = -1): Promise<Layer> {
    const count = await this.#layerCount();
    const contents = await this.#engine.contents(this.#origin.id);
    return new Layer({ ...contents, layers: contents.layers.slice(0, count) }, which);
  }

  async image(name?: string): Promise<Image> {
    const id = await this.#engine.imageAt(this.#origin.id, this.step);
    if (name !== undefined) await this.#engine.tag(id, name);
    return this.#origin.open(name ?? id);
  }

  async run(options?: RunOptions): Promise<Container>;
  async run(command: string | readonly string[], options?: Omit<RunOptions, "command">): Promise<Container>;
  async run(
    first?: RunOptions | string | readonly string[],
    second?: Omit<RunOptions, "command">,
  ): Promise<Container> {
    return this.#origin.runner.run(
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
