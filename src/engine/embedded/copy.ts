import { ArchiveError } from "../../errors/archive.js";
import { CopyError, NoSuchPathError } from "../../errors/containers.js";
import { FileSystemError } from "../../errors/filesystem.js";
import { InvalidLayerError } from "../../errors/layer.js";
import { pathArchive } from "../../layout/export.js";
import { extractArchive } from "../../layout/extract.js";
import { concatAll, fromBytes } from "../../vfs/data.js";
import type { Credentials, FileData, FileSystem } from "../../vfs/filesystem.js";
import type { PathStat } from "../engine.js";

/**
 * `docker cp` on the engine's side. A path is taken as the daemon takes it: from the root, its parents followed
 * through links, its last part not; a trailing `/` or `/.` asks for the directory behind it.
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
  { container, owner, begin }: CopyOptions,
): Promise<void> {
  const root = attempt(() => fs.realpath(absolute(directory)), directory, container);
  if (fs.stat(root).kind !== "directory") throw new CopyError("extraction point is not a directory");
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk);
  const data = concatAll(chunks.map(fromBytes));
  // No bytes at all are an archive of nothing to Docker.
  if (data.size === 0) return;
  const { end } = begin(root, data);
  let exitCode = 1;
  try {
    extractArchive(data, fs, root, owner);
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
  /** Whom everything then belongs to; whom the archive says where absent. */
  readonly owner: Credentials | undefined;
  /** Called when the whole archive is here, before anything is unpacked. */
  readonly begin: (directory: string, archive: FileData) => { end(exitCode: number): void };
}

interface Located {
  /** The path with its parents resolved. */
  readonly real: string;
  /** What the archive's top entry is called. */
  readonly base: string;
}

function locate(fs: FileSystem, path: string, container: string): Located {
  if (path === "") throw new CopyError("bad parameter: pathcannot be empty");
  const whole = absolute(path);
  const asksForDirectory = /\/\.?$/.test(path) || path === ".";
  if (whole === "/") return { real: "/", base: path.endsWith(".") ? "." : "" };
  const at = whole.lastIndexOf("/");
  const name = whole.slice(at + 1);
  if (!asksForDirectory) {
    const parent = attempt(() => fs.realpath(whole.slice(0, at) || "/"), path, container);
    return { real: parent === "/" ? `/${name}` : `${parent}/${name}`, base: name };
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

/** Where a link leads, as far as it does; its target need not exist. */
function linkEnd(fs: FileSystem, link: string): string {
  try {
    return fs.realpath(link);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    const target = fs.readlink(link);
    return absolute(target.startsWith("/") ? target : `${link.slice(0, link.lastIndexOf("/"))}/${target}`);
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

/** `data/./a/../b/` → `/data/b` */
function absolute(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
