import { ReservedNameError } from "../errors/layer.js";
import type { Entry } from "../tar/entry.js";
import { writeArchive } from "../tar/write.js";
import { archivedAttributes } from "../vfs/attributes.js";
import { EMPTY } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import {
  type ChangeDirectory,
  type LeafNode,
  type Metadata,
  sortedNames,
  type Whiteout,
} from "../vfs/node.js";
import { OPAQUE_WHITEOUT, WHITEOUT_PREFIX } from "./whiteout.js";

/**
 * Encodes a changeset as a layer archive, byte for byte as Docker 26 writes it: entries in path order without the
 * root, directories ending in `/`, a whiteout where its victim would be, the opaque mark directly after its
 * directory, the second and later names of a file as hard links, times cut to whole seconds.
 */
export function encodeLayer(changes: ChangeDirectory): FileData {
  return writeArchive(layerEntries(changes));
}

function* layerEntries(changes: ChangeDirectory): Generator<Entry> {
  yield* entriesOf(changes, "", new Map());
}

function* entriesOf(
  directory: ChangeDirectory,
  path: string,
  names: Map<LeafNode | Whiteout, string>,
): Generator<Entry> {
  for (const name of sortedNames(directory.changes.keys())) {
    const node = directory.changes.get(name);
    if (node === undefined) continue;
    if (name.startsWith(WHITEOUT_PREFIX)) throw new ReservedNameError(`/${path}${name}`);
    if (node.kind === "whiteout") {
      // Docker leaves the name of the first whiteout of the same device in the header of the others.
      const linkname = names.get(node) ?? "";
      if (linkname === "") names.set(node, `${path}${name}`);
      yield { ...marker(`${path}${WHITEOUT_PREFIX}${name}`, 0o600, node.mtime), linkname };
    } else if (node.kind === "directory") {
      const inside = `${path}${name}/`;
      yield { ...blank(inside, node), type: "directory" };
      // The mark has the directory's owner, as in moby's overlayWhiteoutConverter.
      if (node.opaque)
        yield {
          ...marker(`${inside}${OPAQUE_WHITEOUT}`, node.mode & 0o777, 0),
          uid: node.uid,
          gid: node.gid,
        };
      yield* entriesOf(node, inside, names);
    } else {
      yield leafEntry(node, `${path}${name}`, names);
    }
  }
}

function leafEntry(node: LeafNode, path: string, names: Map<LeafNode | Whiteout, string>): Entry {
  const entry = blank(path, node);
  const first = names.get(node);
  if (first !== undefined) return { ...entry, type: "link", linkname: first };
  if (node.nlink > 1) names.set(node, path);
  switch (node.kind) {
    case "file":
      return { ...entry, type: "file", data: node.data };
    case "symlink":
      return { ...entry, type: "symlink", linkname: node.target };
    default:
      return { ...entry, type: node.kind, major: node.major, minor: node.minor };
  }
}

function blank(name: string, metadata: Metadata): Omit<Entry, "type"> {
  const { mode, uid, gid, mtime } = metadata;
  return {
    name,
    mode,
    uid,
    gid,
    uname: "",
    gname: "",
    mtime: Math.floor(mtime),
    linkname: "",
    major: 0,
    minor: 0,
    ...archivedAttributes(metadata),
    data: EMPTY,
  };
}

function marker(name: string, mode: number, mtime: number): Entry {
  return { ...blank(name, { mode, uid: 0, gid: 0, mtime }), type: "file" };
}
