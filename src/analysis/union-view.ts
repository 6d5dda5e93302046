import type { Contents } from "../engine/views.js";
import { normalize } from "../posix/path.js";
import type { NodeKind } from "../vfs/filesystem.js";
import { type ChangeNode, sortedNames } from "../vfs/node.js";
import { type Lookup, lookUp } from "./lenses.js";
import {
  bytesOf,
  changeAt,
  factsOf,
  type LayerFacts,
  type LayerOf,
  layersIn,
  merged,
  nodeAt,
} from "./trees.js";

/** What one layer has at one path. */
export interface UnionCell {
  /** `nothing`: the layer says nothing about the path. `whiteout`: it is deleted here, or a directory above it is. */
  readonly holds: NodeKind | "whiteout" | "nothing";
  /** Bytes of a file. */
  readonly size?: number;
  /** A directory that hides all that the layers below have in it. */
  readonly opaque: boolean;
  /**
   * `answers`: a read gets this. `merged`: a directory, one of several that are seen as one. `covered`: a layer above has answered
   * or deleted it. `hides`: a whiteout, or an opaque directory above the path. `passed`: a read goes on downwards.
   */
  readonly seen: "answers" | "merged" | "covered" | "hides" | "passed";
}

/** Cells of one layer, one for each path. */
export interface UnionLayer extends LayerFacts {
  readonly cells: readonly UnionCell[];
}

/** What a program sees at a path, and the number of the layer it is from; for a directory, of all that it is merged from. */
export interface UnionSeen {
  readonly kind: NodeKind;
  readonly size?: number;
  readonly from: readonly number[];
}

/** The directories of an image or a container as they are stacked, at some paths. */
export interface UnionView {
  readonly name: string;
  readonly kind: Contents["kind"];
  readonly paths: readonly string[];
  /** How many names of the given directories are left out, because there are too many. */
  readonly more: number;
  /** Topmost first. */
  readonly layers: readonly UnionLayer[];
  /** For each path; `undefined` where a program sees nothing. */
  readonly seen: readonly (UnionSeen | undefined)[];
}

/** How many paths are looked at. */
const MAX_PATHS = 12;

/**
 * @param asked absolute paths; one that ends in `/` stands for the directory and all names that any layer has in it
 */
export function unionView(contents: Contents, asked: readonly string[]): UnionView {
  const layers = layersIn(contents);
  const all = [...new Set(asked.flatMap((path) => expanded(path, layers)))];
  const paths = all.slice(0, MAX_PATHS);
  const columns = paths.map((path) => columnOf(path, layers));
  const tree = merged(layers);
  return {
    name: contents.name,
    kind: contents.kind,
    paths,
    more: all.length - paths.length,
    layers: layers
      .map((layer, at) => ({ ...factsOf(layer), cells: columns.flatMap((column) => column[at] ?? []) }))
      .reverse(),
    seen: paths.map((path, at): UnionSeen | undefined => {
      const node = nodeAt(tree, path);
      if (node === undefined) return undefined;
      const from = layers
        .filter((_, index) => {
          const seen = columns[at]?.[index]?.seen;
          return seen === "answers" || seen === "merged";
        })
        .map(({ number }) => number);
      return { kind: node.kind, ...(node.kind === "directory" ? {} : { size: bytesOf(node) }), from };
    }),
  };
}

function expanded(path: string, layers: readonly LayerOf[]): readonly string[] {
  const directory = normalize(path);
  if (!path.endsWith("/")) return [directory];
  const names = new Set<string>();
  for (const { changes } of layers) {
    const node = changeAt(changes, directory);
    if (node?.kind === "directory") for (const name of node.changes.keys()) names.add(name);
  }
  const prefix = directory === "/" ? "" : directory;
  return [directory, ...sortedNames(names).map((name) => `${prefix}/${name}`)];
}

/** One path through all layers, lowest first. */
function columnOf(path: string, layers: readonly LayerOf[]): readonly UnionCell[] {
  let ended = false;
  const cells = layers.toReversed().map((layer) => {
    const lookup = lookUp(layer.changes, path, layer.number === 1);
    const cell = cellOf(changeAt(layer.changes, path), lookup, ended);
    ended ||= lookup.stops;
    return cell;
  });
  const directories = cells.filter(({ seen }) => seen === "merged");
  return cells
    .map((cell) =>
      cell.seen === "merged" && directories.length === 1 ? { ...cell, seen: "answers" as const } : cell,
    )
    .reverse();
}

function cellOf(node: ChangeNode | undefined, lookup: Omit<Lookup, "covered">, covered: boolean): UnionCell {
  const { finds, opaque, stops } = lookup;
  const size =
    node === undefined || node.kind === "directory" || node.kind === "whiteout"
      ? {}
      : { size: bytesOf(node) };
  if (finds === "nothing")
    return { holds: "nothing", opaque, seen: covered ? "covered" : stops ? "hides" : "passed" };
  const cell = { holds: finds, ...size, opaque };
  if (covered) return { ...cell, seen: "covered" };
  if (finds === "whiteout") return { ...cell, seen: "hides" };
  return { ...cell, seen: finds === "directory" ? "merged" : "answers" };
}
