import { BuildDefinitionError } from "../errors/build.js";
import { extractArchive } from "../layout/extract.js";
import type { FileData, FileSystem, Stat } from "../vfs/filesystem.js";
import type { SourceTree } from "./source-tree.js";

export interface CopyRequest {
  readonly tree: SourceTree;
  /** Resolved paths in the tree, wildcards and links followed. */
  readonly paths: readonly string[];
  /** Absolute; a trailing slash means a directory. */
  readonly destination: string;
  /** More than one source was written, or a wildcard: the destination is a directory. */
  readonly intoDirectory: boolean;
  /** Owners stay (stage, image) or become root's (context). */
  readonly keepOwners: boolean;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly mode: number | undefined;
  /** ADD: an archive's files, when the file is one; `undefined` for any other file. */
  readonly unpacked: (data: FileData) => FileData | undefined;
  readonly location: { readonly line: number; readonly endLine: number };
}

/**
 * COPY and ADD on a file system (BuildKit's `llb.Copy` by fsutil): a directory's contents go into the destination, a
 * file becomes it or goes into it; what replaces a file is a new file; directories made on the way are
 * root's (or the asked owner's), 0755, and have the time of now, a copied directory has its source's.
 */
export function copyFiles(fs: FileSystem, request: CopyRequest): void {
  for (const path of request.paths) {
    const stat = request.tree.lstat(path);
    if (stat.kind === "directory") copyDirectory(fs, request, path, stat, trimmed(request.destination));
    else copyTopFile(fs, request, path, stat);
  }
}

function copyTopFile(fs: FileSystem, request: CopyRequest, path: string, stat: Stat): void {
  const { destination } = request;
  const archive = stat.kind === "file" ? request.unpacked(request.tree.open(path)) : undefined;
  if (archive !== undefined) {
    makeDirectories(fs, trimmed(destination), undefined);
    extractArchive(archive, fs, trimmed(destination));
    return;
  }
  const asDirectory = destination.endsWith("/") || request.intoDirectory || isDirectory(fs, destination);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const target = asDirectory ? `${trimmed(destination)}/${name}` : destination;
  makeDirectories(fs, parentOf(target), request.owner);
  copyFile(fs, request, path, stat, throughLink(fs, target, request));
}

function copyDirectory(fs: FileSystem, request: CopyRequest, path: string, stat: Stat, target: string): void {
  const isRoot = path === "/";
  makeDirectories(fs, isRoot ? target : parentOf(target), request.owner);
  if (!isRoot) {
    const existing = fs.lstatIfExists(target);
    if (existing !== undefined && !isDirectory(fs, target)) {
      throw new BuildDefinitionError(`cannot copy to non-directory: ${target}`, request.location);
    }
    if (existing === undefined) fs.mkdir(target);
  }
  for (const { name } of request.tree.readdir(path)) {
    const child = isRoot ? `/${name}` : `${path}/${name}`;
    const childStat = request.tree.lstat(child);
    const place = target === "/" ? `/${name}` : `${target}/${name}`;
    if (childStat.kind === "directory") copyDirectory(fs, request, child, childStat, place);
    else copyFile(fs, request, child, childStat, place);
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
  fs.utimes(target, stat.mtime, { followSymlinks: false });
}

/** The destination itself may be a link to a file: the file it leads to is replaced, the link stays. */
function throughLink(fs: FileSystem, target: string, request: CopyRequest): string {
  let path = target;
  for (let hops = 0; fs.lstatIfExists(path)?.kind === "symlink"; hops++) {
    if (hops > 40) throw new BuildDefinitionError(`too many links at ${target}`, request.location);
    const link = fs.readlink(path);
    path = link.startsWith("/") ? link : `${parentOf(path)}/${link}`;
  }
  return path;
}

function makeDirectories(fs: FileSystem, path: string, owner: CopyRequest["owner"]): void {
  let at = "";
  for (const part of path.split("/").filter((each) => each !== "")) {
    at += `/${part}`;
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

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function trimmed(path: string): string {
  return path.replace(/(.)\/+$/, "$1");
}
