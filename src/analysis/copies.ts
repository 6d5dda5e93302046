import type { Contents, StackMount } from "../engine/views.js";
import { normalize } from "../posix/path.js";
import type { NodeKind } from "../vfs/filesystem.js";
import { lookUp, mountOver } from "./lenses.js";
import {
  aspectsOf,
  bytesOf,
  changeAt,
  factsOf,
  type LayerFacts,
  type LayerOf,
  layersIn,
  merged,
  nodeAt,
} from "./trees.js";

/** A file in a read-only layer: one copy, however many stand on it. */
export interface LowerCopy extends LayerFacts {
  readonly kind: NodeKind;
  /** Bytes; absent for a directory. */
  readonly size?: number;
}

/** A file in a container's own layer. */
export interface UpperCopy {
  readonly kind: NodeKind;
  /** Bytes, all of them: the whole file was copied before its first change. Absent for a directory. */
  readonly size?: number;
  /** What is different from the lower copy: `content`, `mode 0644 → 0755`. Empty if nothing is, or there is none. */
  readonly differs: readonly string[];
}

/** One container, or image, and what a program in it reads at the path. */
export interface CopyReader {
  readonly name: string;
  readonly kind: Contents["kind"];
  /** Which of the lower copies lies under it; absent if none does. */
  readonly lower?: number;
  /** Absent where its own layer has no copy; of an image always. */
  readonly upper?: UpperCopy;
  readonly reads: "upper" | "lower" | "nothing" | "mount";
  /** True where its own layer deletes the lower copy. */
  readonly deletes: boolean;
  /** What covers the path. */
  readonly mount?: StackMount;
}

/** The copies of one file, and which of them each container sees. */
export interface Copies {
  readonly path: string;
  readonly lower: readonly LowerCopy[];
  readonly readers: readonly CopyReader[];
}

export function copiesOf(all: readonly Contents[], path: string): Copies {
  const normal = normalize(path);
  const lower: LowerCopy[] = [];
  const places = new Map<string, number>();
  const readers = all.map((contents): CopyReader => {
    const { upper: own, ...image } = contents;
    const layers = layersIn(image);
    const below = nodeAt(merged(layers), normal);
    const source = below === undefined ? undefined : sourceOf(layers, normal);
    let at: number | undefined;
    if (below !== undefined && source !== undefined) {
      const key = source.diffId ?? "";
      at = places.get(key) ?? lower.length;
      if (at === lower.length)
        lower.push({
          ...factsOf(source),
          kind: below.kind,
          ...(below.kind === "directory" ? {} : { size: bytesOf(below) }),
        });
      places.set(key, at);
    }
    const node = own === undefined ? undefined : changeAt(own.changes, normal);
    const upper: UpperCopy | undefined =
      node === undefined || node.kind === "whiteout"
        ? undefined
        : {
            kind: node.kind,
            ...(node.kind === "directory" ? {} : { size: bytesOf(node) }),
            differs: below === undefined ? [] : aspectsOf(below, node),
          };
    const deletes =
      own !== undefined &&
      at !== undefined &&
      upper === undefined &&
      lookUp(own.changes, normal, false).stops;
    const mount = mountOver(normal, contents.mounts ?? []);
    return {
      ...{ name: contents.name, kind: contents.kind, deletes },
      ...(at === undefined ? {} : { lower: at }),
      ...(upper === undefined ? {} : { upper }),
      reads:
        mount !== undefined
          ? "mount"
          : upper !== undefined
            ? "upper"
            : at === undefined || deletes
              ? "nothing"
              : "lower",
      ...(mount === undefined ? {} : { mount }),
    };
  });
  return { path: normal, lower, readers };
}

/** The topmost of an image's layers that answers. */
function sourceOf(layers: readonly LayerOf[], path: string): LayerOf | undefined {
  return layers.findLast(({ changes, number }) => {
    const { finds } = lookUp(changes, path, number === 1);
    return finds !== "nothing" && finds !== "whiteout";
  });
}
