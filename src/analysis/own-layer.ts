import type { Contents, StackMount } from "../engine/views.js";
import { listChanges, type PathChange } from "../vfs/changes.js";
import { bytesOf, changeAt, factsOf, type LayerFacts, layersIn, merged } from "./trees.js";

/** One path of a container's own layer, as `docker diff` reports it. */
export interface OwnChange extends PathChange {
  /** Bytes of a file that the layer holds: the whole of it, however little was changed. Absent for directories and deletions. */
  readonly size?: number;
}

/** A layer of the image below. */
export interface OwnLayerBelow extends LayerFacts {
  readonly size: number;
}

/** A container's own layer on its image, and what is beside it. */
export interface OwnLayer {
  readonly name: string;
  /** In the order of `docker diff`. What a commit would take, all of it. */
  readonly changes: readonly OwnChange[];
  /** Bytes of the files in it. */
  readonly size: number;
  /** The number that the layer would have in an image committed now. */
  readonly number: number;
  /** The layers of the image, topmost first. A commit names them again and copies none. */
  readonly below: readonly OwnLayerBelow[];
  /** What is mounted beside the layers: no commit takes it. */
  readonly mounts: readonly StackMount[];
}

/** @returns `undefined` for an image, which has no layer of its own */
export function ownLayerOf(contents: Contents): OwnLayer | undefined {
  const { upper, ...image } = contents;
  if (upper === undefined) return undefined;
  const layers = layersIn(image);
  const changes = listChanges(merged(layers), upper.changes).map((change): OwnChange => {
    const node = changeAt(upper.changes, change.path);
    if (node === undefined || node.kind === "whiteout" || node.kind === "directory") return change;
    return { ...change, size: bytesOf(node) };
  });
  return {
    name: contents.name,
    changes,
    size: changes.reduce((sum, { size = 0 }) => sum + size, 0),
    number: layers.length + 1,
    below: layers.map((layer, at) => ({ ...factsOf(layer), size: contents.layers[at]?.size ?? 0 })).reverse(),
    mounts: contents.mounts ?? [],
  };
}
