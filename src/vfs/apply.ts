import {
  type ChangeDirectory,
  type ChangeNode,
  type DirectoryNode,
  metadataOf,
  nextInode,
  type TreeNode,
} from "./node.js";

/**
 * The tree that results when `changes` are applied to `lower`.
 *
 * Neither is modified: the new tree shares every directory that was not touched, so a layer costs what it
 * changes, not what exists, and a lookup costs the path's depth however many layers there are.
 */
export function applyChanges(lower: DirectoryNode | undefined, changes: ChangeDirectory): DirectoryNode {
  const below = changes.opaque ? undefined : lower;
  const entries = new Map<string, TreeNode>(below?.entries);
  for (const [name, change] of changes.changes) {
    const node = applyNode(below?.entries.get(name), change);
    if (node === undefined) entries.delete(name);
    else entries.set(name, node);
  }
  return { kind: "directory", ...metadataOf(changes), entries, ino: below?.ino ?? nextInode() };
}

function applyNode(lower: TreeNode | undefined, change: ChangeNode): TreeNode | undefined {
  switch (change.kind) {
    case "whiteout":
      return undefined;
    case "directory":
      return applyChanges(lower?.kind === "directory" ? lower : undefined, change);
    default:
      return change;
  }
}
