import { equalBytes } from "#platform/bytes";
import type { Contents } from "../engine/views.js";
import type { DiffID } from "../oci/digest.js";
import { nameLength } from "../posix/name-bytes.js";
import { components } from "../posix/path.js";
import { applyChanges } from "../vfs/apply.js";
import type { FileData } from "../vfs/filesystem.js";
import {
  type ChangeDirectory,
  type ChangeNode,
  type DirectoryNode,
  emptyDirectory,
  type LeafNode,
  type Metadata,
  type TreeNode,
} from "../vfs/node.js";

/** One layer of an image or container (a container's own, too), as all views of layers show it. */
export interface LayerFacts {
  /** Counted from 1, the lowest, as steps of a history are: it is `image.layers[number - 1]`. */
  readonly number: number;
  /** Absent for a container's own layer, which has none until it is committed. */
  readonly diffId?: DiffID;
  /** The directory it is unpacked into on the host. */
  readonly directory: string;
  readonly createdBy: string;
  readonly comment: string;
}

export interface LayerOf extends LayerFacts {
  readonly changes: ChangeDirectory;
}

/** The layers of an image or container, lowest first; a container's own is the last. */
export function layersIn({ layers, upper }: Contents): readonly LayerOf[] {
  const committed = layers.map(({ diffId, directory, createdBy, comment, changes }, at) => ({
    number: at + 1,
    diffId,
    directory,
    createdBy,
    comment,
    changes,
  }));
  if (upper === undefined) return committed;
  return [...committed, { number: layers.length + 1, createdBy: "", comment: "", ...upper }];
}

export function factsOf({ number, diffId, directory, createdBy, comment }: LayerFacts): LayerFacts {
  return { number, ...(diffId === undefined ? {} : { diffId }), directory, createdBy, comment };
}

/** The merged view of some layers. */
export function merged(layers: readonly LayerOf[]): DirectoryNode {
  return layers.reduce((tree, { changes }) => applyChanges(tree, changes), emptyDirectory());
}

/** The node at a path of a merged tree; links are not followed. */
export function nodeAt(tree: DirectoryNode, path: string): TreeNode | undefined {
  let node: TreeNode | undefined = tree;
  for (const part of components(path)) node = node?.kind === "directory" ? node.entries.get(part) : undefined;
  return node;
}

/** The node at a path of one layer. */
export function changeAt(changes: ChangeDirectory, path: string): ChangeNode | undefined {
  let node: ChangeNode | undefined = changes;
  for (const part of components(path)) node = node?.kind === "directory" ? node.changes.get(part) : undefined;
  return node;
}

/** What Docker counts for a layer's size: the bytes of a file, or of a symbolic link's target. */
export function bytesOf(node: LeafNode): number {
  if (node.kind === "file") return node.data.size;
  return node.kind === "symlink" ? nameLength(node.target) : 0;
}

/** Everything below a node that is not a directory, with its path. */
export function* leavesOf(path: string, node: TreeNode): Generator<readonly [path: string, node: LeafNode]> {
  if (node.kind !== "directory") yield [path, node];
  else for (const [name, child] of node.entries) yield* leavesOf(`${path}/${name}`, child);
}

/** Bytes and number of everything that is not a directory; the bytes of a file with two names count once. */
export function totalOf(node: TreeNode): { readonly bytes: number; readonly files: number } {
  const seen = new Set<LeafNode>();
  let bytes = 0;
  let files = 0;
  for (const [, leaf] of leavesOf("", node)) {
    files += 1;
    if (!seen.has(leaf)) bytes += bytesOf(leaf);
    seen.add(leaf);
  }
  return { bytes, files };
}

/** How one node differs from another: `content`, `mode 0644 → 0755`. Empty if they are the same. */
export function aspectsOf(
  before: TreeNode,
  after: Exclude<ChangeNode, { kind: "whiteout" }> | TreeNode,
): string[] {
  if (before.kind !== after.kind) return [`${before.kind} → ${after.kind}`];
  const aspects: string[] = [];
  if (before.kind === "file" && after.kind === "file" && !sameContent(before.data, after.data))
    aspects.push("content");
  if (before.kind === "symlink" && after.kind === "symlink" && before.target !== after.target)
    aspects.push("target");
  aspects.push(...metadataAspects(before, after));
  // A directory's time changes whenever an entry is added or removed.
  if (before.kind !== "directory" && Math.floor(before.mtime) !== Math.floor(after.mtime))
    aspects.push("time");
  return aspects;
}

function metadataAspects(before: Metadata, after: Metadata): string[] {
  const aspects: string[] = [];
  if (before.mode !== after.mode) aspects.push(`mode ${octal(before.mode)} → ${octal(after.mode)}`);
  if (before.uid !== after.uid || before.gid !== after.gid)
    aspects.push(`owner ${before.uid}:${before.gid} → ${after.uid}:${after.gid}`);
  if (JSON.stringify(before.xattrs ?? {}) !== JSON.stringify(after.xattrs ?? {})) aspects.push("attributes");
  return aspects;
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}

const PIECE = 1 << 20;

function sameContent(a: FileData, b: FileData): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (let at = 0; at < a.size; at += PIECE) {
    const left = a.read(at, PIECE);
    const right = b.read(at, PIECE);
    if (!equalBytes(left, right)) return false;
  }
  return true;
}
