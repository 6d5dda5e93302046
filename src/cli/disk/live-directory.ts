import { FileSystemError, type PosixErrorCode } from "../../errors/filesystem.js";
import { HostFileError } from "../../errors/host.js";
import { addedTo, EMPTY, toBytes } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import type { Elsewhere, Metadata, MutableDirectory, MutableLeaf, Whiteout } from "../../vfs/node.js";
import { type Disk, type DiskStats, kindOf } from "./disk.js";
import { codeOf, hostError } from "./errors.js";
import { regularFile } from "./regular-file.js";

type Child = MutableLeaf | Whiteout | MutableDirectory;

/**
 * A directory of a disk as a tree that a container has mounted: what is read is read then, and what is changed is changed
 * there at once.
 *
 * The tree's own walk follows links, inside the container. So nothing here follows one: each call first makes sure that
 * the directory it works in is still the very one below the root, with no link on the way.
 */
export function liveDirectory(disk: Disk, root: string): MutableDirectory {
  return new LiveDirectory(disk, root);
}

abstract class Live {
  protected readonly disk: Disk;
  readonly path: string;
  #stats: DiskStats;

  constructor(disk: Disk, path: string, stats: DiskStats) {
    this.disk = disk;
    this.path = path;
    this.#stats = stats;
  }

  get mode(): number {
    return this.#stats.mode & 0o7777;
  }

  set mode(mode: number) {
    if (mode === this.mode) return;
    this.change("chmod", () => this.disk.chmod(this.path, mode));
  }

  get uid(): number {
    return this.#stats.uid;
  }

  set uid(uid: number) {
    if (uid !== this.uid) this.change("chown", () => this.disk.lchown(this.path, uid, this.gid));
  }

  get gid(): number {
    return this.#stats.gid;
  }

  set gid(gid: number) {
    if (gid !== this.gid) this.change("chown", () => this.disk.lchown(this.path, this.uid, gid));
  }

  get mtime(): number {
    return this.#stats.mtimeMs / 1000;
  }

  set mtime(mtime: number) {
    this.change("utime", () => this.disk.lutimes(this.path, mtime));
  }

  get ino(): number {
    return this.#stats.ino;
  }

  get nlink(): number {
    return this.#stats.nlink;
  }

  /** The disk counts names itself. */
  set nlink(_count: number) {}

  protected get stats(): DiskStats {
    return this.#stats;
  }

  protected change(syscall: string, act: () => void): void {
    attempt(syscall, this.path, () => {
      // Links are followed by chmod(2), so what is there must still be what was looked at.
      if (this.disk.lstat(this.path).ino !== this.#stats.ino)
        throw new FileSystemError("ENOENT", syscall, this.path);
      act();
      this.#stats = this.disk.lstat(this.path);
    });
  }
}

class LiveFile extends Live {
  readonly kind = "file";
  #data: FileData | undefined;

  /** Opened when it is read: who may not read a file may see its size, and remove it. */
  get data(): FileData {
    this.#data ??= this.stats.size === 0 ? EMPTY : this.#unopened(this.stats.size);
    return this.#data;
  }

  #unopened(size: number): FileData {
    let opened: FileData | undefined;
    const open = (): FileData => {
      opened ??= regularFile(this.disk, this.path, this.path, (error) => worded(error, "open", this.path));
      if (opened.size !== size) throw new HostFileError("read", this.path, "file changed as we read it");
      return opened;
    };
    return {
      size,
      read: (offset, length) => open().read(offset, length),
      chunks: () => open().chunks(),
      open: () => void open(),
    };
  }

  set data(data: FileData) {
    const before = this.#data;
    const more = before === undefined ? undefined : addedTo(before, data);
    this.change("open", () => {
      if (more !== undefined) this.disk.append(this.path, toBytes(more));
      // What is written may be made of what is there, so it is read before that goes.
      else this.disk.overwrite(this.path, toBytes(data));
    });
    this.#data = undefined;
  }
}

class LiveLink extends Live {
  readonly kind = "symlink";

  get target(): string {
    return attempt("readlink", this.path, () => this.disk.readlink(this.path));
  }
}

/** Pipes, devices and sockets of the machine: seen, and never opened. */
class LiveSpecial extends Live {
  readonly kind = "fifo";
  readonly major = 0;
  readonly minor = 0;
}

class LiveDirectory extends Live implements MutableDirectory {
  readonly kind = "directory";
  readonly opaque = false;
  readonly changes: Map<string, Child>;
  readonly elsewhere: Elsewhere;

  constructor(disk: Disk, path: string, stats = attempt("stat", path, () => disk.lstat(path))) {
    super(disk, path, stats);
    const entries = new LiveEntries(disk, path);
    this.changes = entries;
    this.elsewhere = {
      move: (name, to, as) => {
        if (!(to instanceof LiveDirectory)) throw new FileSystemError("EXDEV", "rename", name);
        entries.move(name, to.path, as);
      },
    };
  }
}

/** The entries of a directory, looked up on the disk each time. */
class LiveEntries extends Map<string, Child> {
  readonly #disk: Disk;
  readonly #path: string;

  constructor(disk: Disk, path: string) {
    super();
    this.#disk = disk;
    this.#path = path;
  }

  override get(name: string): Child | undefined {
    const path = this.#at(name);
    this.#requireHere("lstat");
    let stats: DiskStats;
    try {
      stats = this.#disk.lstat(path);
    } catch (error) {
      if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
      throw worded(error, "lstat", path);
    }
    switch (kindOf(stats)) {
      case "directory":
        return new LiveDirectory(this.#disk, path, stats);
      case "file":
        return new LiveFile(this.#disk, path, stats);
      case "symlink":
        return new LiveLink(this.#disk, path, stats);
      default:
        return new LiveSpecial(this.#disk, path, stats);
    }
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  override get size(): number {
    // Map's own constructor asks before there is a path.
    return this.#path === undefined ? 0 : this.#names().length;
  }

  override *entries(): MapIterator<[string, Child]> {
    for (const name of this.#names()) {
      const child = this.get(name);
      if (child !== undefined) yield [name, child];
    }
    return undefined;
  }

  override [Symbol.iterator](): MapIterator<[string, Child]> {
    return this.entries();
  }

  override *keys(): MapIterator<string> {
    yield* this.#names();
    return undefined;
  }

  override *values(): MapIterator<Child> {
    for (const [, child] of this.entries()) yield child;
    return undefined;
  }

  override forEach(act: (child: Child, name: string, map: Map<string, Child>) => void): void {
    for (const [name, child] of this.entries()) act(child, name, this);
  }

  override set(name: string, child: Child): this {
    const path = this.#at(name);
    this.#requireHere("open");
    attempt("open", path, () => this.#make(path, child));
    return this;
  }

  override delete(name: string): boolean {
    const path = this.#at(name);
    this.#requireHere("unlink");
    const child = this.get(name);
    if (child === undefined) return false;
    attempt("unlink", path, () =>
      child.kind === "directory" ? this.#disk.rmdir(path) : this.#disk.remove(path),
    );
    return true;
  }

  override clear(): void {
    for (const name of this.#names()) this.delete(name);
  }

  move(name: string, directory: string, as: string): void {
    this.#requireHere("rename");
    requireNoLink(this.#disk, directory, "rename");
    attempt("rename", this.#at(name), () => this.#disk.rename(this.#at(name), join(directory, as)));
  }

  #make(path: string, child: Child): void {
    if (child instanceof LiveFile || child instanceof LiveLink || child instanceof LiveSpecial) {
      this.#disk.link(child.path, path);
      return;
    }
    switch (child.kind) {
      case "file":
        this.#disk.makeFile(path, child.data.chunks());
        break;
      case "directory":
        this.#disk.mkdir(path);
        break;
      case "symlink":
        this.#disk.symlink(child.target, path);
        break;
      default:
        // Nothing of a container may become a device of the machine.
        throw new FileSystemError("EPERM", "mknod", path);
    }
    if (child.kind !== "symlink") this.#disk.chmod(path, child.mode);
    this.#give(path, child);
    if (child.kind !== "directory") return;
    const made = new LiveEntries(this.#disk, path);
    for (const [name, below] of child.changes) made.set(name, below);
  }

  /** Who runs this may not give files away, unless it is root: then they stay that user's. */
  #give(path: string, { uid, gid }: Metadata): void {
    try {
      this.#disk.lchown(path, uid, gid);
    } catch (error) {
      if (codeOf(error) !== "EPERM") throw error;
    }
  }

  #names(): readonly string[] {
    this.#requireHere("scandir");
    return attempt("scandir", this.#path, () => this.#disk.readdir(this.#path)).map(({ name }) => name);
  }

  #at(name: string): string {
    if (name === "" || name === "." || name === ".." || name.includes("/"))
      throw new FileSystemError("EINVAL", "open", name);
    return join(this.#path, name);
  }

  #requireHere(syscall: string): void {
    requireNoLink(this.#disk, this.#path, syscall);
  }
}

/** The root was followed to its end when it was mounted, so a path below it that leads elsewhere has a link in it. */
function requireNoLink(disk: Disk, path: string, syscall: string): void {
  if (attempt(syscall, path, () => disk.realpath(path)) !== path)
    throw new FileSystemError("ENOENT", syscall, path);
}

function join(directory: string, name: string): string {
  return directory === "/" ? `/${name}` : `${directory}/${name}`;
}

function attempt<Result>(syscall: string, path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw worded(error, syscall, path);
  }
}

const CODES: readonly string[] = [
  "EACCES",
  "EBUSY",
  "EEXIST",
  "EFBIG",
  "EINVAL",
  "EISDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOSPC",
  "ENOTDIR",
  "ENOTEMPTY",
  "ENXIO",
  "EPERM",
  "EROFS",
  "EXDEV",
];

/** The machine's refusal as a container's program meets it. */
function worded(error: unknown, syscall: string, path: string): unknown {
  const code = codeOf(error);
  return isPosix(code) ? new FileSystemError(code, syscall, path) : hostError(syscall, path, error);
}

function isPosix(code: string | undefined): code is PosixErrorCode {
  return code !== undefined && CODES.includes(code);
}
