import { textDiff } from "../builder/text-diff.js";
import type { Contents, StackMount } from "../engine/views.js";
import { NotInLayerError } from "../errors/views.js";
import { sha256 } from "../oci/digest.js";
import { compareNames } from "../posix/name-bytes.js";
import { components, normalize } from "../posix/path.js";
import { toBytes } from "../vfs/data.js";
import type { FileData, NodeKind } from "../vfs/filesystem.js";
import {
  type ChangeDirectory,
  type ChangeNode,
  type DirectoryNode,
  type LeafNode,
  sortedNames,
  type TreeNode,
} from "../vfs/node.js";
import {
  aspectsOf,
  bytesOf,
  changeAt,
  factsOf,
  type LayerFacts,
  type LayerOf,
  merged,
  nodeAt,
  totalOf,
} from "./trees.js";

/**
 * What a layer does to a path. `opaque`: a directory that hides all of its lower content. `passed`: a directory that is in
 * the layer only because something in it is.
 */
export type ChangeWord = "added" | "modified" | "deleted" | "opaque" | "passed";

export interface LayerChange {
  readonly name: string;
  readonly path: string;
  /** For a deletion, the kind of what was deleted. */
  readonly kind: NodeKind;
  readonly change: ChangeWord;
  /** Bytes in this layer; for a directory, of everything in it. */
  readonly size: number;
  /** Bytes of lower layers that it hides. They are still shipped. */
  readonly hides: number;
  /** How a modified path differs: `content`, `mode 0644 → 0755`, `time`. */
  readonly what: readonly string[];
  /** Largest first. */
  readonly children: readonly LayerChange[];
}

export interface LayerChanges extends LayerFacts {
  /** The image or container. */
  readonly name: string;
  /** How many layers it has. */
  readonly of: number;
  /** Bytes of files and of symbolic links' targets. */
  readonly size: number;
  readonly counts: Readonly<Record<ChangeWord, number>>;
  readonly root: LayerChange;
  /** What a container has mounted beside its own layer. */
  readonly mounts?: readonly StackMount[];
}

/** The changes of one layer against those below it. */
export function layerChanges(
  { name, mounts }: Pick<Contents, "name" | "mounts">,
  layers: readonly LayerOf[],
  layer: LayerOf,
): LayerChanges {
  const below = merged(layers.slice(0, layer.number - 1));
  const counts = { added: 0, modified: 0, deleted: 0, opaque: 0, passed: 0 };
  const root = new Comparison(counts).directory("/", "", below, layer.changes, false);
  return {
    name,
    of: layers.length,
    ...factsOf(layer),
    size: root.size,
    counts,
    root,
    ...(layer.diffId === undefined && mounts !== undefined ? { mounts } : {}),
  };
}

class Comparison {
  readonly #counts: Record<ChangeWord, number>;
  readonly #counted = new Set<LeafNode>();

  constructor(counts: Record<ChangeWord, number>) {
    this.#counts = counts;
  }

  directory(
    name: string,
    path: string,
    before: TreeNode | undefined,
    after: ChangeDirectory,
    masked: boolean,
  ): LayerChange {
    const lower = before?.kind === "directory" ? before : undefined;
    const children = sortedNames(after.changes.keys()).flatMap((child) => {
      const node = after.changes.get(child);
      if (node === undefined) return [];
      return this.#node(child, `${path}/${child}`, lower?.entries.get(child), node, masked || after.opaque);
    });
    const opaque = after.opaque && lower !== undefined;
    const what = before === undefined ? [] : aspectsOf(before, after);
    const change =
      before === undefined ? "added" : opaque ? "opaque" : what.length > 0 ? "modified" : "passed";
    // Archives have no entry for the root.
    if (path !== "") this.#counts[change] += 1;
    const hides = opaque && !masked ? totalOf(lower).bytes : sum(children, "hides") + replaced(before, after);
    return {
      name,
      path: path === "" ? "/" : path,
      kind: "directory",
      change: path === "" ? "passed" : change,
      size: sum(children, "size"),
      hides,
      what: change === "modified" ? what : [],
      children: children.sort((a, b) => b.size - a.size || b.hides - a.hides || compareNames(a.name, b.name)),
    };
  }

  #node(
    name: string,
    path: string,
    before: TreeNode | undefined,
    after: ChangeNode,
    masked: boolean,
  ): readonly LayerChange[] {
    if (after.kind === "directory") return [this.directory(name, path, before, after, masked)];
    const common = { name, path, children: [] };
    // What an opaque directory hides is counted once, there.
    const hides = before === undefined || masked ? 0 : totalOf(before).bytes;
    if (after.kind === "whiteout") {
      if (before === undefined) return [];
      this.#counts.deleted += 1;
      return [{ ...common, kind: before.kind, change: "deleted", size: 0, hides, what: [] }];
    }
    const first = !this.#counted.has(after);
    this.#counted.add(after);
    const change = before === undefined ? "added" : "modified";
    this.#counts[change] += 1;
    const aspects = before === undefined ? [] : aspectsOf(before, after);
    const what = before !== undefined && aspects.length === 0 ? ["nothing: the same file again"] : aspects;
    return [
      {
        ...common,
        kind: after.kind,
        change,
        size: first ? bytesOf(after) : 0,
        hides,
        what: first ? what : [...what, "another name of a file above"],
      },
    ];
  }
}

/** A file that is replaced by a directory. */
function replaced(before: TreeNode | undefined, after: ChangeDirectory): number {
  return before === undefined || before.kind === after.kind ? 0 : totalOf(before).bytes;
}

function sum(changes: readonly LayerChange[], member: "size" | "hides"): number {
  return changes.reduce((total, change) => total + change[member], 0);
}

/** One side of a file: what is in the layer, or what was below it. */
export interface FileSide {
  readonly kind: NodeKind;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since the epoch. */
  readonly mtime: number;
  readonly target?: string;
  /** Digest of a file's content. */
  readonly digest?: string;
  /** Content, if it is text and at most 256 KiB. */
  readonly text?: string;
}

export interface LayerFile {
  readonly path: string;
  readonly layer: number;
  readonly change: ChangeWord;
  readonly what: readonly string[];
  /** What the layers below show at the path; absent if they have nothing there. */
  readonly before?: FileSide;
  /** What this layer has; absent for a deletion. */
  readonly after?: FileSide;
  /** Unified diff, if both are text. */
  readonly diff?: string;
}

/** The largest file that is shown as text, in bytes. */
export const MAX_TEXT = 256 * 1024;

/** @throws {NotInLayerError} the layer says nothing about the path */
export function layerFile(layers: readonly LayerOf[], layer: LayerOf, path: string): LayerFile {
  const normal = normalize(path);
  const below = merged(layers.slice(0, layer.number - 1));
  const before = nodeAt(below, normal);
  const after = changeAt(layer.changes, normal) ?? hiddenAt(layer.changes, normal, before);
  if (after === undefined) throw new NotInLayerError(normal, layer.number);
  const sides = {
    ...(before === undefined ? {} : { before: sideOf(before) }),
    ...(after.kind === "whiteout" ? {} : { after: sideOf(after) }),
  };
  const what = before === undefined || after.kind === "whiteout" ? [] : aspectsOf(before, after);
  const diff = diffOf(normal, before, after);
  return {
    path: normal,
    layer: layer.number,
    change: wordFor(before, after, what),
    what,
    ...sides,
    ...(diff === undefined ? {} : { diff }),
  };
}

/** A path that is gone because a directory above it was deleted or is opaque. */
function hiddenAt(
  changes: ChangeDirectory,
  path: string,
  before: TreeNode | undefined,
): ChangeNode | undefined {
  if (before === undefined) return undefined;
  let node: ChangeNode | undefined = changes;
  for (const part of components(path)) {
    if (node?.kind !== "directory") break;
    if (node.opaque && !node.changes.has(part)) return { kind: "whiteout", mtime: node.mtime };
    node = node.changes.get(part);
  }
  if (node === undefined || node.kind === "directory") return undefined;
  return { kind: "whiteout", mtime: node.mtime };
}

function wordFor(before: TreeNode | undefined, after: ChangeNode, what: readonly string[]): ChangeWord {
  if (after.kind === "whiteout") return "deleted";
  if (before === undefined) return "added";
  if (after.kind === "directory" && after.opaque) return "opaque";
  return after.kind === "directory" && what.length === 0 ? "passed" : "modified";
}

function sideOf(node: LeafNode | DirectoryNode | ChangeDirectory): FileSide {
  const { kind, mode, uid, gid, mtime } = node;
  const common = { kind, mode, uid, gid, mtime };
  switch (node.kind) {
    case "directory":
      return { ...common, size: 0 };
    case "symlink":
      return { ...common, size: bytesOf(node), target: node.target };
    case "file": {
      const text = textOf(node.data);
      const digest = node.data.size > MAX_TEXT ? undefined : sha256(toBytes(node.data));
      return {
        ...common,
        size: node.data.size,
        ...(digest === undefined ? {} : { digest }),
        ...(text === undefined ? {} : { text }),
      };
    }
    default:
      return { ...common, size: 0 };
  }
}

/** Content as text, if it is text and not too long. */
function textOf(data: FileData): string | undefined {
  if (data.size > MAX_TEXT) return undefined;
  const bytes = toBytes(data);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function diffOf(path: string, before: TreeNode | undefined, after: ChangeNode): string | undefined {
  if (before?.kind !== "file" || after.kind !== "file") return undefined;
  if (textOf(before.data) === undefined || textOf(after.data) === undefined) return undefined;
  // Without the header, which only repeats the file's name.
  return textDiff(path, toBytes(before.data), toBytes(after.data))?.replace(/^Index: .*\n=+\n/, "");
}
