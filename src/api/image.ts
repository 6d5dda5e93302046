import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { historyBundle } from "../display/history.js";
import { imageInspectBundle } from "../display/inspect.js";
import { stackBundle } from "../display/stack.js";
import type { Engine, HistoryRow, ImageInspect, Stack } from "../engine/engine.js";
import type { DiffID, Digest } from "../oci/digest.js";
import { Table, View } from "./shown.js";

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

  /** How it was made, newest step first: `docker image history`. */
  async history(): Promise<Table<HistoryRow>> {
    return historyTable(await this.#engine.history(this.id), this.id);
  }

  /** `docker image inspect` */
  async inspect(): Promise<View<ImageInspect>> {
    const data = await this.#engine.inspectImage(this.id);
    return new View(data, () => imageInspectBundle(data));
  }

  /** Its layers as a picture. */
  async stack(): Promise<View<Stack>> {
    const data = await this.#engine.stack(this.id);
    return new View(data, () => stackBundle(data));
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

export function historyTable(rows: readonly HistoryRow[], name: string): Table<HistoryRow> {
  const now = new Date();
  return Table.from_(rows, () => historyBundle(rows, { name, now }));
}
