import { ArchiveError } from "../../../errors/archive.js";
import { CopyError, NoSuchPathError } from "../../../errors/containers.js";
import { FileSystemError } from "../../../errors/filesystem.js";
import { InvalidLayerError } from "../../../errors/layer.js";
import { pathArchive } from "../../../layout/export.js";
import { extractArchive } from "../../../layout/extract.js";
import { absolute, base, join, normalize, parent } from "../../../posix/path.js";
import { concatAll, fromBytes } from "../../../vfs/data.js";
import type { Credentials, FileData, FileSystem } from "../../../vfs/filesystem.js";
import type { PathStat } from "../../archives.js";

/**
 * The engine's side of `docker cp`. Paths are resolved as the daemon does it: from the root, with links followed in
 * the parents but not in the last part; a trailing `/` or `/.` asks for the directory that a link leads to.
 *
 * @throws {NoSuchPathError} {@link CopyError}
 */
export function statPath(fs: FileSystem, path: string, container: string): PathStat {
  return statOf(fs, locate(fs, path, container).real, path, container);
}

export function copyFrom(
  fs: FileSystem,
  path: string,
  container: string,
): PathStat & { readonly archive: FileData } {
  const { real, base } = locate(fs, path, container);
  return { ...statOf(fs, real, path, container), archive: pathArchive(fs, real, base) };
}

/** @throws {NoSuchPathError} {@link CopyError} */
export async function copyInto(
  fs: FileSystem,
  directory: string,
  archive: AsyncIterable<Uint8Array>,
  { container, owner, check, begin }: CopyOptions,
): Promise<void> {
  const root = attempt(() => fs.realpath(normalize(directory)), directory, container);
  if (fs.stat(root).kind !== "directory") throw new CopyError("extraction point is not a directory");
  check(root);
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk);
  const data = concatAll(chunks.map(fromBytes));
  // Docker takes no bytes at all for an empty archive.
  if (data.size === 0) return;
  const { end } = begin(root, data);
  let exitCode = 1;
  try {
    extractArchive(data, fs, root, { owner });
    exitCode = 0;
  } catch (error) {
    if (error instanceof ArchiveError) throw new CopyError(error.data.reason, { cause: error });
    if (error instanceof InvalidLayerError) throw new CopyError(error.data.reason, { cause: error });
    if (error instanceof FileSystemError) throw new CopyError(error.message, { cause: error });
    throw error;
  } finally {
    end(exitCode);
  }
}

export interface CopyOptions {
  readonly container: string;
  /** Owner of everything that is unpacked; by default, the owners in the archive. */
  readonly owner: Credentials | undefined;
  /** Called with the directory, links followed. @throws {ReadOnlyCopyError} */
  readonly check: (directory: string) => void;
  /** Called when the whole archive has arrived, before anything is unpacked. */
  readonly begin: (directory: string, archive: FileData) => { end(exitCode: number): void };
}

interface Located {
  /** The path with its parents resolved. */
  readonly real: string;
  /** The name of the archive's top entry. */
  readonly base: string;
}

function locate(fs: FileSystem, path: string, container: string): Located {
  if (path === "") throw new CopyError("bad parameter: pathcannot be empty");
  const whole = normalize(path);
  const asksForDirectory = /\/\.?$/.test(path) || path === ".";
  if (whole === "/") return { real: "/", base: path.endsWith(".") ? "." : "" };
  const name = base(whole);
  if (!asksForDirectory) {
    const above = attempt(() => fs.realpath(parent(whole)), path, container);
    return { real: join(above, name), base: name };
  }
  const real = attempt(() => fs.realpath(whole), path, container);
  if (fs.stat(real).kind !== "directory") throw new CopyError(`lstat ${whole}/: not a directory`);
  return { real, base: path.endsWith(".") ? "." : name };
}

function statOf(fs: FileSystem, real: string, path: string, container: string): PathStat {
  const stat = attempt(() => fs.lstat(real), path, container);
  if (stat.kind !== "symlink") return { stat };
  return { stat, linkTarget: linkEnd(fs, real) };
}

/** Where a link leads, as far as it can be followed; its target need not exist. */
function linkEnd(fs: FileSystem, link: string): string {
  try {
    return fs.realpath(link);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return absolute(parent(link), fs.readlink(link));
  }
}

function attempt<Result>(act: () => Result, path: string, container: string): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof FileSystemError && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      throw new NoSuchPathError(container, path);
    throw error;
  }
}
