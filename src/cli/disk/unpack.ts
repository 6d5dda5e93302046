import { LayerlabError } from "../../errors/base.js";
import { HostFileError } from "../../errors/host.js";
import { contained, join, parent } from "../../posix/path.js";
import type { Entry } from "../../tar/entry.js";
import { streamArchive } from "../../tar/stream.js";
import type { Disk, DiskStats } from "./disk.js";
import { codeOf, hostError } from "./errors.js";

/** Unpacks an archive into a directory of the disk; see `HostFiles.unpack`. */
export async function unpackArchive(
  disk: Disk,
  archive: AsyncIterable<Uint8Array>,
  directory: string,
  rename: (name: string) => string,
): Promise<void> {
  const times: { readonly path: string; readonly mtime: number }[] = [];
  const parents = new Parents(disk, directory);
  try {
    for await (const { entry, content } of streamArchive(archive)) {
      const path = await unpackEntry(disk, entry, content, parents, rename);
      if (path !== undefined && entry.type === "directory") times.push({ path, mtime: entry.mtime });
    }
  } catch (error) {
    if (error instanceof LayerlabError) throw error;
    throw hostError("open", directory, error);
  }
  for (const { path, mtime } of times) disk.lutimes(path, mtime);
}

async function unpackEntry(
  disk: Disk,
  entry: Entry,
  content: AsyncIterable<Uint8Array>,
  parents: Parents,
  rename: (name: string) => string,
): Promise<string | undefined> {
  const { directory } = parents;
  const relative = contained(rename(entry.name));
  if (relative === "") return undefined;
  const path = join(directory, relative);
  parents.make(relative);
  const before = lstatIfExists(disk, path);
  if (before !== undefined && before.isDirectory() !== (entry.type === "directory")) {
    const [old, made] = before.isDirectory()
      ? ["directory", "non-directory"]
      : ["non-directory", "directory"];
    throw new HostFileError(
      `cannot overwrite ${old}`,
      JSON.stringify(path),
      `with ${made} ${JSON.stringify(directory)}`,
    );
  }
  if (before !== undefined && !before.isDirectory()) disk.remove(path);
  switch (entry.type) {
    case "directory":
      if (before === undefined) disk.mkdir(path);
      disk.chmod(path, entry.mode);
      return path;
    case "symlink":
      disk.symlink(entry.linkname, path);
      break;
    case "link":
      disk.link(join(directory, contained(rename(entry.linkname))), path);
      return path;
    case "file":
      await writeFile(disk, path, content);
      disk.chmod(path, entry.mode);
      break;
    default:
      disk.makeSpecialFile(path, entry);
      disk.chmod(path, entry.mode);
  }
  disk.lutimes(path, entry.mtime);
  return path;
}

async function writeFile(disk: Disk, path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await disk.create(path, { exclusive: true });
  try {
    for await (const chunk of content) await file.write(chunk);
  } finally {
    await file.close();
  }
}

/** Directories known to exist. Each is checked once: unpacking never removes a directory. */
class Parents {
  readonly directory: string;
  readonly #disk: Disk;
  readonly #there = new Set<string>();

  constructor(disk: Disk, directory: string) {
    this.#disk = disk;
    this.directory = directory;
  }

  /** Makes missing parent directories. @throws {HostFileError} something other than a directory is in the way */
  make(relative: string): void {
    const missing: string[] = [];
    for (let at = above(relative); at !== "" && !this.#there.has(at); at = above(at)) missing.push(at);
    for (const at of missing.reverse()) {
      const path = join(this.directory, at);
      const stats = lstatIfExists(this.#disk, path);
      if (stats === undefined) this.#disk.mkdir(path);
      else if (!stats.isDirectory()) throw new HostFileError("mkdir", path, "not a directory");
      this.#there.add(at);
    }
  }
}

/** `a/b/c` → `a/b`; empty for a single name. */
function above(relative: string): string {
  return relative.includes("/") ? parent(`/${relative}`).slice(1) : "";
}

function lstatIfExists(disk: Disk, path: string): DiskStats | undefined {
  try {
    return disk.lstat(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
