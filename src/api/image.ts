import type { Ledger } from "../analysis/ledger.js";
import type { Lenses } from "../analysis/lenses.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { type HistoryOrder, historyBundle } from "../display/history.js";
import { imageInspectBundle } from "../display/inspect.js";
import type { Engine, HistoryRow, ImageInspect, Stack } from "../engine/engine.js";
import type { Verification } from "../image/verify.js";
import type { DiffID, Digest } from "../oci/digest.js";
import type { Layer } from "./layer.js";
import { type Recipe, type RecipeOptions, recipeOf } from "./recipe.js";
import { Table, View } from "./shown.js";
import { layerView, ledgerView, lensesView, stackView, verifyView } from "./views.js";

/**
 * An image that is here. It is a value: its id is the digest of its configuration, its layers are fixed, and
 * every method that seems to change something (`tag`) changes only names that point at it.
 */
export class Image implements Displayable {
  readonly #engine: Engine;
  readonly #inspect: ImageInspect;
  readonly id: Digest;
  /** DiffIDs, lowest first. */
  readonly layers: readonly DiffID[];
  /** Bytes of all layers' files. */
  readonly size: number;

  constructor(engine: Engine, inspect: ImageInspect) {
    this.#engine = engine;
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

  /** What one layer changes: by its index in `layers` (-1 is the topmost) or the beginning of its DiffID. */
  async layer(which: number | string = -1): Promise<Layer> {
    return layerView(this.#engine, this.id, which);
  }

  /** Where each byte comes from, and which bytes nobody sees. */
  async ledger(): Promise<View<Ledger>> {
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

  async tag(name: string): Promise<Image> {
    await this.#engine.tag(this.id, name);
    return new Image(this.#engine, await this.#engine.inspectImage(name));
  }

  [DISPLAY](): MimeBundle {
    return imageInspectBundle(this.#inspect);
  }

  toJSON(): ImageInspect {
    return this.#inspect;
  }
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
