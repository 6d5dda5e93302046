import { InvalidLayerError } from "../errors/layer.js";
import type { Entry } from "../tar/entry.js";
import { readArchive } from "../tar/read.js";
import type { FileData, FileSystem } from "../vfs/filesystem.js";

/**
 * Unpacks an archive into a directory of a file system, as `docker cp - CONTAINER:DIR` does. Names are taken
 * relative to the directory and cannot leave it; a symbolic link that the archive brings is never followed.
 *
 * @throws {ArchiveError} {@link InvalidLayerError} {@link FileSystemError}
 */
export function extractArchive(archive: FileData, fs: FileSystem, directory: string): void {
  const root = directory.replace(/\/+$/, "");
  for (const entry of readArchive(archive)) extractEntry(entry, fs, root);
}

function extractEntry(entry: Entry, fs: FileSystem, root: string): void {
  const relative = safeName(entry.name);
  if (relative === "") return;
  const path = `${root}/${relative}`;
  ensureParents(fs, root, relative, entry.name);
  const before = fs.lstatIfExists(path);
  if (entry.type === "directory") {
    if (before?.kind !== "directory") {
      if (before !== undefined) fs.unlink(path);
      fs.mkdir(path, { mode: entry.mode });
    }
  } else {
    if (before?.kind === "directory")
      throw new InvalidLayerError(entry.name, "cannot overwrite a directory with a file");
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
