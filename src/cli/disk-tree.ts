import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats } from "node:fs";
import { join } from "node:path";
import type { SourceTree } from "../build/source-tree.js";
import { FileSystemError } from "../errors/filesystem.js";
import type { DirEntry, FileData, NodeKind, Stat } from "../vfs/filesystem.js";
import { compareNames } from "../vfs/node.js";

const CHUNK = 1 << 20;

/** A directory of the machine as a build context. Nothing is read before a step asks for it. */
export function diskTree(root: string): SourceTree {
  const at = (path: string): string => join(root, path);
  const lstat = (path: string): Stat => statOf(attempt("lstat", path, () => lstatSync(at(path))));
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
      attempt("scandir", path, () => readdirSync(at(path), { withFileTypes: true }))
        .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
        .sort((a, b) => compareNames(a.name, b.name)),
    readlink: (path) => attempt("readlink", path, () => readlinkSync(at(path))),
    open: (path): FileData => {
      const { size } = lstat(path);
      const read = (offset: number, length: number): Uint8Array =>
        attempt("open", path, () => readPart(at(path), offset, Math.max(0, Math.min(length, size - offset))));
      return {
        size,
        read,
        *chunks() {
          for (let offset = 0; offset < size; offset += CHUNK) yield read(offset, CHUNK);
        },
      };
    },
  };
}

function readPart(file: string, offset: number, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const fd = openSync(file, "r");
  try {
    let done = 0;
    while (done < length) {
      const count = readSync(fd, out, done, length - done, offset + done);
      if (count === 0) break;
      done += count;
    }
    return out.subarray(0, done);
  } finally {
    closeSync(fd);
  }
}

function statOf(stats: Stats): Stat {
  const kind = kindOf(stats);
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

function kindOf(
  entry: Pick<Stats, "isDirectory" | "isSymbolicLink" | "isFIFO" | "isCharacterDevice" | "isBlockDevice">,
): NodeKind {
  if (entry.isDirectory()) return "directory";
  if (entry.isSymbolicLink()) return "symlink";
  if (entry.isFIFO()) return "fifo";
  if (entry.isCharacterDevice()) return "character-device";
  return entry.isBlockDevice() ? "block-device" : "file";
}

function attempt<Value>(syscall: string, path: string, use: () => Value): Value {
  try {
    return use();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (
      code === "ENOENT" ||
      code === "ENOTDIR" ||
      code === "EACCES" ||
      code === "EPERM" ||
      code === "ELOOP"
    ) {
      throw new FileSystemError(code, syscall, path);
    }
    throw error;
  }
}
