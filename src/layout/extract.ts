import { InvalidLayerError } from "../errors/layer.js";
import type { Entry } from "../tar/entry.js";
import { readArchive } from "../tar/read.js";
import type { FileData, FileSystem } from "../vfs/filesystem.js";

/**
 * Unpacks an archive into a directory of a file system, as `docker cp - CONTAINER:DIR` does. Names are taken
 * relative to the directory and cannot leave it; a symbolic link that the archive brings is never followed. The
 * archive is read to its end before anything is written, so one that is cut short changes nothing.
 *
 * @param owner whom everything then belongs to; whom the archive says where absent
 * @throws {ArchiveError} {@link InvalidLayerError} {@link FileSystemError}
 */
export function extractArchive(
  archive: FileData,
  fs: FileSystem,
  directory: string,
  owner?: { readonly uid: number; readonly gid: number },
): void {
  const root = directory.replace(/\/+$/, "");
  const entries = [...readArchive(archive)].filter(({ name }) => safeName(name) !== "");
  for (const entry of entries) extractEntry(owner === undefined ? entry : { ...entry, ...owner }, fs, root);
  // Making files in a directory sets its time, so directories get theirs when all is there.
  for (const { type, name, mtime } of entries)
    if (type === "directory") fs.utimes(`${root}/${safeName(name)}`, mtime);
}

function extractEntry(entry: Entry, fs: FileSystem, root: string): void {
  const relative = safeName(entry.name);
  const path = `${root}/${relative}`;
  ensureParents(fs, root, relative, entry.name);
  const before = fs.lstatIfExists(path);
  if (before !== undefined && (before.kind === "directory") !== (entry.type === "directory")) {
    const [old, made] =
      before.kind === "directory" ? ["directory", "non-directory"] : ["non-directory", "directory"];
    throw new InvalidLayerError(
      entry.name,
      `cannot overwrite ${old} ${JSON.stringify(path)} with ${made} ${JSON.stringify(root || "/")}`,
    );
  }
  if (entry.type === "directory") {
    if (before === undefined) fs.mkdir(path, { mode: entry.mode });
  } else {
    if (before !== undefined) fs.unlink(path);
    create(entry, fs, root, path);
  }
  fs.chown(path, entry.uid, entry.gid, { followSymlinks: false });
  if (entry.type !== "symlink" && entry.type !== "link") fs.chmod(path, entry.mode);
  if (entry.type !== "link") fs.utimes(path, entry.mtime, { followSymlinks: false });
}

function create(entry: Entry, fs: FileSystem, root: string, path: string): void {
  switch (entry.type) {
    case "file":
      fs.writeFile(path, entry.data, { mode: entry.mode, exclusive: true });
      break;
    case "symlink":
      fs.symlink(entry.linkname, path);
      break;
    case "link":
      fs.link(`${root}/${safeName(entry.linkname)}`, path);
      break;
    case "fifo":
      fs.mknod(path, { kind: "fifo" }, entry.mode);
      break;
    case "character-device":
    case "block-device":
      fs.mknod(path, { kind: entry.type, major: entry.major, minor: entry.minor }, entry.mode);
      break;
    case "directory":
      break;
  }
}

function ensureParents(fs: FileSystem, root: string, relative: string, name: string): void {
  let path = root;
  for (const part of relative.split("/").slice(0, -1)) {
    path += `/${part}`;
    const stat = fs.lstatIfExists(path);
    if (stat === undefined) fs.mkdir(path, { mode: 0o755 });
    else if (stat.kind !== "directory")
      throw new InvalidLayerError(name, `${part} on its way is no directory`);
  }
}

function safeName(name: string): string {
  const parts: string[] = [];
  for (const part of name.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
