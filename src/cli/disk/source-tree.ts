import type { SourceTree } from "../../builder/source-tree.js";
import { FileSystemError } from "../../errors/filesystem.js";
import { compareNames } from "../../posix/name-bytes.js";
import { join } from "../../posix/path.js";
import type { DirEntry, FileData, NodeKind, Stat } from "../../vfs/filesystem.js";
import { type Disk, type DiskKind, type DiskStats, kindOf } from "./disk.js";
import { codeOf, hostError } from "./errors.js";
import { regularFile } from "./regular-file.js";

/** A directory of a disk as a build context. Nothing is read until a step needs it. */
export function treeOn(disk: Disk, root: string): SourceTree {
  const at = (path: string): string => join(root, path);
  const lstat = (path: string): Stat => statOf(attempt("lstat", path, () => disk.lstat(at(path))));
  return {
    lstat,
    lstatIfExists: (path) => {
      try {
        return lstat(path);
      } catch (error) {
        if (error instanceof FileSystemError && (error.code === "ENOENT" || error.code === "ENOTDIR"))
          return undefined;
        throw error;
      }
    },
    readdir: (path): readonly DirEntry[] =>
      attempt("scandir", path, () => disk.readdir(at(path)))
        .map(({ name, kind }) => ({ name, kind: nodeKind(kind) }))
        .sort((a, b) => compareNames(a.name, b.name)),
    readlink: (path) => attempt("readlink", path, () => disk.readlink(at(path))),
    open: (path): FileData => regularFile(disk, at(path), path, (error) => worded(error, "open", path)),
  };
}

function statOf(stats: DiskStats): Stat {
  const kind = nodeKind(kindOf(stats));
  return {
    kind,
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    size: stats.size,
    mtime: stats.mtimeMs / 1000,
    nlink: stats.nlink,
    ino: stats.ino,
  };
}

/** For a build, a socket is like an unreadable file. */
function nodeKind(kind: DiskKind): NodeKind {
  return kind === "socket" ? "file" : kind;
}

function attempt<Value>(syscall: string, path: string, use: () => Value): Value {
  try {
    return use();
  } catch (error) {
    throw worded(error, syscall, path);
  }
}

function worded(error: unknown, syscall: string, path: string): unknown {
  const code = codeOf(error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
    case "EACCES":
    case "EPERM":
    case "ELOOP":
      return new FileSystemError(code, syscall, path);
    default:
      return hostError(syscall, path, error);
  }
}
