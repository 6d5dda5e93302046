import { BuildDefinitionError } from "../errors/build.js";
import { extractArchive } from "../layout/extract.js";
import { MAX_LINKS } from "../posix/limits.js";
import { ancestry, base, join, parent, withoutTrailingSlashes } from "../posix/path.js";
import { Turns } from "../process/turns.js";
import type { FileData, FileSystem, Stat } from "../vfs/filesystem.js";
import type { SourceTree } from "./source-tree.js";

export interface CopyRequest {
  readonly tree: SourceTree;
  /** Resolved paths in the tree, wildcards and links followed. */
  readonly paths: readonly string[];
  /** Absolute; a trailing slash means a directory. */
  readonly destination: string;
  /** Whether owners are kept (stage, image) or become root (context). */
  readonly keepOwners: boolean;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly mode: number | undefined;
  /** Paths whose files are archives, to be unpacked in their place. */
  readonly archives: ReadonlyMap<string, FileData>;
  readonly location: { readonly line: number; readonly endLine: number };
  readonly signal: AbortSignal | undefined;
}

/**
 * COPY and ADD on a file system (BuildKit's `llb.Copy` by fsutil): a directory's contents go into the destination, a
 * file becomes it or goes into it; a file that replaces another is a new file; directories made on the way belong to
 * root (or the requested owner), have mode 0755 and the present time; a copied directory has its source's.
 */
export async function copyFiles(fs: FileSystem, request: CopyRequest): Promise<void> {
  for (const path of request.paths) {
    const stat = request.tree.lstat(path);
    if (stat.kind === "directory") {
      const target = withoutTrailingSlashes(request.destination);
      // The destination may be a link to a directory. Nothing below it may be.
      const isThere = isDirectory(fs, target);
      await copyDirectory(fs, request, path, stat, { target, isThere }, new Turns());
    } else copyTopFile(fs, request, path, stat);
  }
}

function copyTopFile(fs: FileSystem, request: CopyRequest, path: string, stat: Stat): void {
  const { destination } = request;
  const archive = request.archives.get(path);
  if (archive !== undefined) {
    makeDirectories(fs, withoutTrailingSlashes(destination), undefined);
    const directory = withoutTrailingSlashes(destination);
    extractArchive(archive, fs, directory, { linkRoot: directory, replaces: true });
    return;
  }
  const asDirectory = destination.endsWith("/") || isDirectory(fs, destination);
  const target = asDirectory ? join(destination, base(path)) : destination;
  makeDirectories(fs, parent(target), request.owner);
  copyFile(fs, request, path, stat, throughLink(fs, target, request));
}

async function copyDirectory(
  fs: FileSystem,
  request: CopyRequest,
  path: string,
  stat: Stat,
  { target, isThere }: { readonly target: string; readonly isThere: boolean },
  turns: Turns,
): Promise<void> {
  const isRoot = path === "/";
  makeDirectories(fs, isRoot ? target : parent(target), request.owner);
  if (!isRoot) {
    const existing = fs.lstatIfExists(target);
    if (existing !== undefined && !isThere)
      throw new BuildDefinitionError(`cannot copy to non-directory: ${target}`, request.location);
    if (existing === undefined) fs.mkdir(target);
  }
  for (const { name } of request.tree.readdir(path)) {
    const child = join(path, name);
    const childStat = request.tree.lstat(child);
    const place = join(target, name);
    await turns.take(request.signal);
    if (childStat.kind === "directory") {
      const below = { target: place, isThere: fs.lstatIfExists(place)?.kind === "directory" };
      await copyDirectory(fs, request, child, childStat, below, turns);
    } else copyFile(fs, request, child, childStat, place);
  }
  if (!isRoot) setMetadata(fs, request, target, stat);
}

function copyFile(fs: FileSystem, request: CopyRequest, path: string, stat: Stat, target: string): void {
  const before = fs.lstatIfExists(target);
  if (before?.kind === "directory") {
    throw new BuildDefinitionError(`cannot replace to directory ${target} with file`, request.location);
  }
  if (before !== undefined) fs.unlink(target);
  if (stat.kind === "symlink") fs.symlink(request.tree.readlink(path), target);
  else if (stat.kind === "file")
    fs.writeFile(target, request.tree.open(path), { mode: 0o600, exclusive: true });
  else if (stat.kind === "fifo") fs.mknod(target, { kind: "fifo" });
  else if (stat.kind !== "directory" && stat.device !== undefined)
    fs.mknod(target, { kind: stat.kind, ...stat.device });
  setMetadata(fs, request, target, stat);
}

function setMetadata(fs: FileSystem, request: CopyRequest, target: string, stat: Stat): void {
  const owner = request.owner ?? (request.keepOwners ? stat : { uid: 0, gid: 0 });
  fs.chown(target, owner.uid, owner.gid, { followSymlinks: false });
  if (stat.kind !== "symlink") fs.chmod(target, request.mode ?? stat.mode);
  // Set last: a change of owner takes a capability away.
  if (stat.xattrs !== undefined) fs.setAttributes(target, stat.xattrs);
  fs.utimes(target, stat.mtime, { followSymlinks: false });
}

/** The destination itself may be a link to a file: the file it leads to is replaced, and the link stays. */
function throughLink(fs: FileSystem, target: string, request: CopyRequest): string {
  let path = target;
  for (let hops = 0; fs.lstatIfExists(path)?.kind === "symlink"; hops++) {
    if (hops > MAX_LINKS) throw new BuildDefinitionError(`too many links at ${target}`, request.location);
    const link = fs.readlink(path);
    path = link.startsWith("/") ? link : `${parent(path)}/${link}`;
  }
  return path;
}

function makeDirectories(fs: FileSystem, path: string, owner: CopyRequest["owner"]): void {
  for (const at of ancestry(path)) {
    if (fs.lstatIfExists(at) !== undefined) continue;
    fs.mkdir(at, { mode: 0o755 });
    if (owner !== undefined) fs.chown(at, owner.uid, owner.gid);
  }
}

function isDirectory(fs: FileSystem, path: string): boolean {
  const stat = fs.lstatIfExists(path);
  if (stat === undefined) return false;
  return (
    stat.kind === "directory" ||
    (stat.kind === "symlink" && fs.lstatIfExists(`${path}/.`)?.kind === "directory")
  );
}
