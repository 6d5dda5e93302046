import { FileSystemError } from "../../errors/filesystem.js";
import { nameLength } from "../../posix/name-bytes.js";
import { EMPTY } from "../data.js";
import type { DirEntry, FileData, Stat } from "../filesystem.js";
import { sortedNames } from "../node.js";
import { READ } from "../permissions.js";
import type { Lookup } from "./lookup.js";
import { type Leaf, metadataOfPlace, type Place } from "./walk.js";

const DIRECTORY_SIZE = 4096;

/** stat(2). */
export function statOf(node: Leaf | Place): Stat {
  if (node.kind === "place") {
    const { mode, uid, gid, mtime, ino, xattrs } = metadataOfPlace(node);
    // overlayfs counts one link for a directory that shows a lower one.
    const nlink = node.lower !== undefined ? 1 : 2 + subdirectories(node);
    return {
      ...{ kind: "directory", mode, uid, gid, mtime, ino, nlink, size: DIRECTORY_SIZE },
      ...(xattrs === undefined ? {} : { xattrs }),
    };
  }
  const { kind, mode, uid, gid, mtime, nlink, ino, xattrs } = node;
  const base = { kind, mode, uid, gid, mtime, nlink, ino, ...(xattrs === undefined ? {} : { xattrs }) };
  if (node.kind === "file") return { ...base, size: node.data.size };
  if (node.kind === "symlink") return { ...base, size: nameLength(node.target) };
  if (node.kind === "fifo") return { ...base, size: 0 };
  return { ...base, size: 0, device: { major: node.major, minor: node.minor } };
}

export function readdir(lookup: Lookup, path: string): readonly DirEntry[] {
  const { walker } = lookup;
  const place = lookup.directory(path, "scandir");
  lookup.require(metadataOfPlace(place), READ, "scandir", path);
  return sortedNames(walker.names(place)).flatMap((name) => {
    const { node } = walker.look(place, name);
    return node === undefined ? [] : [{ name, kind: node.kind === "place" ? "directory" : node.kind }];
  });
}

export function readlink(lookup: Lookup, path: string): string {
  const { node } = lookup.existing(path, "readlink", false);
  if (node.kind !== "symlink") throw new FileSystemError("EINVAL", "readlink", path);
  return node.target;
}

/** A file's content; devices are empty, as `/dev/null` is. */
export function open(lookup: Lookup, path: string): FileData {
  const { node } = lookup.existing(path, "open", true);
  lookup.require(node.kind === "place" ? metadataOfPlace(node) : node, READ, "open", path);
  if (node.kind === "place") throw new FileSystemError("EISDIR", "read", path);
  if (node.kind === "file") {
    node.data.open?.();
    return node.data;
  }
  if (node.kind === "fifo" || node.kind === "symlink") throw new FileSystemError("ENXIO", "open", path);
  return EMPTY;
}

/** Only a directory that lies wholly in the writable tree is counted, so its changes are all it has. */
function subdirectories(place: Place): number {
  let count = 0;
  for (const change of place.upper?.changes.values() ?? []) if (change.kind === "directory") count += 1;
  return count;
}
