import { nameLength } from "../posix/name-bytes.js";
import { capabilityOf } from "./attributes.js";
import type { ChangeDirectory, ChangeNode, DirectoryNode, TreeNode } from "./node.js";
import { sortedNames } from "./node.js";

/** Added, Changed or Deleted against the tree below: one line of `docker diff`. */
export interface PathChange {
  readonly kind: "A" | "C" | "D";
  readonly path: string;
}

/**
 * The differences between a tree and the same tree with a changeset on top, as Docker reports them (moby
 * `pkg/archive/changes.go`): metadata of a directory are compared without its mtime, a directory with changes
 * inside counts as changed, deletions come after everything that exists, and of a deleted directory only the
 * directory itself is named. Siblings come in name order (Docker's own order varies from call to call).
 *
 * It costs what the changeset holds, plus the listing of lower directories made opaque.
 */
export function listChanges(lower: DirectoryNode, changes: ChangeDirectory): PathChange[] {
  return changesInside("", lower, changes, changes.opaque);
}

/** @param opaque nothing of `lower` shows through, because of this directory's mark or that of one above it */
function changesInside(
  path: string,
  lower: DirectoryNode | undefined,
  upper: ChangeDirectory,
  opaque: boolean,
): PathChange[] {
  const found: PathChange[] = [];
  const deleted: PathChange[] = [];
  const names = new Set(upper.changes.keys());
  if (opaque) for (const name of lower?.entries.keys() ?? []) names.add(name);
  for (const name of sortedNames(names)) {
    const child = `${path}/${name}`;
    const before = lower?.entries.get(name);
    const after = upper.changes.get(name);
    if (after === undefined || after.kind === "whiteout") {
      if (before !== undefined) deleted.push({ kind: "D", path: child });
      continue;
    }
    found.push(...changesAt(child, before, after, opaque));
  }
  return [...found, ...deleted];
}

function changesAt(
  path: string,
  before: TreeNode | undefined,
  after: Exclude<ChangeNode, { kind: "whiteout" }>,
  hidden: boolean,
): PathChange[] {
  const inside =
    after.kind === "directory"
      ? changesInside(path, before?.kind === "directory" ? before : undefined, after, hidden || after.opaque)
      : [];
  if (before === undefined) return [{ kind: "A", path }, ...inside];
  if (inside.length > 0 || differs(before, after)) return [{ kind: "C", path }, ...inside];
  return inside;
}

/** moby `statDifferent`: a symbolic link's target counts by its length and time only. */
function differs(before: TreeNode, after: Exclude<ChangeNode, { kind: "whiteout" }>): boolean {
  if (before.kind !== after.kind) return true;
  if (before.mode !== after.mode || before.uid !== after.uid || before.gid !== after.gid) return true;
  if (capabilityOf(before) !== capabilityOf(after)) return true;
  if (before.kind === "directory" || after.kind === "directory") return false;
  if (!isSameTime(before.mtime, after.mtime)) return true;
  if (before.kind === "file") return after.kind === "file" && before.data.size !== after.data.size;
  if (before.kind === "symlink")
    return after.kind === "symlink" && nameLength(before.target) !== nameLength(after.target);
  return (
    after.kind !== "file" &&
    after.kind !== "symlink" &&
    (before.major !== after.major || before.minor !== after.minor)
  );
}

/** moby `sameFsTime`: archives keep whole seconds, so a fraction on one side alone does not count. */
function isSameTime(a: number, b: number): boolean {
  if (a === b) return true;
  return Math.floor(a) === Math.floor(b) && (Number.isInteger(a) || Number.isInteger(b));
}
