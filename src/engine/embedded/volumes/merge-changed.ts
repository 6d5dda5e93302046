import { type MutableDirectory, metadataOf } from "../../../vfs/node.js";

/**
 * Brings what `ours` has at the changed paths into `theirs`. Of one path that both changed, ours stays; a directory that
 * both have keeps what either put into it.
 */
export function mergeChanged(
  theirs: MutableDirectory,
  ours: MutableDirectory,
  changed: readonly (readonly string[])[],
): void {
  // From the top down, so that a directory is there before what lies in it.
  for (const path of changed.toSorted((a, b) => a.length - b.length)) mergePath(theirs, ours, path);
}

function mergePath(theirs: MutableDirectory, ours: MutableDirectory, path: readonly string[]): void {
  const [name, ...rest] = path;
  if (name === undefined) {
    delete theirs.xattrs;
    Object.assign(theirs, metadataOf(ours));
    return;
  }
  const own = ours.changes.get(name);
  const other = theirs.changes.get(name);
  if (own === undefined) theirs.changes.delete(name);
  else if (own.kind === "directory" && other?.kind === "directory") mergePath(other, own, rest);
  else theirs.changes.set(name, own);
}
