import { HostFileError } from "../../errors/host.js";
import { compareNames } from "../../posix/name-bytes.js";
import { ancestry, normalize, absolute as seenFrom, withoutTrailingSlashes } from "../../posix/path.js";
import type { Entry } from "../../tar/entry.js";
import { writeArchive } from "../../tar/write.js";
import { EMPTY } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import { bindSourcesOn } from "./bind-sources.js";
import { deviceNumbers } from "./device-numbers.js";
import type { Disk, DiskStats } from "./disk.js";
import { codeOf, hostError } from "./errors.js";
import type { HostFiles, HostStat } from "./host-files.js";
import { regularFile } from "./regular-file.js";
import { treeOn } from "./source-tree.js";
import { unpackArchive } from "./unpack.js";

const CHUNK = 1 << 20;

/**
 * The files of a disk, as commands use them.
 *
 * @param directory that relative paths start from: an absolute path
 */
export function hostFilesOn(disk: Disk, directory: () => string): HostFiles {
  const absolute = (path: string): string => {
    const whole = path.startsWith("/") ? normalize(path) : seenFrom(directory(), path);
    const end = /\/\.?$/.exec(path)?.[0] ?? "";
    return whole === "/" ? whole : whole + end;
  };
  return {
    absolute,
    from: (other) => hostFilesOn(disk, () => other),
    lstat: (path) => statOf(disk, "lstat", path, () => disk.lstat(absolute(path))),
    stat: (path) => statOf(disk, "stat", path, () => disk.stat(absolute(path))),
    realpath: (path) => attempt("lstat", path, () => disk.realpath(absolute(path))),
    tree: (path) => treeOn(disk, absolute(path)),
    read: (path, signal) => read(disk, absolute(path), path, signal),
    write: (path, content) => write(disk, absolute(path), path, content),
    pack: (path, name) => streamed(writeArchive(entriesOf(disk, path, name, new Map()))),
    binds: (below) => bindSourcesOn(disk, below),
    makeDirectory: (path) => makeDirectory(disk, absolute(path), path),
    unpack: (archive, into, rename) => unpackArchive(disk, archive, into, rename),
  };
}

function makeDirectory(disk: Disk, path: string, shown: string): void {
  for (const each of ancestry(withoutTrailingSlashes(path))) {
    const there = statOf(disk, "stat", shown, () => disk.stat(each));
    if (there === undefined) attempt("mkdir", shown, () => disk.mkdir(each));
    else if (there.kind !== "directory") throw new HostFileError("mkdir", shown, "not a directory");
  }
}

function statOf(disk: Disk, operation: string, path: string, stat: () => DiskStats): HostStat | undefined {
  let stats: DiskStats;
  try {
    stats = stat();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw hostError(operation, path, error);
  }
  if (stats.isDirectory()) return { kind: "directory" };
  if (stats.isFile()) return { kind: "file" };
  return stats.isSymbolicLink() ? { kind: "symlink", linkTarget: disk.readlink(path) } : { kind: "other" };
}

async function* read(
  disk: Disk,
  path: string,
  shown: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const stream = disk.stream(path, CHUNK);
  const chunks = stream[Symbol.asyncIterator]();
  // After the end, nobody is waiting for a failure.
  stream.on("error", () => {});
  let stop = (): void => {};
  // Destroying a stream does not end it while it still waits to open a pipe.
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal?.reason);
    signal?.addEventListener("abort", stop, { once: true });
  });
  stopped.catch(() => undefined);
  try {
    signal?.throwIfAborted();
    for (;;) {
      const { done, value } = await Promise.race([chunks.next(), stopped]);
      if (done) return;
      if (value instanceof Uint8Array) yield value;
    }
  } catch (error) {
    throw hostError(codeOf(error) === "EISDIR" ? "read" : "open", shown, error);
  } finally {
    signal?.removeEventListener("abort", stop);
    stream.destroy();
  }
}

async function write(
  disk: Disk,
  path: string,
  shown: string,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  // A pipe or a device is written to directly; only a file can be written beside its name and then renamed.
  const special = statOf(disk, "stat", path, () => disk.stat(path));
  const inPlace = special !== undefined && special.kind !== "file";
  const partial = inPlace ? path : `${path}.partial-${disk.self}`;
  try {
    const file = await disk.create(partial, { exclusive: false, mode: 0o600 });
    try {
      for await (const chunk of content) await file.write(chunk);
    } finally {
      await file.close();
    }
    if (!inPlace) disk.rename(partial, path);
  } catch (error) {
    if (!inPlace) disk.remove(partial);
    throw codeOf(error) === undefined ? error : hostError("open", shown, error);
  }
}

function* entriesOf(disk: Disk, path: string, name: string, links: Map<string, string>): Generator<Entry> {
  const stats = attempt("lstat", path, () => disk.lstat(path));
  const entry = entryOf(disk, path, name, stats, links);
  // Sockets have no place in an archive.
  if (entry === undefined) return;
  yield entry;
  if (!stats.isDirectory()) return;
  const names = attempt("open", path, () => disk.readdir(path))
    .map((child) => child.name)
    .sort(compareNames);
  for (const child of names)
    yield* entriesOf(disk, `${path === "/" ? "" : path}/${child}`, `${name}/${child}`, links);
}

function entryOf(
  disk: Disk,
  path: string,
  name: string,
  stats: DiskStats,
  links: Map<string, string>,
): Entry | undefined {
  const base = {
    name: stats.isDirectory() ? `${name}/` : name,
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    uname: "",
    gname: "",
    mtime: Math.floor(stats.mtimeMs / 1000),
    linkname: "",
    major: 0,
    minor: 0,
    data: EMPTY,
  };
  if (stats.isDirectory()) return { ...base, type: "directory" };
  if (stats.isSymbolicLink())
    return { ...base, type: "symlink", linkname: disk.readlink(path.replace(/\/+\.?$/, "")) };
  if (stats.isFIFO()) return { ...base, type: "fifo" };
  if (stats.isCharacterDevice() || stats.isBlockDevice())
    return {
      ...base,
      ...deviceNumbers(stats.rdev),
      type: stats.isBlockDevice() ? "block-device" : "character-device",
    };
  if (!stats.isFile()) return undefined;
  const inode = `${stats.dev}:${stats.ino}`;
  const first = stats.nlink > 1 ? links.get(inode) : undefined;
  if (first !== undefined) return { ...base, type: "link", linkname: first };
  if (stats.nlink > 1) links.set(inode, name);
  return { ...base, type: "file", data: regularFile(disk, path) };
}

async function* streamed(data: FileData): AsyncGenerator<Uint8Array> {
  yield* data.chunks();
}

function attempt<Result>(operation: string, path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw hostError(operation, path, error);
  }
}
