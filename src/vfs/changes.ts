import type { ChangeDirectory, ChangeNode, DirectoryNode, TreeNode } from "./node.js";
import { sortedNames } from "./node.js";

/** Added, Changed or Deleted against the tree below: one line of `docker diff`. */
export interface PathChange {
  readonly kind: "A" | "C" | "D";
  readonly path: string;
}

/**
 * What differs between a tree and the same tree with a changeset on top, as Docker reports it (moby
 * `pkg/archive/changes.go`): metadata of a directory counts without its mtime, a directory with changes
 * inside counts as changed, what vanished comes after what is there, and of a deleted directory only the
 * directory itself is named. Siblings come in name order (Docker's own order varies from call to call).
 *
 * The cost is that of the changeset, plus the listing of lower directories made opaque.
 */
export function listChanges(lower: DirectoryNode, changes: ChangeDirectory): PathChange[] {
  return changesInside("", lower, changes);
}

function changesInside(path: string, lower: DirectoryNode | undefined, upper: ChangeDirectory): PathChange[] {
  const found: PathChange[] = [];
  const deleted: PathChange[] = [];
  const names = new Set(upper.changes.keys());
  if (upper.opaque) for (const name of lower?.entries.keys() ?? []) names.add(name);
  for (const name of sortedNames(names)) {
    const child = `${path}/${name}`;
    const before = lower?.entries.get(name);
    const after = upper.changes.get(name);
    if (after === undefined || after.kind === "whiteout") {
      if (before !== undefined) deleted.push({ kind: "D", path: child });
      continue;
    }
    found.push(...changesAt(child, before, after));
  }
  return [...found, ...deleted];
}

function changesAt(
  path: string,
  before: TreeNode | undefined,
  after: Exclude<ChangeNode, { kind: "whiteout" }>,
): PathChange[] {
  const inside =
    after.kind === "directory"
      ? changesInside(path, before?.kind === "directory" ? before : undefined, after)
      : [];
  if (before === undefined) return [{ kind: "A", path }, ...inside];
  if (inside.length > 0 || differs(before, after)) return [{ kind: "C", path }, ...inside];
  return inside;
}

function differs(before: TreeNode, after: Exclude<ChangeNode, { kind: "whiteout" }>): boolean {
  if (before.kind !== after.kind) return true;
  if (before.mode !== after.mode || before.uid !== after.uid || before.gid !== after.gid) return true;
  if (before.kind === "directory" || after.kind === "directory") return false;
  if (before.mtime !== after.mtime) return true;
  if (before.kind === "file") return after.kind === "file" && before.data.size !== after.data.size;
  if (before.kind === "symlink") return after.kind === "symlink" && before.target !== after.target;
  return (
    after.kind !== "file" &&
    after.kind !== "symlink" &&
    (before.major !== after.major || before.minor !== after.minor)
  );
}
