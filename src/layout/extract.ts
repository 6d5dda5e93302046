import { FileSystemError } from "../errors/filesystem.js";
import { InvalidLayerError } from "../errors/layer.js";
import { quote } from "../go/quote.js";
import { followLinks } from "../posix/follow-links.js";
import { clean, isWithin, normalize, parent, relative } from "../posix/path.js";
import type { Entry } from "../tar/entry.js";
import { readArchive } from "../tar/read.js";
import type { FileData, FileSystem } from "../vfs/filesystem.js";

export interface ExtractOptions {
  /** Owner of everything; by default, the owners in the archive. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  /**
   * Where absolute symbolic links on the way of a name start from: the container's root, since Docker changes
   * its root to that for `cp`, or the directory itself, as for ADD.
   */
  readonly linkRoot?: string;
  /** Whether a file may replace a directory with everything in it, and the other way round: as in ADD. */
  readonly replaces?: boolean;
}

/**
 * Unpacks an archive into a directory of a file system, as `docker cp - CONTAINER:DIR` does (moby `pkg/archive`,
 * `Unpack`). No entry gets out of the directory by its name or its link; one that tries is an error. The archive is read
 * to its end before anything is written, so one that is cut short changes nothing.
 *
 * @throws {ArchiveError} {@link InvalidLayerError}, whose reason is in Docker's words
 */
export function extractArchive(
  archive: FileData,
  fs: FileSystem,
  directory: string,
  { owner, ...options }: ExtractOptions = {},
): void {
  const unpacking = new Unpacking(fs, normalize(directory), options);
  const entries = [...readArchive(archive)];
  for (const entry of entries) unpacking.add(owner === undefined ? entry : { ...entry, ...owner });
  unpacking.finish();
}

class Unpacking {
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #linkRoot: string;
  readonly #replaces: boolean;
  readonly #times: { readonly path: string; readonly mtime: number }[] = [];

  constructor(fs: FileSystem, root: string, { linkRoot = "/", replaces = false }: ExtractOptions) {
    this.#fs = fs;
    this.#root = root;
    this.#linkRoot = linkRoot;
    this.#replaces = replaces;
  }

  add(entry: Entry): void {
    const name = clean(entry.name);
    const path = normalize(`${this.#root}/${name}`);
    if (relative(this.#root, path).startsWith("../"))
      throw new InvalidLayerError(entry.name, `${quote(name)} is outside of ${quote(this.#root)}`);
    const fs = this.#fs;
    const real = this.#withParents(path, entry);
    const before = fs.lstatIfExists(real);
    if (
      !this.#replaces &&
      before !== undefined &&
      (before.kind === "directory") !== (entry.type === "directory")
    ) {
      const [old, made] =
        before.kind === "directory" ? ["directory", "non-directory"] : ["non-directory", "directory"];
      throw new InvalidLayerError(
        entry.name,
        `cannot overwrite ${old} ${quote(path)} with ${made} ${quote(this.#root)}`,
      );
    }
    // What is above the directory is not the archive's to change, and most archives mention `.` in passing.
    if (before?.kind === "directory" && (name === "." || !isWithin(path, this.#root))) return;
    const stays = before?.kind === "directory" && entry.type === "directory";
    if (before !== undefined && !stays)
      worded(entry, `unlinkat ${path}`, () => fs.remove(real, { recursive: true }));
    this.#create(entry, path, real, stays);
    if (entry.type === "link") return;
    fs.chown(real, entry.uid, entry.gid, { followSymlinks: false });
    if (entry.xattrs !== undefined) fs.setAttributes(real, entry.xattrs);
    if (entry.type !== "symlink") fs.chmod(real, entry.mode);
    fs.utimes(real, entry.mtime, { followSymlinks: false });
    if (entry.type === "directory") this.#times.push({ path: real, mtime: entry.mtime });
  }

  /** Making files in a directory sets its time, so directories get theirs again at the end. */
  finish(): void {
    for (const { path, mtime } of this.#times) this.#fs.utimes(path, mtime);
  }

  #create(entry: Entry, path: string, real: string, exists: boolean): void {
    const fs = this.#fs;
    switch (entry.type) {
      case "directory":
        if (!exists) worded(entry, `mkdir ${path}`, () => fs.mkdir(real, { mode: entry.mode }));
        break;
      case "file":
        worded(entry, `open ${path}`, () =>
          fs.writeFile(real, entry.data, { mode: entry.mode, exclusive: true }),
        );
        break;
      case "symlink": {
        const target = normalize(`${parent(path)}/${entry.linkname}`);
        if (!isWithin(target, this.#root))
          throw new InvalidLayerError(
            entry.name,
            `invalid symlink ${quote(path)} -> ${quote(entry.linkname)}`,
          );
        worded(entry, `symlink ${entry.linkname} ${path}`, () => fs.symlink(entry.linkname, real));
        break;
      }
      case "link": {
        const target = normalize(`${this.#root}/${entry.linkname}`);
        if (!isWithin(target, this.#root))
          throw new InvalidLayerError(
            entry.name,
            `invalid hardlink ${quote(target)} -> ${quote(entry.linkname)}`,
          );
        worded(entry, `link ${target} ${path}`, () => fs.link(this.#resolved(target, entry), real));
        break;
      }
      case "fifo":
        worded(entry, "", () => fs.mknod(real, { kind: "fifo" }, entry.mode));
        break;
      default: {
        const { type: kind, major, minor } = entry;
        worded(entry, "", () => fs.mknod(real, { kind, major, minor }, entry.mode));
      }
    }
  }

  /** Makes the directories above that are missing. Returns the path with the links on its way resolved. */
  #withParents(path: string, entry: Entry): string {
    if (path === "/") return path;
    const real = this.#resolved(path, entry);
    if (this.#fs.lstatIfExists(parent(real)) === undefined)
      worded(entry, `mkdir ${parent(path)}`, () =>
        this.#fs.mkdir(parent(real), { mode: 0o755, recursive: true }),
      );
    return real;
  }

  /** The path with every link but a last one resolved, from {@link ExtractOptions.linkRoot}. */
  #resolved(path: string, entry: Entry): string {
    const fs = this.#fs;
    const targetOf = (at: string, isLast: boolean) =>
      !isLast && fs.lstatIfExists(at)?.kind === "symlink" ? fs.readlink(at) : undefined;
    const real = followLinks(path, targetOf, this.#linkRoot);
    if (real === undefined)
      throw new InvalidLayerError(entry.name, `open ${path}: too many levels of symbolic links`);
    return real;
  }
}

/** Makes a system call; a refusal is reported in Go's words. */
function worded(entry: Entry, what: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    const reason = error.strerror.toLowerCase();
    throw new InvalidLayerError(entry.name, what === "" ? reason : `${what}: ${reason}`);
  }
}
