import {
  type LayerChange,
  type LayerChanges,
  type LayerFile,
  layerChanges,
  layerFile,
} from "../../analysis/layer-changes.js";
import { type LayerOf, layersIn } from "../../analysis/trees.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../../display/displayable.js";
import { foundChangesBundle } from "../../display/found-changes.js";
import { layerChangesBundle } from "../../display/layer-changes.js";
import { layerFileBundle } from "../../display/layer-file.js";
import type { Contents } from "../../engine/views.js";
import { NoSuchLayerError } from "../../errors/views.js";
import type { DiffID } from "../../oci/digest.js";
import { Table, View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";
import { matching } from "./path-pattern.js";

/**
 * One layer of an image or a container: what it changes against the layers below it, shown as a tree that folds at
 * each directory, largest first. Of a container's own layer `data` is this moment's; `file` looks at it as it is when
 * it is called.
 *
 * @example
 * const layer = await docker.layer("node-base", -1);   // the topmost
 * layer;                                               // the tree
 * layer.file("/etc/passwd");                           // one file: its text, or what changed in it
 * layer.find(/\.js$/);                                 // a flat list
 */
export class Layer implements Displayable {
  readonly #layers: readonly LayerOf[];
  readonly #layer: LayerOf;
  /** The whole tree. */
  readonly data: LayerChanges;
  /** From 1, the lowest: it is `image.layers[number - 1]`. */
  readonly number: number;
  /** Absent for a container's own layer. */
  readonly diffId: DiffID | undefined;
  /** Bytes of files and of symbolic links' targets: what `docker history` prints. */
  readonly size: number;

  constructor(contents: Contents, which: number | string) {
    this.#layers = layersIn(contents);
    this.#layer = layerCalled(contents.name, this.#layers, which);
    this.data = layerChanges(contents, this.#layers, this.#layer);
    this.number = this.#layer.number;
    this.diffId = this.#layer.diffId;
    this.size = this.data.size;
    Object.freeze(this);
  }

  /**
   * One path of it: what the layer has, what the layers below it have, and what is different. A text, or a text's
   * diff, up to 256 KiB.
   *
   * @param path absolute
   * @throws {NotInLayerError} when the layer says nothing about the path
   * @example layer.file("/etc/passwd");
   */
  file(path: string): View<LayerFile> {
    const data = layerFile(this.#layers, this.#layer, path);
    return new View(data, () => layerFileBundle(data));
  }

  /**
   * All changed paths that contain a text or match a pattern, largest first; `passed` directories are left out.
   *
   * @example layer.find(/\.js$/);
   */
  find(pattern: string | RegExp): Table<LayerChange> {
    const matches = matching(pattern);
    const found = flat(this.data.root)
      .filter(({ path, change }) => change !== "passed" && matches(path))
      .sort((a, b) => b.size - a.size || b.hides - a.hides);
    return Table.ofRows(found, () => foundChangesBundle(found, `${String(pattern)} in layer ${this.number}`));
  }

  [DISPLAY](): MimeBundle {
    return layerChangesBundle(this.data);
  }

  toJSON(): LayerChanges {
    return this.data;
  }

  toString(): string {
    return layerChangesBundle(this.data)["text/plain"];
  }
}

export interface LayerMethod {
  /**
   * What one layer of an image or a container changes, as a tree that folds.
   *
   * @param name name, id, or value of an image or a container
   * @param which its number, counted from 1, the lowest, or from -1, the topmost (the default; of a container its own); or
   *   the beginning of its DiffID
   * @example await docker.layer("node-base", 2);
   * @example (await docker.layer("node-base", 2)).file("/etc/motd"); // its text, and what changed in it
   */
  layer(name: Named, which?: number | string): Promise<Layer>;
}

export const layer: ViewEntry<LayerMethod["layer"], "image" | "container"> = {
  of: ["image", "container"],
  open: async (engine, name, which = -1) => new Layer(await engine.contents(name), which),
};

function layerCalled(name: string, layers: readonly LayerOf[], which: number | string): LayerOf {
  const found =
    typeof which === "number"
      ? layers.at(which > 0 ? which - 1 : which < 0 ? which : layers.length)
      : layers.find(
          ({ diffId }) =>
            which !== "" && diffId?.slice("sha256:".length).startsWith(which.replace(/^sha256:/, "")),
        );
  if (found === undefined) throw new NoSuchLayerError(name, which, layers.length);
  return found;
}

function flat(change: LayerChange): LayerChange[] {
  return change.children.flatMap((child) => [child, ...flat(child)]);
}
