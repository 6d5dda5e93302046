import {
  type ChangeDirectory,
  type ChangeNode,
  type DirectoryNode,
  metadataOf,
  nextInode,
  type TreeNode,
} from "./node.js";

/**
 * Two changesets as one: what stands on `base` after `lower` and then `upper` is what stands there after the result.
 * It is the changeset that one writable layer would hold which saw both sets of changes.
 */
export function mergeChanges(
  base: DirectoryNode | undefined,
  lower: ChangeDirectory,
  upper: ChangeDirectory,
): ChangeDirectory {
  // Nothing of what is below shows through an opaque directory.
  const shining = lower.opaque ? undefined : base;
  const changes = new Map<string, ChangeNode>(lower.changes);
  for (const [name, node] of upper.changes) {
    const below = shining?.entries.get(name);
    const merged = mergedNode(below, lower.changes.get(name), node);
    if (merged === undefined) changes.delete(name);
    else changes.set(name, merged);
  }
  return { ...metadataOf(upper), kind: "directory", opaque: lower.opaque, changes, ino: nextInode() };
}

function mergedNode(
  base: TreeNode | undefined,
  lower: ChangeNode | undefined,
  upper: ChangeNode,
): ChangeNode | undefined {
  // A deletion of what only the lower changeset had leaves nothing to delete.
  if (upper.kind === "whiteout") return base === undefined ? undefined : upper;
  if (upper.kind !== "directory") return upper;
  if (lower?.kind === "directory" && !upper.opaque)
    return mergeChanges(base?.kind === "directory" ? base : undefined, lower, upper);
  const replaces = upper.opaque || (lower !== undefined && lower.kind !== "directory");
  return { ...upper, opaque: replaces && base !== undefined };
}
