import type { Entry } from "../../tar/entry.js";

/**
 * The calls on files that commands make, for the machine's disk and for one in memory. Paths are absolute; names keep
 * every byte (`posix/name-bytes.ts`). What fails throws an error with `code` and `syscall`, as Node.js's do.
 */
export interface Disk {
  /** Tells one process's unfinished files from another's. */
  readonly self: string;
  lstat(path: string): DiskStats;
  stat(path: string): DiskStats;
  readdir(path: string): readonly DiskEntry[];
  readlink(path: string): string;
  realpath(path: string): string;
  /** Opens for reading: no link is followed in the last component, and no pipe is waited for. */
  open(path: string): OpenFile;
  /** Reads what is there, a pipe too, in pieces of at most `size` bytes. */
  stream(path: string, size: number): DiskStream;
  /** Opens for writing: empty, or made with `mode`. */
  create(path: string, options: { readonly exclusive: boolean; readonly mode?: number }): Promise<DiskWriter>;
  rename(from: string, to: string): void;
  /** Removes a file, a link or a pipe; nothing happens where there is none. */
  remove(path: string): void;
  rmdir(path: string): void;
  mkdir(path: string): void;
  chmod(path: string, mode: number): void;
  symlink(target: string, path: string): void;
  link(existing: string, path: string): void;
  /** Makes a file where there is nothing. */
  makeFile(path: string, content: Iterable<Uint8Array>): void;
  /** The same file with another content; no link is followed. */
  overwrite(path: string, content: Uint8Array): void;
  append(path: string, content: Uint8Array): void;
  /** Of the link itself, where it is one. */
  lchown(path: string, uid: number, gid: number): void;
  /** @param mtime seconds since the epoch; of the link itself, where it is one */
  lutimes(path: string, mtime: number): void;
  /** Makes a pipe or a device. @throws {HostFileError} there are none, or not for this user */
  makeSpecialFile(path: string, entry: Pick<Entry, "type" | "major" | "minor">): void;
}

interface Kinds {
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
}

/** The part of Node.js's `Stats` that is used. */
export interface DiskStats extends Kinds {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly nlink: number;
  readonly dev: number;
  readonly ino: number;
  readonly rdev: number;
}

interface DiskEntry {
  readonly name: string;
  readonly kind: DiskKind;
}

export type DiskKind =
  | "file"
  | "directory"
  | "symlink"
  | "fifo"
  | "character-device"
  | "block-device"
  | "socket";

export interface OpenFile {
  stat(): DiskStats;
  /** Fills a part of `bytes`, and returns how much; 0 at the end. */
  read(bytes: Uint8Array, offset: number, position: number): number;
  close(): void;
}

interface DiskStream extends AsyncIterable<unknown> {
  on(event: "error", listener: () => void): unknown;
  destroy(): unknown;
}

interface DiskWriter {
  write(chunk: Uint8Array): Promise<unknown>;
  close(): Promise<void>;
}

export function kindOf(of: Kinds): DiskKind {
  if (of.isFile()) return "file";
  if (of.isDirectory()) return "directory";
  if (of.isSymbolicLink()) return "symlink";
  if (of.isFIFO()) return "fifo";
  if (of.isCharacterDevice()) return "character-device";
  return of.isBlockDevice() ? "block-device" : "socket";
}
