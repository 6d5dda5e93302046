import type { Lenses } from "../analysis/lenses.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { type HistoryOrder, historyBundle } from "../display/history.js";
import { imageInspectBundle } from "../display/inspect.js";
import type { Engine, HistoryRow, ImageInspect, Stack } from "../engine/engine.js";
import type { Verification } from "../image/verify.js";
import { type DiffID, type Digest, shortId } from "../oci/digest.js";
import type { Handle } from "./handle.js";
import { ImageAt } from "./image-at.js";
import type { Layer } from "./layer.js";
import type { LedgerView } from "./ledger.js";
import { type Recipe, type RecipeOptions, recipeOf } from "./recipe.js";
import { Table, View } from "./shown.js";
import { layerView, ledgerView, lensesView, stackView, verifyView } from "./views.js";

/**
 * An image that is here. It is a value: its id is the digest of its configuration, its layers are fixed, and
 * every method that seems to change something (`tag`) changes only names that point at it.
 */
export class Image<Box = unknown> implements Displayable {
  readonly #handle: Handle<Box>;
  readonly #engine: Engine;
  readonly #inspect: ImageInspect;
  readonly id: Digest;
  /** DiffIDs, lowest first. */
  readonly layers: readonly DiffID[];
  /** Bytes of all layers' files. */
  readonly size: number;

  constructor(handle: Handle<Box>, inspect: ImageInspect) {
    this.#handle = handle;
    this.#engine = handle.engine;
    this.#inspect = inspect;
    this.id = inspect.Id;
    this.layers = Object.freeze([...inspect.RootFS.Layers]);
    this.size = inspect.Size;
    Object.freeze(this);
  }

  /** How it was made, newest step first unless told: `docker image history`. */
  async history(options: { order?: HistoryOrder } = {}): Promise<Table<HistoryRow>> {
    return historyTable(await this.#engine.history(this.id), this.id, options.order);
  }

  /** `docker image inspect` */
  async inspect(): Promise<View<ImageInspect>> {
    const data = await this.#engine.inspectImage(this.id);
    return new View(data, () => imageInspectBundle(data));
  }

  /** Its layers as a picture. */
  async stack(): Promise<View<Stack>> {
    return stackView(this.#engine, this.id);
  }

  /** What one layer changes: by its number (1 is the lowest, -1 the topmost) or the beginning of its DiffID. */
  async layer(which: number | string = -1): Promise<Layer> {
    return layerView(this.#engine, this.id, which);
  }

  /** Where each byte comes from, and which bytes nobody sees. */
  async ledger(): Promise<LedgerView> {
    return ledgerView(this.#engine, this.id);
  }

  /** One path in the layers' archives, on the host, and as a program sees it. */
  async lenses(path: string): Promise<View<Lenses>> {
    return lensesView(this.#engine, this.id, path);
  }

  /** Every digest from its name down to its layers' bytes, computed anew. */
  async verify(): Promise<View<Verification>> {
    return verifyView(this.#engine, this.id);
  }

  /**
   * The Dockerfile that repeats what was done in the containers it was committed from; `verify()` of it proves that the
   * layers are the same.
   *
   * @throws {NoRecipeError} for an image that no commit made here
   */
  async recipe(options: RecipeOptions = {}): Promise<Recipe> {
    return recipeOf(this.#engine, this.id, options);
  }

  /**
   * The image as it was after a step of its history (from 1, the oldest, or from -1, the newest): to look at, and to go on
   * from.
   *
   * @example await image.at(3).run("ls /app");
   */
  at(step: number): ImageAt<Image<Box>, Box> {
    const [tag] = this.#inspect.RepoTags;
    return imageAt(this.#handle, { id: this.id, name: tag ?? shortId(this.id) }, step);
  }

  async tag(name: string): Promise<Image<Box>> {
    await this.#engine.tag(this.id, name);
    return new Image(this.#handle, await this.#engine.inspectImage(name));
  }

  [DISPLAY](): MimeBundle {
    return imageInspectBundle(this.#inspect);
  }

  toJSON(): ImageInspect {
    return this.#inspect;
  }
}

/** @param image how it is found, and how it is called */
export function imageAt<Box>(
  handle: Handle<Box>,
  image: { readonly id: string; readonly name: string },
  step: number,
): ImageAt<Image<Box>, Box> {
  const { engine } = handle;
  const open = async (reference: string) => new Image(handle, await engine.inspectImage(reference));
  return new ImageAt({ ...image, engine, open, run: (id, options) => handle.run(id, options) }, step);
}

/** @param rows newest first, as the engine gives them */
export function historyTable(
  rows: readonly HistoryRow[],
  name: string,
  order: HistoryOrder = "newest-first",
): Table<HistoryRow> {
  const now = new Date();
  const ordered = order === "oldest-first" ? [...rows].reverse() : rows;
  return Table.from_(ordered, () => historyBundle(ordered, { name, now, order }));
}
