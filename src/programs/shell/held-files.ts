import { fromBytes } from "../../vfs/data.js";
import type { FileSystem, Stat } from "../../vfs/filesystem.js";

/** The same file system with some more files, which are read-only. */
export function withFiles(target: FileSystem, files: ReadonlyMap<string, Uint8Array>): FileSystem {
  const stat = (path: string): Stat | undefined => {
    const held = files.get(path);
    return (
      held && { kind: "fifo", mode: 0o600, uid: 0, gid: 0, size: held.length, mtime: 0, nlink: 1, ino: 0 }
    );
  };
  const own: Partial<FileSystem> = {
    as: (credentials) => withFiles(target.as(credentials), files),
    stat: (path) => stat(path) ?? target.stat(path),
    lstat: (path) => stat(path) ?? target.lstat(path),
    lstatIfExists: (path) => stat(path) ?? target.lstatIfExists(path),
    realpath: (path) => (files.has(path) ? path : target.realpath(path)),
    readFile: (path, maxBytes) => files.get(path) ?? target.readFile(path, maxBytes),
    open(path) {
      const held = files.get(path);
      return held ? fromBytes(held) : target.open(path);
    },
  };
  return new Proxy(target, {
    get(_, key) {
      const mine: unknown = Reflect.get(own, key);
      const value: unknown = mine ?? Reflect.get(target, key, target);
      return typeof value === "function" && mine === undefined ? value.bind(target) : value;
    },
  });
}
