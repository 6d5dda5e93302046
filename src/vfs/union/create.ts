import { FileSystemError } from "../../errors/filesystem.js";
import { ancestry } from "../../posix/path.js";
import { dropCapability } from "../attributes.js";
import { EMPTY, resized } from "../data.js";
import type { FileData, SpecialNode, WriteOptions } from "../filesystem.js";
import { type FileNode, type Mutable, type MutableDirectory, nextInode } from "../node.js";
import { isRoot, modeAfterWrite, SET_GROUP_ID, WRITE } from "../permissions.js";
import type { Lookup } from "./lookup.js";
import type { Upper } from "./upper.js";
import { type Location, metadataOfPlace, type Place } from "./walk.js";

/** Writes a file's content, which `change` computes from the previous one; creates the file if there is none. */
export function write(
  lookup: Lookup,
  upper: Upper,
  path: string,
  change: (before: FileData) => FileData,
  options: WriteOptions,
): void {
  const at = lookup.walker.locate(path, "open", !options.exclusive);
  if (at.node === undefined) {
    lookup.requireCreatable(at, "open", path);
    const { data, isCut } = fitting(at.place, EMPTY, change(EMPTY));
    upper.attach(at.place, at.name, {
      ...upper.ownership(at.place, options.mode ?? 0o666, lookup.credentials),
      kind: "file",
      data,
      nlink: 1,
      ino: nextInode(),
    });
    if (isCut) throw new FileSystemError("ENOSPC", "write", path);
    return;
  }
  if (options.exclusive) throw new FileSystemError("EEXIST", "open", path);
  const { node } = at;
  if (node.kind === "place") throw new FileSystemError("EISDIR", "open", path);
  lookup.require(node, WRITE, "open", path);
  if (node.kind !== "file") {
    // Bytes written to a device go to the device: nothing here keeps them.
    if (node.kind === "fifo") throw new FileSystemError("ENXIO", "open", path);
    if (node.kind === "character-device" && node.major === 1 && node.minor === 7) {
      throw new FileSystemError("ENOSPC", "write", path);
    }
    return;
  }
  const file: Mutable<FileNode> = upper.copyUpFile({ ...at, node });
  const content = change(file.data);
  // Opened for writing, which takes it into the upper layer, and not written to.
  if (content === file.data) return;
  const { data, isCut } = fitting(at.place, file.data, content);
  file.data = data;
  if (at.place.upper?.elsewhere !== undefined) return;
  dropCapability(file);
  file.mtime = upper.now();
  file.mode = modeAfterWrite(file, lookup.credentials);
  if (isCut) throw new FileSystemError("ENOSPC", "write", path);
}

const PAGE = 4096;

/** As much of a file's new content as there is room for. */
function fitting(place: Place, before: FileData, after: FileData): { data: FileData; isCut: boolean } {
  const view = place.mount?.view;
  if (view?.capacity === undefined) return { data: after, isCut: false };
  const room = view.capacity - usedPages(view.upper) + pagesOf(before);
  if (pagesOf(after) <= room) return { data: after, isCut: false };
  return { data: resized(after, Math.max(0, Math.trunc(room / PAGE) * PAGE)), isCut: true };
}

function pagesOf({ size }: FileData): number {
  return Math.ceil(size / PAGE) * PAGE;
}

function usedPages(directory: MutableDirectory): number {
  let used = 0;
  for (const node of directory.changes.values()) {
    if (node.kind === "directory") used += usedPages(node);
    else if (node.kind === "file") used += pagesOf(node.data) / node.nlink;
  }
  return used;
}

export function mkdir(lookup: Lookup, upper: Upper, path: string, mode: number): void {
  const at = lookup.walker.locate(path, "mkdir", false);
  if (at.node !== undefined) throw new FileSystemError("EEXIST", "mkdir", path);
  makeDirectory(lookup, upper, at, mode, path);
}

/** `mkdir -p`: creates the directory and its missing parents. */
export function mkdirs(lookup: Lookup, upper: Upper, path: string, mode: number): void {
  const { walker } = lookup;
  for (const above of ancestry(path)) {
    const at = walker.locate(above, "mkdir", true);
    if (at.node === undefined) {
      // A dangling link is in the way: mkdir(2) does not create its target.
      if (walker.locate(above, "mkdir", false).node !== undefined)
        throw new FileSystemError("EEXIST", "mkdir", path);
      makeDirectory(lookup, upper, at, mode, path);
    } else if (at.node.kind !== "place") throw new FileSystemError("ENOTDIR", "mkdir", path);
  }
}

export function symlink(lookup: Lookup, upper: Upper, target: string, path: string): void {
  if (target === "") throw new FileSystemError("ENOENT", "symlink", path);
  const at = lookup.vacant(path, "symlink");
  upper.attach(at.place, at.name, {
    ...upper.ownership(at.place, 0o777, lookup.credentials),
    // The umask does not apply to links.
    mode: 0o777,
    kind: "symlink",
    target,
    nlink: 1,
    ino: nextInode(),
  });
}

export function mknod(lookup: Lookup, upper: Upper, path: string, node: SpecialNode, mode: number): void {
  const at = lookup.vacant(path, "mknod");
  const { credentials } = lookup;
  if (node.kind !== "fifo" && !isRoot(credentials)) throw new FileSystemError("EPERM", "mknod", path);
  const { major, minor } = node.kind === "fifo" ? { major: 0, minor: 0 } : node;
  // overlayfs keeps this device for its own deletions (fs/overlayfs/dir.c, ovl_mknod).
  if (node.kind === "character-device" && major === 0 && minor === 0)
    throw new FileSystemError("EPERM", "mknod", path);
  upper.attach(at.place, at.name, {
    ...upper.ownership(at.place, mode, credentials),
    kind: node.kind,
    major,
    minor,
    nlink: 1,
    ino: nextInode(),
  });
}

function makeDirectory(lookup: Lookup, upper: Upper, at: Location, mode: number, path: string): void {
  lookup.requireCreatable(at, "mkdir", path);
  // mkdir(2) takes no set-user-ID or set-group-ID bit: that one comes from the directory above alone.
  const ownership = upper.ownership(at.place, mode & 0o1777, lookup.credentials);
  const inherited = metadataOfPlace(at.place).mode & SET_GROUP_ID;
  upper.attach(at.place, at.name, {
    ...ownership,
    mode: ownership.mode | inherited,
    kind: "directory",
    opaque: at.place.lower?.entries.has(at.name) ?? false,
    changes: new Map(),
    ino: nextInode(),
  });
}
