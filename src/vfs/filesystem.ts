/**
 * What a program sees of a file system: the system calls, no more.
 *
 * Every call is synchronous, takes absolute paths (`/a/b`; `.` and `..` are resolved, symbolic links are
 * followed as POSIX says) and throws {@link FileSystemError} with a POSIX `code`. Permissions are checked
 * against the credentials the view was made with; uid 0 passes every check, as root in a container does.
 *
 * @example
 * const fs: FileSystem = container.fileSystem();
 * fs.writeFile("/app.js", encode("console.log(1)\n"));
 * fs.stat("/app.js").size; // 15
 */
export interface FileSystem {
  /** The user this view acts as. */
  readonly credentials: Credentials;
  /** The same tree seen by another user; nothing is copied. */
  as(credentials: Credentials): FileSystem;

  stat(path: string): Stat;
  lstat(path: string): Stat;
  /** `undefined` instead of ENOENT and ENOTDIR; every other error is thrown. Does not follow a final symlink. */
  lstatIfExists(path: string): Stat | undefined;
  /** Entries in byte order of their names, without `.` and `..`. */
  readdir(path: string): readonly DirEntry[];
  readlink(path: string): string;
  /** The path with every symbolic link resolved; the file must exist. */
  realpath(path: string): string;

  /** A file's content without copying it: see {@link FileData}. Follows symlinks. */
  open(path: string): FileData;
  /** The whole content in one array. Refuses (EFBIG) files above `maxBytes` (default 256 MiB). */
  readFile(path: string, maxBytes?: number): Uint8Array;

  /** Creates (mode 0o666 & ~umask by default) or truncates, then writes. Follows symlinks. */
  writeFile(path: string, data: Uint8Array | FileData, options?: WriteOptions): void;
  appendFile(path: string, data: Uint8Array, options?: WriteOptions): void;
  truncate(path: string, size: number): void;
  mkdir(path: string, options?: { mode?: number; recursive?: boolean }): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  /** Removes a file or a whole tree. `force`: a missing path is no error. */
  remove(path: string, options?: { recursive?: boolean; force?: boolean }): void;
  /**
   * rename(2). A directory that comes from an image layer cannot be renamed in place by a union file
   * system (overlayfs fails with EXDEV): `mv` then copies and removes, so this throws EXDEV too.
   */
  rename(from: string, to: string): void;
  link(existing: string, path: string): void;
  symlink(target: string, path: string): void;
  mknod(path: string, node: SpecialNode, mode?: number): void;

  chmod(path: string, mode: number): void;
  /** `uid` or `gid` -1 leaves that one as it is, as chown(2) does. */
  chown(path: string, uid: number, gid: number, options?: { followSymlinks?: boolean }): void;
  /** Seconds since the epoch, fractions kept; or the file system's own clock. */
  utimes(path: string, mtime: number | "now", options?: { followSymlinks?: boolean }): void;
  /** Gives a file or directory exactly these extended attributes. Does not follow a final symlink. */
  setAttributes(path: string, xattrs: Readonly<Record<string, string>>): void;
}

export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
  /** Mode bits taken away from what is created; 0o022 by default. */
  readonly umask: number;
}

export const ROOT: Credentials = Object.freeze({ uid: 0, gid: 0, groups: Object.freeze([]), umask: 0o022 });

export interface WriteOptions {
  /** Permission bits of a file that is created (before umask). */
  readonly mode?: number;
  /** Fail with EEXIST when the path exists (O_EXCL). */
  readonly exclusive?: boolean;
}

export type NodeKind = "file" | "directory" | "symlink" | "fifo" | "character-device" | "block-device";

export type SpecialNode =
  | { readonly kind: "fifo" }
  | { readonly kind: "character-device" | "block-device"; readonly major: number; readonly minor: number };

export interface Stat {
  readonly kind: NodeKind;
  /** Permission bits with setuid, setgid and sticky: 0o0000 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of content; of a symlink, bytes of its target; 4096 for a directory. */
  readonly size: number;
  /** Seconds since the epoch, fraction allowed. */
  readonly mtime: number;
  readonly nlink: number;
  /** Stable for the life of the view; the same for two names of one file. */
  readonly ino: number;
  /** Extended attributes by name; values are bytes as `posix/name-bytes.ts` reads them. Absent where there are none. */
  readonly xattrs?: Readonly<Record<string, string>>;
  /** Devices only. */
  readonly device?: { readonly major: number; readonly minor: number };
}

export interface DirEntry {
  readonly name: string;
  readonly kind: NodeKind;
}

/**
 * The content of a file as an immutable value. It may be a slice of a layer's archive, bytes in memory, or
 * a run of zeros of any length, and costs memory only for what is really there.
 */
export interface FileData {
  readonly size: number;
  /** At most `length` bytes from `offset`; fewer only at the end. The result must not be written to. */
  read(offset: number, length: number): Uint8Array;
  /** The content in order, in chunks of at most 1 MiB; chunks must not be written to. */
  chunks(): Iterable<Uint8Array>;
  /** Only of content that lies elsewhere: fails, as open(2) does, when it cannot be read. */
  readonly open?: () => void;
}
