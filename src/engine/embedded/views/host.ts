import { components } from "../../../posix/path.js";
import { fromBytes } from "../../../vfs/data.js";
import type { FileSystem } from "../../../vfs/filesystem.js";
import {
  type ChangeDirectory,
  type ChangeNode,
  type DirectoryNode,
  emptyChanges,
  emptyDirectory,
  metadataOf,
  nextInode,
  type TreeNode,
} from "../../../vfs/node.js";
import { UnionFileSystem } from "../../../vfs/union.js";

/** overlayfs marks an opaque directory with this attribute. */
const OPAQUE_XATTR = { "trusted.overlay.opaque": "y" };

/** What a layer's directory holds, or why that cannot be read. */
export type HostDirectory = { readonly changes: ChangeDirectory } | { readonly damage: string };

/**
 * Layers as they lie on a Docker host: `DIRECTORY/diff` holds a layer's own files and nothing from the layers
 * below it. Where that cannot be read, `DIRECTORY/damaged` says why.
 */
export function hostFileSystem(layers: ReadonlyMap<string, HostDirectory>): FileSystem {
  const root = emptyDirectory();
  let tree: DirectoryNode = root;
  for (const [directory, layer] of layers)
    tree =
      "changes" in layer
        ? withPath(tree, components(`${directory}/diff`), asOverlay(layer.changes))
        : withPath(tree, components(directory), marked(layer.damage));
  return new UnionFileSystem({ lower: tree, upper: emptyChanges(root), readOnly: true });
}

function marked(damage: string): DirectoryNode {
  const directory = emptyDirectory();
  const data = fromBytes(new TextEncoder().encode(`${damage}\n`));
  const file: TreeNode = {
    ...{
      kind: "file",
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: directory.mtime,
      nlink: 1,
      ino: nextInode(),
      data,
    },
  };
  return { ...directory, entries: new Map([["damaged", file]]) };
}

function withPath(directory: DirectoryNode, path: readonly string[], leaf: DirectoryNode): DirectoryNode {
  const [name, ...rest] = path;
  if (name === undefined) return leaf;
  const child = directory.entries.get(name);
  const below = child?.kind === "directory" ? child : emptyDirectory(leaf.mtime);
  return { ...directory, entries: new Map(directory.entries).set(name, withPath(below, rest, leaf)) };
}

function asOverlay(changes: ChangeDirectory): DirectoryNode {
  const entries = new Map<string, TreeNode>();
  for (const [name, change] of changes.changes) entries.set(name, nodeOf(change));
  return {
    ...metadataOf(changes),
    ...(changes.opaque ? { xattrs: { ...changes.xattrs, ...OPAQUE_XATTR } } : {}),
    kind: "directory",
    entries,
    ino: changes.ino,
  };
}

function nodeOf(change: ChangeNode): TreeNode {
  if (change.kind === "directory") return asOverlay(change);
  if (change.kind !== "whiteout") return change;
  return {
    kind: "character-device",
    mode: 0,
    uid: 0,
    gid: 0,
    mtime: change.mtime,
    major: 0,
    minor: 0,
    nlink: 1,
    ino: nextInode(),
  };
}
