import {
  type ChangeDirectory,
  type ChangeNode,
  type DirectoryNode,
  metadataOf,
  nextInode,
  type TreeNode,
} from "./node.js";

/**
 * Combines two changesets: applying the result to `base` gives the same tree as applying `lower` and then `upper`.
 * It is the changeset of a single writable layer that saw both sets of changes.
 */
export function mergeChanges(
  base: DirectoryNode | undefined,
  lower: ChangeDirectory,
  upper: ChangeDirectory,
): ChangeDirectory {
  // Nothing from below shows through an opaque directory.
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
  // Something that only the lower changeset had leaves nothing to delete.
  if (upper.kind === "whiteout") return base === undefined ? undefined : upper;
  if (upper.kind !== "directory") return upper;
  if (lower?.kind === "directory" && !upper.opaque)
    return mergeChanges(base?.kind === "directory" ? base : undefined, lower, upper);
  const replaces = upper.opaque || (lower !== undefined && lower.kind !== "directory");
  return { ...upper, opaque: replaces && base !== undefined };
}
