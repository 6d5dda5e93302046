import { nameLength } from "../posix/name-bytes.js";
import type { ChangeDirectory, LeafNode } from "../vfs/node.js";

/** The figures of a changeset as a layer: entries of the archive, and bytes as Docker's SIZE counts them. */
export interface Measure {
  readonly entries: number;
  readonly size: number;
}

/** The figures that encoding and decoding would give, without doing either; includes names that no layer can contain. */
export function measureChanges(changes: ChangeDirectory): Measure {
  const total = { entries: 0, size: 0 };
  const linked = new Set<LeafNode>();
  const add = (directory: ChangeDirectory): void => {
    for (const node of directory.changes.values()) {
      total.entries += 1;
      if (node.kind === "directory") {
        if (node.opaque) total.entries += 1;
        add(node);
      } else if (node.kind !== "whiteout" && !linked.has(node)) {
        if (node.nlink > 1) linked.add(node);
        if (node.kind === "file") total.size += node.data.size;
        if (node.kind === "symlink") total.size += nameLength(node.target);
      }
    }
  };
  add(changes);
  return total;
}
