import { base, join } from "../posix/path.js";
import type { Entry } from "../tar/entry.js";
import { writeArchive } from "../tar/write.js";
import { archivedAttributes } from "../vfs/attributes.js";
import { EMPTY } from "../vfs/data.js";
import type { FileData, FileSystem, Stat } from "../vfs/filesystem.js";

/**
 * The whole of a file system as one archive, as `docker export` writes it: paths without a leading slash,
 * directories ending in one, the root itself left out, second names of a file as hard links.
 */
export function exportArchive(fs: FileSystem): FileData {
  return writeArchive(entriesBelow(fs, "/", ""));
}

/**
 * One path of a file system as an archive, as `docker cp CONTAINER:PATH -` writes it: the entry is named after
 * the path's last part, and the contents of a directory come below it.
 *
 * @param rename the name for the top entry, when it should be another
 */
export function pathArchive(fs: FileSystem, path: string, rename?: string): FileData {
  const stat = fs.lstat(path);
  // The root has no name: its entries are `/` and `/…`.
  const name = rename ?? (path === "/" ? "." : base(path));
  const links = new Map<number, string>();
  function* entries(): Generator<Entry> {
    yield entryOf(fs, path, name, stat, links);
    if (stat.kind === "directory") yield* entriesBelow(fs, path, `${name}/`, links);
  }
  return writeArchive(entries());
}

function* entriesBelow(
  fs: FileSystem,
  directory: string,
  prefix: string,
  links: Map<number, string> = new Map(),
): Generator<Entry> {
  for (const { name } of fs.readdir(directory)) {
    const path = join(directory, name);
    const stat = fs.lstat(path);
    yield entryOf(fs, path, `${prefix}${name}`, stat, links);
    if (stat.kind === "directory") yield* entriesBelow(fs, path, `${prefix}${name}/`, links);
  }
}

function entryOf(fs: FileSystem, path: string, name: string, stat: Stat, links: Map<number, string>): Entry {
  const base = {
    name: stat.kind === "directory" ? `${name}/` : name,
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    uname: "",
    gname: "",
    mtime: Math.floor(stat.mtime),
    linkname: "",
    major: stat.device?.major ?? 0,
    minor: stat.device?.minor ?? 0,
    ...archivedAttributes(stat),
    data: EMPTY,
  };
  if (stat.kind === "directory") return { ...base, type: "directory" };
  const first = stat.nlink > 1 ? links.get(stat.ino) : undefined;
  if (first !== undefined) return { ...base, type: "link", linkname: first };
  if (stat.nlink > 1) links.set(stat.ino, name);
  if (stat.kind === "symlink") return { ...base, type: "symlink", linkname: fs.readlink(path) };
  if (stat.kind === "file") return { ...base, type: "file", data: fs.open(path) };
  return { ...base, type: stat.kind };
}
