import { FileSystemError } from "../../../errors/filesystem.js";
import { MountError } from "../../../errors/volumes.js";
import { components } from "../../../posix/path.js";
import type { DirectoryNode, MutableDirectory, MutableLeaf, TreeNode } from "../../../vfs/node.js";
import { emptyChanges, metadataOf } from "../../../vfs/node.js";
import { UnionFileSystem } from "../../../vfs/union.js";
import type { Volume } from "./volume.js";

/** What an image has at a path, links followed. */
export function kindAt(tree: DirectoryNode, path: string): "file" | "directory" | undefined {
  const real = realPath(tree, path);
  if (real === undefined) return undefined;
  return nodeAt(tree, real)?.kind === "directory" ? "directory" : "file";
}

/**
 * An empty volume gets what the image has at the place it is mounted on, with the directory's own mode and owner (moby
 * `CopyImagePathContent`).
 *
 * @throws {MountError} the image has a file there
 */
export function copyImageContent(volume: Volume, tree: DirectoryNode, destination: string): void {
  const { root } = volume;
  if (root.changes.size > 0) return;
  const real = realPath(tree, destination);
  if (real === undefined) return;
  const found = nodeAt(tree, real);
  if (found?.kind !== "directory") throw new MountError(`source ${real} is not directory`);
  Object.assign(root, metadataOf(found));
  for (const [name, node] of copiesOf(found, new Map())) root.changes.set(name, node);
  volume.touched();
}

function realPath(tree: DirectoryNode, path: string): string | undefined {
  try {
    return new UnionFileSystem({ lower: tree, upper: emptyChanges(tree) }).realpath(path);
  } catch (error) {
    if (error instanceof FileSystemError && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}

function nodeAt(tree: DirectoryNode, real: string): TreeNode | undefined {
  let at: TreeNode | undefined = tree;
  for (const name of components(real)) at = at?.kind === "directory" ? at.entries.get(name) : undefined;
  return at;
}

/** Nodes of a volume may change, so each is made again; contents are shared, and two names of one file stay that. */
function* copiesOf(
  directory: DirectoryNode,
  files: Map<TreeNode, MutableLeaf>,
): Generator<[string, MutableLeaf | MutableDirectory]> {
  for (const [name, node] of directory.entries) {
    if (node.kind === "directory") {
      const copy = emptyChanges(node);
      for (const [below, child] of copiesOf(node, files)) copy.changes.set(below, child);
      yield [name, copy];
      continue;
    }
    const known = files.get(node);
    if (known !== undefined) known.nlink += 1;
    const copy: MutableLeaf = known ?? { ...node, nlink: 1 };
    files.set(node, copy);
    yield [name, copy];
  }
}
