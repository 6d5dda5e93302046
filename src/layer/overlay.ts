import { InvalidLayerError } from "../errors/layer.js";
import { components } from "../posix/path.js";
import type { Entry } from "../tar/entry.js";
import { readArchive } from "../tar/read.js";
import { writeArchive } from "../tar/write.js";
import { EMPTY } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import {
  type ChangeDirectory,
  emptyChanges,
  type LeafNode,
  type Metadata,
  type MutableDirectory,
  type MutableLeaf,
  nextInode,
  sortedNames,
  type Whiteout,
} from "../vfs/node.js";

/**
 * A changeset as overlayfs keeps it on a disk (kernel.org, "Overlay Filesystem": whiteouts and opaque
 * directories), in an archive: a deletion is a character device 0/0, an opaque directory has the attribute
 * `trusted.overlay.opaque`. Unlike a layer's form this loses nothing: times keep their fraction, a file may be
 * called `.wh.x`, the root has its entry (`./`), and deletions that share a device still share it.
 *
 * Contents may be elsewhere: a file whose content `place` knows is written as an empty one with the record
 * `LAYERLAB.content`.
 */
export interface Overlay {
  /** The place of a content; `undefined` to put it into the archive. */
  readonly place?: (data: FileData) => string | undefined;
}

/** The content at a place that {@link Overlay.place} returned. */
export type Resolve = (place: string) => FileData;

const OPAQUE = "trusted.overlay.opaque";
const CONTENT = "LAYERLAB.content";

export function encodeOverlay(changes: ChangeDirectory, options: Overlay = {}): FileData {
  return writeArchive(overlayEntries(changes, options));
}

/** The same entry by entry, for {@link archiveChunks}. */
export function* overlayEntries(changes: ChangeDirectory, options: Overlay = {}): Generator<Entry> {
  yield directoryEntry("./", changes);
  yield* entriesOf(changes, "./", new Map(), options);
}

function* entriesOf(
  directory: ChangeDirectory,
  path: string,
  names: Map<LeafNode | Whiteout, string>,
  options: Overlay,
): Generator<Entry> {
  for (const name of sortedNames(directory.changes.keys())) {
    const node = directory.changes.get(name);
    if (node === undefined) continue;
    const at = `${path}${name}`;
    if (node.kind === "directory") {
      yield directoryEntry(`${at}/`, node);
      yield* entriesOf(node, `${at}/`, names, options);
      continue;
    }
    const first = names.get(node);
    if (first !== undefined) {
      yield { ...blank(at, { mode: 0, uid: 0, gid: 0, mtime: 0 }), type: "link", linkname: first };
      continue;
    }
    names.set(node, at);
    yield node.kind === "whiteout" ? whiteoutEntry(at, node) : leafEntry(at, node, options);
  }
}

function directoryEntry(name: string, node: ChangeDirectory): Entry {
  const xattrs = node.opaque ? { ...node.xattrs, [OPAQUE]: "y" } : node.xattrs;
  return { ...blank(name, { ...node, ...(xattrs === undefined ? {} : { xattrs }) }), type: "directory" };
}

function whiteoutEntry(name: string, { mtime }: Whiteout): Entry {
  return { ...blank(name, { mode: 0, uid: 0, gid: 0, mtime }), type: "character-device" };
}

function leafEntry(name: string, node: LeafNode, { place }: Overlay): Entry {
  const entry = blank(name, node);
  switch (node.kind) {
    case "file": {
      const at = place?.(node.data);
      if (at === undefined) return { ...entry, type: "file", data: node.data };
      return { ...entry, type: "file", records: { ...entry.records, [CONTENT]: at } };
    }
    case "symlink":
      return { ...entry, type: "symlink", linkname: node.target };
    default:
      return { ...entry, type: node.kind, major: node.major, minor: node.minor };
  }
}

function blank(name: string, { mode, uid, gid, mtime, xattrs }: Metadata): Omit<Entry, "type"> {
  return {
    name,
    mode,
    uid,
    gid,
    uname: "",
    gname: "",
    mtime,
    linkname: "",
    major: 0,
    minor: 0,
    ...(xattrs === undefined ? {} : { xattrs }),
    ...(Number.isSafeInteger(mtime) && mtime >= 0 ? {} : { records: { mtime: decimal(mtime) } }),
    data: EMPTY,
  };
}

/** PAX has no exponents. */
function decimal(value: number): string {
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? text : value.toFixed(Math.abs(value) < 1 ? 30 : 0);
}

/**
 * The changeset an archive of {@link encodeOverlay} holds.
 *
 * @throws {ArchiveError} {@link InvalidLayerError} for anything that function would not have written
 */
export function decodeOverlay(archive: FileData, resolve?: Resolve): MutableDirectory {
  const root = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 0 });
  for (const entry of readArchive(archive)) {
    if (!entry.name.startsWith("./")) throw new InvalidLayerError(entry.name, "is not below the root");
    const parts = components(entry.name);
    const name = parts.pop();
    if (name === undefined) {
      Object.assign(root, metadataOf(entry), { opaque: entry.xattrs?.[OPAQUE] === "y" });
      continue;
    }
    const parent = find(root, parts);
    if (parent?.kind !== "directory") throw new InvalidLayerError(entry.name, "comes before its directory");
    if (parent.changes.has(name)) throw new InvalidLayerError(entry.name, "is there twice");
    parent.changes.set(name, nodeOf(entry, root, resolve));
  }
  return root;
}

type Node = MutableLeaf | Whiteout | MutableDirectory;

function nodeOf(entry: Entry, root: MutableDirectory, resolve: Resolve | undefined): Node {
  const common = metadataOf(entry);
  switch (entry.type) {
    case "directory":
      return {
        ...common,
        kind: "directory",
        opaque: entry.xattrs?.[OPAQUE] === "y",
        changes: new Map(),
        ino: nextInode(),
      };
    case "link": {
      const target = find(root, components(entry.linkname));
      if (target === undefined || target.kind === "directory")
        throw new InvalidLayerError(
          entry.name,
          `links to ${JSON.stringify(entry.linkname)}, which is no file`,
        );
      if (target.kind !== "whiteout") target.nlink += 1;
      return target;
    }
    case "symlink":
      return { ...common, kind: "symlink", target: entry.linkname, nlink: 1, ino: nextInode() };
    case "file":
      return { ...common, kind: "file", data: contentOf(entry, resolve), nlink: 1, ino: nextInode() };
    default: {
      const { type, major, minor } = entry;
      if (type === "character-device" && major === 0 && minor === 0)
        return { kind: "whiteout", mtime: entry.mtime };
      return { ...common, kind: type, major, minor, nlink: 1, ino: nextInode() };
    }
  }
}

function contentOf(entry: Entry, resolve: Resolve | undefined): FileData {
  const place = entry.records?.[CONTENT];
  if (place === undefined) return entry.data;
  if (resolve === undefined)
    throw new InvalidLayerError(entry.name, "has its content outside of the archive, which is not read");
  return resolve(place);
}

function find(root: MutableDirectory, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path) node = node?.kind === "directory" ? node.changes.get(part) : undefined;
  return node;
}

function metadataOf({ mode, uid, gid, mtime, xattrs }: Entry): Metadata {
  const { [OPAQUE]: _opaque, ...own } = xattrs ?? {};
  return { mode, uid, gid, mtime, ...(Object.keys(own).length === 0 ? {} : { xattrs: own }) };
}
