import type { Contents } from "../engine/views.js";
import { compareNames } from "../posix/name-bytes.js";
import type { NodeKind } from "../vfs/filesystem.js";
import { type DirectoryNode, sortedNames, type TreeNode } from "../vfs/node.js";
import { aspectsOf, bytesOf, factsOf, type LayerFacts, layersIn, merged, totalOf } from "./trees.js";

export interface ComparedLayer extends LayerFacts {
  /** Bytes of files and of symbolic links' targets. */
  readonly size: number;
}

export interface Compared {
  readonly kind: Contents["kind"];
  readonly name: string;
  readonly id: string;
  /** Bytes of all its layers. */
  readonly size: number;
  /** Layers that the other does not have in its stack, lowest first; a container's own is the last. */
  readonly own: readonly ComparedLayer[];
}

/** A path that the two show differently. */
export interface Difference {
  readonly path: string;
  /** Which of the two has it. */
  readonly in: "first" | "second" | "both";
  readonly kind: NodeKind;
  /** How they differ, if both have it. */
  readonly what: readonly string[];
  /** Bytes in the first and in the second. For a directory that only one has, of everything in it. */
  readonly sizes: readonly [first: number, second: number];
  /** Files in a directory that only one has; 1 for a file. */
  readonly files: number;
}

export interface Comparison {
  readonly first: Compared;
  readonly second: Compared;
  /** The layers both stand on, lowest first: stored once. */
  readonly common: readonly ComparedLayer[];
  /** DiffIDs that both have, but on different layers: the same archive, stored once too. */
  readonly elsewhere: readonly string[];
  /** Largest first. */
  readonly differences: readonly Difference[];
}

/** Two images, two containers, or one of each: the layers they share, and the paths at which a program sees a difference. */
export function compareContents(first: Contents, second: Contents): Comparison {
  const a = layersIn(first);
  const b = layersIn(second);
  let shared = 0;
  for (; shared < first.layers.length && shared < second.layers.length; shared++)
    if (a[shared]?.diffId !== b[shared]?.diffId) break;
  const ownA = new Set(a.slice(shared).flatMap(({ diffId }) => diffId ?? []));
  const elsewhere = b.slice(shared).flatMap(({ diffId }) => (diffId && ownA.has(diffId) ? [diffId] : []));
  const differences: Difference[] = [];
  compareDirectories("", merged(a), merged(b), differences);
  differences.sort((x, y) => Math.max(...y.sizes) - Math.max(...x.sizes) || compareNames(x.path, y.path));
  return {
    first: comparedOf(first, shared),
    second: comparedOf(second, shared),
    common: comparedLayers(first).slice(0, shared),
    elsewhere: [...new Set(elsewhere)],
    differences,
  };
}

function comparedOf(contents: Contents, shared: number): Compared {
  const { kind, name, id } = contents;
  const layers = comparedLayers(contents);
  const size = layers.reduce((sum, layer) => sum + layer.size, 0);
  return { kind, name, id, size, own: layers.slice(shared) };
}

function comparedLayers(contents: Contents): readonly ComparedLayer[] {
  return layersIn(contents).map((layer) => ({
    ...factsOf(layer),
    size: contents.layers[layer.number - 1]?.size ?? totalOf(merged([layer])).bytes,
  }));
}

function compareDirectories(
  path: string,
  first: DirectoryNode,
  second: DirectoryNode,
  found: Difference[],
): void {
  // Directories that no layer touched are the same object in both trees.
  if (first === second) return;
  for (const name of sortedNames(new Set([...first.entries.keys(), ...second.entries.keys()]))) {
    const a = first.entries.get(name);
    const b = second.entries.get(name);
    const child = `${path}/${name}`;
    if (a === b) continue;
    if (a === undefined || b === undefined) found.push(oneSided(child, a, b));
    else {
      const what = aspectsOf(a, b);
      if (what.length > 0)
        found.push({ path: child, in: "both", kind: b.kind, what, sizes: [size(a), size(b)], files: 1 });
      if (a.kind === "directory" && b.kind === "directory") compareDirectories(child, a, b, found);
    }
  }
}

function oneSided(path: string, a: TreeNode | undefined, b: TreeNode | undefined): Difference {
  const node = a ?? b;
  const { bytes, files } = node === undefined ? { bytes: 0, files: 0 } : totalOf(node);
  return {
    path,
    in: b === undefined ? "first" : "second",
    kind: node?.kind ?? "file",
    what: [],
    sizes: b === undefined ? [bytes, 0] : [0, bytes],
    files,
  };
}

function size(node: TreeNode): number {
  return node.kind === "directory" ? 0 : bytesOf(node);
}
