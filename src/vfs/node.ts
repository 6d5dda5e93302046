import { compareNames } from "../posix/name-bytes.js";
import type { FileData } from "./filesystem.js";

/** What every inode has. */
export interface Metadata {
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since the epoch, fraction allowed. */
  readonly mtime: number;
  /** Extended attributes, as a layer's PAX records carry them (`SCHILY.xattr.…` without the prefix). */
  readonly xattrs?: Readonly<Record<string, string>>;
}

/**
 * A regular file. Two names of one file (hard links) are two entries that hold this same object.
 * Nodes of committed layers never change; the ones of a writable layer are {@link Mutable}.
 */
export interface FileNode extends Metadata {
  readonly kind: "file";
  readonly data: FileData;
  readonly nlink: number;
  readonly ino: number;
}

interface SymlinkNode extends Metadata {
  readonly kind: "symlink";
  readonly target: string;
  readonly nlink: number;
  readonly ino: number;
}

interface DeviceNode extends Metadata {
  readonly kind: "fifo" | "character-device" | "block-device";
  readonly major: number;
  readonly minor: number;
  readonly nlink: number;
  readonly ino: number;
}

/** A directory of a merged, read-only tree. */
export interface DirectoryNode extends Metadata {
  readonly kind: "directory";
  readonly entries: ReadonlyMap<string, TreeNode>;
  readonly ino: number;
}

export type LeafNode = FileNode | SymlinkNode | DeviceNode;
export type TreeNode = LeafNode | DirectoryNode;

/**
 * "The lower file of this name is gone": a node of a changeset, never a file name (only `src/layer` writes
 * `.wh.`). overlayfs makes one whiteout device for a mount and hard-links it for every later deletion, which
 * is visible in Docker's layers; so deletions of one mount hold the same object here.
 */
export interface Whiteout {
  readonly kind: "whiteout";
  /** When the device was made, seconds since the epoch. */
  readonly mtime: number;
}

/**
 * A directory of a changeset: only what differs from the tree below it.
 *
 * `opaque`: nothing of the lower directory shows through. A directory created where the lower layers have
 * none needs no such mark, one created in place of a deleted one does (overlayfs `trusted.overlay.opaque`).
 */
export interface ChangeDirectory extends Metadata {
  readonly kind: "directory";
  readonly opaque: boolean;
  readonly changes: ReadonlyMap<string, ChangeNode>;
  readonly ino: number;
}

export type ChangeNode = LeafNode | Whiteout | ChangeDirectory;

/** The writable form of a node, which only the union file system that owns it may hold. */
export type Mutable<Node> = { -readonly [Key in keyof Node]: Node[Key] };

export type MutableLeaf = Mutable<FileNode> | Mutable<SymlinkNode> | Mutable<DeviceNode>;

export interface MutableDirectory extends Mutable<Omit<ChangeDirectory, "changes">> {
  readonly changes: Map<string, MutableLeaf | Whiteout | MutableDirectory>;
  /** Set where the directory lies elsewhere, on the machine's own disk: what is changed in it is changed there at once. */
  readonly elsewhere?: Elsewhere;
}

export interface Elsewhere {
  /** rename(2) of an entry, within one mount. */
  move(name: string, to: MutableDirectory, as: string): void;
}

let lastInode = 1;

/** A number that no other node has. */
export function nextInode(): number {
  lastInode += 1;
  return lastInode;
}

/** An empty root directory, as a union of no layers shows it. */
export function emptyDirectory(mtime = 0): DirectoryNode {
  return { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime, entries: new Map(), ino: nextInode() };
}

/** A changeset that changes nothing. */
export function emptyChanges(metadata: Metadata): MutableDirectory {
  return {
    ...metadataOf(metadata),
    kind: "directory",
    opaque: false,
    changes: new Map(),
    ino: nextInode(),
  };
}

export function metadataOf(node: Metadata): Metadata {
  const { mode, uid, gid, mtime, xattrs } = node;
  return xattrs === undefined ? { mode, uid, gid, mtime } : { mode, uid, gid, mtime, xattrs };
}

export function sortedNames(names: Iterable<string>): string[] {
  return [...names].sort(compareNames);
}
