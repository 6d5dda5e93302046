import {
  closeSync,
  createReadStream,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { HostFileError } from "../errors/host.js";
import type { Entry } from "../tar/entry.js";
import { writeArchive } from "../tar/write.js";
import { EMPTY } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { codeOf, hostError } from "./disk-errors.js";
import { diskTree } from "./disk-tree.js";
import { unpackArchive } from "./disk-unpack.js";
import type { HostFiles, HostStat } from "./host-files.js";

const CHUNK = 1 << 20;

/**
 * The machine's own disk, through Node.js.
 *
 * @param directory that relative paths are taken from
 */
export function diskFiles(directory = process.cwd()): HostFiles {
  const absolute = (path: string): string => {
    const whole = resolve(directory, path);
    const end = /\/\.?$/.exec(path)?.[0] ?? "";
    return whole === "/" ? whole : whole + end;
  };
  return {
    absolute,
    lstat: (path) => found("lstat", path, () => lstatSync(absolute(path))),
    stat: (path) => found("stat", path, () => statSync(absolute(path))),
    realpath: (path) => attempt("lstat", path, () => realpathSync(absolute(path))),
    tree: (path) => diskTree(absolute(path)),
    read: (path) => read(absolute(path), path),
    write: (path, content) => write(absolute(path), path, content),
    pack: (path, name) => streamed(writeArchive(entriesOf(path, name, new Map()))),
    unpack: unpackArchive,
  };
}

function found(operation: string, path: string, stat: () => Stats): HostStat | undefined {
  let stats: Stats;
  try {
    stats = stat();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw hostError(operation, path, error);
  }
  if (stats.isDirectory()) return { kind: "directory" };
  if (stats.isFile()) return { kind: "file" };
  return stats.isSymbolicLink() ? { kind: "symlink", linkTarget: readlinkSync(path) } : { kind: "other" };
}

async function* read(path: string, shown: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: CHUNK });
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    throw hostError(codeOf(error) === "EISDIR" ? "read" : "open", shown, error);
  }
}

async function write(path: string, shown: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  // A pipe or a device is written to as it is; only a file can be made beside and put in place.
  const special = found("stat", path, () => statSync(path));
  const inPlace = special !== undefined && special.kind !== "file";
  const partial = inPlace ? path : `${path}.partial-${process.pid}`;
  try {
    const file = await open(partial, "w", 0o600);
    try {
      for await (const chunk of content) await file.write(chunk);
    } finally {
      await file.close();
    }
    if (!inPlace) await rename(partial, path);
  } catch (error) {
    if (!inPlace) await rm(partial, { force: true });
    throw codeOf(error) === undefined ? error : hostError("open", shown, error);
  }
}

function* entriesOf(path: string, name: string, links: Map<string, string>): Generator<Entry> {
  const stats = attempt("lstat", path, () => lstatSync(path));
  const entry = entryOf(path, name, stats, links);
  // Sockets have no place in an archive.
  if (entry === undefined) return;
  yield entry;
  if (!stats.isDirectory()) return;
  const names = attempt("open", path, () => readdirSync(path)).sort((a, b) => (a < b ? -1 : 1));
  for (const child of names)
    yield* entriesOf(`${path === "/" ? "" : path}/${child}`, `${name}/${child}`, links);
}

function entryOf(path: string, name: string, stats: Stats, links: Map<string, string>): Entry | undefined {
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
    return { ...base, type: "symlink", linkname: readlinkSync(path.replace(/\/+\.?$/, "")) };
  if (stats.isFIFO()) return { ...base, type: "fifo" };
  if (!stats.isFile()) return undefined;
  const inode = `${stats.dev}:${stats.ino}`;
  const first = stats.nlink > 1 ? links.get(inode) : undefined;
  if (first !== undefined) return { ...base, type: "link", linkname: first };
  if (stats.nlink > 1) links.set(inode, name);
  return { ...base, type: "file", data: fileData(path, stats.size) };
}

/** A file's content, read when it is asked for; a file that shrinks meanwhile is an error, not a wrong archive. */
function fileData(path: string, size: number): FileData {
  const at = (file: number, offset: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    if (readSync(file, bytes, 0, bytes.length, offset) < bytes.length)
      throw new HostFileError("read", path, "file changed as we read it");
    return bytes;
  };
  const opened = <Result>(use: (file: number) => Result): Result => {
    const file = attempt("open", path, () => openSync(path, "r"));
    try {
      return use(file);
    } finally {
      closeSync(file);
    }
  };
  return {
    size,
    read: (offset, length) => opened((file) => at(file, offset, length)),
    *chunks() {
      for (let offset = 0; offset < size; offset += CHUNK) yield opened((file) => at(file, offset, CHUNK));
    },
  };
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
