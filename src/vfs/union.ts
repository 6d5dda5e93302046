import { FileSystemError } from "../errors/filesystem.js";
import { appended, fromBytes, resized, toBytes } from "./data.js";
import type {
  Credentials,
  DirEntry,
  FileData,
  FileSystem,
  SpecialNode,
  Stat,
  WriteOptions,
} from "./filesystem.js";
import { ROOT } from "./filesystem.js";
import { mkdir, mkdirs, mknod, symlink, write } from "./union/create.js";
import { Lookup } from "./union/lookup.js";
import { chmod, chown, setAttributes, utimes } from "./union/metadata.js";
import { link, rename, rmdir, unlink } from "./union/names.js";
import { open, readdir, readlink, statOf } from "./union/read.js";
import { type MountState, Upper, type UpperOptions } from "./union/upper.js";
import { type Mount, type View, Walker } from "./union/walk.js";

export interface UnionOptions extends View, UpperOptions {
  readonly mounts?: ReadonlyMap<string, Mount>;
  readonly credentials?: Credentials;
}

const MAX_READ = 256 * 1024 * 1024;

/**
 * A union file system, as overlayfs gives a container its root: reads look at the writable tree first and
 * then at the image's merged layers; the first write to a lower file copies it up, whole; a deletion leaves
 * a whiteout. The lower tree is never written to.
 *
 * The visible behaviour is overlayfs's: a changed path brings its parent directories up, a
 * directory put where one was deleted is opaque, renaming a lower directory fails with EXDEV.
 */
export class UnionFileSystem implements FileSystem {
  readonly credentials: Credentials;
  readonly #options: UnionOptions;
  readonly #mount: MountState;
  readonly #lookup: Lookup;
  readonly #upper: Upper;

  constructor(options: UnionOptions, mount: MountState = {}) {
    this.credentials = options.credentials ?? ROOT;
    this.#options = options;
    this.#mount = mount;
    const walker = new Walker(options, options.mounts ?? new Map(), this.credentials);
    this.#lookup = new Lookup(walker, this.credentials);
    this.#upper = new Upper(options, mount);
  }

  as(credentials: Credentials): FileSystem {
    return new UnionFileSystem({ ...this.#options, credentials }, this.#mount);
  }

  stat(path: string): Stat {
    return statOf(this.#lookup.existing(path, "stat", true).node);
  }

  lstat(path: string): Stat {
    return statOf(this.#lookup.existing(path, "lstat", false).node);
  }

  lstatIfExists(path: string): Stat | undefined {
    const at = this.#lookup.walker.walk(path, false);
    if (at === "ENOENT" || at === "ENOTDIR") return undefined;
    if (typeof at === "string") throw new FileSystemError(at, "lstat", path);
    return at.node === undefined ? undefined : statOf(at.node);
  }

  readdir(path: string): readonly DirEntry[] {
    return readdir(this.#lookup, path);
  }

  readlink(path: string): string {
    return readlink(this.#lookup, path);
  }

  realpath(path: string): string {
    return this.#lookup.existing(path, "realpath", true).path || "/";
  }

  open(path: string): FileData {
    return open(this.#lookup, path);
  }

  readFile(path: string, maxBytes = MAX_READ): Uint8Array {
    const data = this.open(path);
    if (data.size > maxBytes) throw new FileSystemError("EFBIG", "read", path);
    return toBytes(data);
  }

  writeFile(path: string, data: Uint8Array | FileData, options: WriteOptions = {}): void {
    const content = data instanceof Uint8Array ? fromBytes(data.slice()) : data;
    write(this.#lookup, this.#upper, path, () => content, options);
  }

  appendFile(path: string, data: Uint8Array, options: WriteOptions = {}): void {
    const more = fromBytes(data.slice());
    write(
      this.#lookup,
      this.#upper,
      path,
      (before) => (more.size === 0 ? before : appended(before, more)),
      options,
    );
  }

  truncate(path: string, size: number): void {
    const { node } = this.#lookup.existing(path, "truncate", true);
    if (node.kind === "place") throw new FileSystemError("EISDIR", "truncate", path);
    if (size < 0 || !Number.isSafeInteger(size)) throw new FileSystemError("EINVAL", "truncate", path);
    write(this.#lookup, this.#upper, path, (before) => resized(before, size), {});
  }

  mkdir(path: string, options: { mode?: number; recursive?: boolean } = {}): void {
    const make = options.recursive ? mkdirs : mkdir;
    make(this.#lookup, this.#upper, path, options.mode ?? 0o777);
  }

  rmdir(path: string): void {
    rmdir(this.#lookup, this.#upper, path);
  }

  unlink(path: string): void {
    unlink(this.#lookup, this.#upper, path);
  }

  remove(path: string, options: { recursive?: boolean; force?: boolean } = {}): void {
    let stat: Stat;
    try {
      stat = this.lstat(path);
    } catch (error) {
      if (options.force && error instanceof FileSystemError && error.code === "ENOENT") return;
      throw error;
    }
    if (stat.kind !== "directory") {
      this.unlink(path);
      return;
    }
    if (!options.recursive) throw new FileSystemError("EISDIR", "rm", path);
    for (const entry of this.readdir(path)) this.remove(`${path}/${entry.name}`, { recursive: true });
    this.rmdir(path);
  }

  rename(from: string, to: string): void {
    rename(this.#lookup, this.#upper, from, to);
  }

  link(from: string, path: string): void {
    link(this.#lookup, this.#upper, from, path);
  }

  symlink(target: string, path: string): void {
    symlink(this.#lookup, this.#upper, target, path);
  }

  mknod(path: string, node: SpecialNode, mode = 0o666): void {
    mknod(this.#lookup, this.#upper, path, node, mode);
  }

  chmod(path: string, mode: number): void {
    chmod(this.#lookup, this.#upper, path, mode);
  }

  chown(path: string, uid: number, gid: number, options: { followSymlinks?: boolean } = {}): void {
    chown(this.#lookup, this.#upper, path, uid, gid, options.followSymlinks ?? true);
  }

  utimes(path: string, mtime: number | "now", options: { followSymlinks?: boolean } = {}): void {
    utimes(this.#lookup, this.#upper, path, mtime, options.followSymlinks ?? true);
  }

  setAttributes(path: string, xattrs: Readonly<Record<string, string>>): void {
    setAttributes(this.#lookup, this.#upper, path, xattrs);
  }
}
