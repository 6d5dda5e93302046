import { FileSystemError, type PosixErrorCode } from "../errors/filesystem.js";
import { appended, EMPTY, fromBytes, resized, toBytes } from "./data.js";
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
import {
  type FileNode,
  type Mutable,
  type MutableDirectory,
  type MutableLeaf,
  nextInode,
  sortedNames,
  type Whiteout,
} from "./node.js";
import {
  type Leaf,
  type Location,
  type Mount,
  metadataOfPlace,
  type Place,
  permits,
  type View,
  Walker,
} from "./walk.js";

export interface UnionOptions extends View {
  readonly mounts?: ReadonlyMap<string, Mount>;
  readonly credentials?: Credentials;
  /** Seconds since the epoch; the system's clock unless told. */
  readonly now?: () => number;
  /** Every change answers EROFS. */
  readonly readOnly?: boolean;
  /** Called before each change, so that who keeps the writable tree knows when there is something to keep. */
  readonly onChange?: () => void;
}

const MAX_READ = 256 * 1024 * 1024;
const DIRECTORY_SIZE = 4096;

/**
 * A union file system, as overlayfs gives a container its root: reads look at the writable tree first and
 * then at the image's merged layers; the first write to a lower file copies it up, whole; a deletion leaves
 * a whiteout. The lower tree is never written to.
 *
 * The behaviour where it can be seen is overlayfs's: a changed path brings its parent directories up, a
 * directory put where one was deleted is opaque, renaming a lower directory answers EXDEV.
 */
export class UnionFileSystem implements FileSystem {
  readonly credentials: Credentials;
  readonly #options: UnionOptions;
  readonly #walker: Walker;
  /** What the views of one mount share, whoever they act as. */
  readonly #mount: { whiteout?: Whiteout };
  readonly #now: () => number;

  constructor(options: UnionOptions, mount: { whiteout?: Whiteout } = {}) {
    this.#options = options;
    this.#mount = mount;
    this.credentials = options.credentials ?? ROOT;
    this.#walker = new Walker(options, options.mounts ?? new Map(), this.credentials);
    this.#now = options.now ?? (() => Date.now() / 1000);
  }

  as(credentials: Credentials): FileSystem {
    return new UnionFileSystem({ ...this.#options, credentials }, this.#mount);
  }

  stat(path: string): Stat {
    return this.#statOf(this.#existing(path, "stat", true));
  }

  lstat(path: string): Stat {
    return this.#statOf(this.#existing(path, "lstat", false));
  }

  lstatIfExists(path: string): Stat | undefined {
    try {
      return this.lstat(path);
    } catch (error) {
      if (error instanceof FileSystemError && (error.code === "ENOENT" || error.code === "ENOTDIR"))
        return undefined;
      throw error;
    }
  }

  readdir(path: string): readonly DirEntry[] {
    const place = this.#directory(path, "scandir");
    this.#require(metadataOfPlace(place), 4, "scandir", path);
    return sortedNames(this.#walker.names(place)).flatMap((name) => {
      const node = this.#walker.look(place, name).node;
      return node === undefined ? [] : [{ name, kind: node.kind === "place" ? "directory" : node.kind }];
    });
  }

  readlink(path: string): string {
    const { node } = this.#existing(path, "readlink", false);
    if (node.kind !== "symlink") throw new FileSystemError("EINVAL", "readlink", path);
    return node.target;
  }

  realpath(path: string): string {
    return this.#existing(path, "realpath", true).path || "/";
  }

  open(path: string): FileData {
    const { node } = this.#existing(path, "open", true);
    if (node.kind === "place") throw new FileSystemError("EISDIR", "read", path);
    this.#require(node, 4, "open", path);
    if (node.kind === "file") return node.data;
    if (node.kind === "fifo" || node.kind === "symlink") throw new FileSystemError("ENXIO", "open", path);
    return EMPTY;
  }

  readFile(path: string, maxBytes = MAX_READ): Uint8Array {
    const data = this.open(path);
    if (data.size > maxBytes) throw new FileSystemError("EFBIG", "read", path);
    return toBytes(data);
  }

  writeFile(path: string, data: Uint8Array | FileData, options: WriteOptions = {}): void {
    const content = data instanceof Uint8Array ? fromBytes(data.slice()) : data;
    this.#write(path, () => content, options);
  }

  appendFile(path: string, data: Uint8Array, options: WriteOptions = {}): void {
    const more = fromBytes(data.slice());
    this.#write(path, (before) => appended(before, more), options);
  }

  truncate(path: string, size: number): void {
    const { node } = this.#existing(path, "truncate", true);
    if (node.kind === "place") throw new FileSystemError("EISDIR", "truncate", path);
    if (size < 0 || !Number.isSafeInteger(size)) throw new FileSystemError("EINVAL", "truncate", path);
    this.#write(path, (before) => resized(before, size), {});
  }

  mkdir(path: string, options: { mode?: number; recursive?: boolean } = {}): void {
    if (options.recursive) {
      this.#mkdirs(path, options.mode);
      return;
    }
    const at = this.#walker.locate(path, "mkdir", false);
    if (at.node !== undefined) throw new FileSystemError("EEXIST", "mkdir", path);
    this.#makeDirectory(at, options.mode ?? 0o777, path);
  }

  rmdir(path: string): void {
    const at = this.#existing(path, "rmdir", false);
    if (at.node.kind !== "place") throw new FileSystemError("ENOTDIR", "rmdir", path);
    if (at.node.parent === undefined || this.#walker.isMountPoint(at.path)) {
      throw new FileSystemError("EBUSY", "rmdir", path);
    }
    if (this.#walker.names(at.node).size > 0) throw new FileSystemError("ENOTEMPTY", "rmdir", path);
    this.#requireRemovable(at, "rmdir", path);
    this.#detach(at.place, at.name);
  }

  unlink(path: string): void {
    const at = this.#existing(path, "unlink", false);
    if (at.node.kind === "place") throw new FileSystemError("EISDIR", "unlink", path);
    if (this.#walker.isMountPoint(at.path)) throw new FileSystemError("EBUSY", "unlink", path);
    this.#requireRemovable(at, "unlink", path);
    this.#dropLink(at);
    this.#detach(at.place, at.name);
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
    // Both directories are resolved before the source is looked for, as rename(2) does.
    const origin = this.#walker.locate(from, "rename", false);
    const target = this.#walker.locate(to, "rename", false);
    const source = existing(origin, "rename", from);
    if (this.#walker.isMountPoint(source.path) || this.#walker.isMountPoint(target.path)) {
      throw new FileSystemError("EBUSY", "rename", from);
    }
    if (source.path === target.path || sameFile(source, target)) return;
    if (source.place.mounted !== target.place.mounted) throw new FileSystemError("EXDEV", "rename", from);
    this.#requireRemovable(source, "rename", from);
    if (target.node !== undefined) this.#requireRemovable(target, "rename", to);
    this.#require(metadataOfPlace(target.place), 3, "rename", to);
    if (source.node.kind === "place") this.#renameDirectory(source.node, target, from, to);
    else this.#renameLeaf({ ...source, node: source.node }, target, from, to);
    // rename(2) with RENAME_WHITEOUT makes a device of its own.
    this.#detach(source.place, source.name, newWhiteout);
  }

  link(from: string, path: string): void {
    const source = this.#existing(from, "link", false);
    const target = this.#walker.locate(path, "link", false);
    if (target.node !== undefined) throw new FileSystemError("EEXIST", "link", path);
    if (source.node.kind === "place") throw new FileSystemError("EPERM", "link", from);
    if (source.place.mounted !== target.place.mounted) throw new FileSystemError("EXDEV", "link", path);
    this.#require(metadataOfPlace(target.place), 3, "link", path);
    const node = this.#copyUp({ ...source, node: source.node });
    node.nlink += 1;
    this.#attach(target.place, target.name, node);
  }

  symlink(target: string, path: string): void {
    const at = this.#vacant(path, "symlink");
    this.#attach(at.place, at.name, {
      ...this.#ownership(at.place, 0o777),
      mode: 0o777,
      kind: "symlink",
      target,
      nlink: 1,
      ino: nextInode(),
    });
  }

  mknod(path: string, node: SpecialNode, mode = 0o666): void {
    const at = this.#vacant(path, "mknod");
    if (node.kind !== "fifo" && this.credentials.uid !== 0) throw new FileSystemError("EPERM", "mknod", path);
    const { major, minor } = node.kind === "fifo" ? { major: 0, minor: 0 } : node;
    // overlayfs keeps this device for its own deletions (fs/overlayfs/dir.c, ovl_mknod).
    if (node.kind === "character-device" && major === 0 && minor === 0)
      throw new FileSystemError("EPERM", "mknod", path);
    this.#attach(at.place, at.name, {
      ...this.#ownership(at.place, mode),
      kind: node.kind,
      major,
      minor,
      nlink: 1,
      ino: nextInode(),
    });
  }

  chmod(path: string, mode: number): void {
    this.#change(path, "chmod", true, (node) => {
      node.mode = mode & 0o7777;
    });
  }

  chown(path: string, uid: number, gid: number, options: { followSymlinks?: boolean } = {}): void {
    if (this.credentials.uid !== 0) {
      const { uid: owner } = this.lstat(path);
      const mine = owner === this.credentials.uid && (uid === -1 || uid === owner);
      if (!mine || (gid !== -1 && gid !== this.credentials.gid && !this.credentials.groups.includes(gid))) {
        throw new FileSystemError("EPERM", "chown", path);
      }
    }
    this.#change(path, "chown", options.followSymlinks ?? true, (node) => {
      if (uid !== -1) node.uid = uid;
      if (gid !== -1) node.gid = gid;
      // chown(2): set-user-ID goes, and set-group-ID where it means that.
      if (node.kind === "file") node.mode &= (node.mode & 0o010) !== 0 ? ~0o6000 : ~0o4000;
    });
  }

  utimes(path: string, mtime: number | "now", options: { followSymlinks?: boolean } = {}): void {
    this.#change(path, "utime", options.followSymlinks ?? true, (node) => {
      node.mtime = mtime === "now" ? this.#now() : mtime;
    });
  }

  // ---- looking

  #existing(path: string, syscall: string, follow: boolean): Location & { readonly node: Leaf | Place } {
    return existing(this.#walker.locate(path, syscall, follow), syscall, path);
  }

  #directory(path: string, syscall: string): Place {
    const { node } = this.#existing(path, syscall, true);
    if (node.kind !== "place") throw new FileSystemError("ENOTDIR", syscall, path);
    return node;
  }

  #vacant(path: string, syscall: string): Location {
    const at = this.#walker.locate(path, syscall, false);
    if (at.node !== undefined) throw new FileSystemError("EEXIST", syscall, path);
    this.#require(metadataOfPlace(at.place), 3, syscall, path);
    return at;
  }

  #statOf(at: { readonly node: Leaf | Place }): Stat {
    const { node } = at;
    if (node.kind === "place") {
      const { mode, uid, gid, mtime, ino } = metadataOfPlace(node);
      // overlayfs counts one link for a directory that shows a lower one.
      const nlink = node.lower !== undefined ? 1 : 2 + this.#subdirectories(node);
      return { kind: "directory", mode, uid, gid, mtime, ino, nlink, size: DIRECTORY_SIZE };
    }
    const { kind, mode, uid, gid, mtime, nlink, ino } = node;
    const base = { kind, mode, uid, gid, mtime, nlink, ino };
    if (node.kind === "file") return { ...base, size: node.data.size };
    if (node.kind === "symlink") return { ...base, size: new TextEncoder().encode(node.target).length };
    if (node.kind === "fifo") return { ...base, size: 0 };
    return { ...base, size: 0, device: { major: node.major, minor: node.minor } };
  }

  #subdirectories(place: Place): number {
    let count = 0;
    for (const change of place.upper?.changes.values() ?? []) if (change.kind === "directory") count += 1;
    return count;
  }

  #require(
    node: { readonly kind: string; readonly mode: number; readonly uid: number; readonly gid: number },
    bits: number,
    syscall: string,
    path: string,
    code: PosixErrorCode = "EACCES",
  ): void {
    if (!permits(node, this.credentials, bits)) throw new FileSystemError(code, syscall, path);
  }

  #requireRemovable(at: Location, syscall: string, path: string): void {
    const directory = metadataOfPlace(at.place);
    this.#require(directory, 3, syscall, path);
    const { uid } = this.credentials;
    if ((directory.mode & 0o1000) === 0 || uid === 0 || uid === directory.uid) return;
    const owner = at.node?.kind === "place" ? metadataOfPlace(at.node).uid : at.node?.uid;
    if (owner !== uid) throw new FileSystemError("EPERM", syscall, path);
  }

  // ---- changing

  #write(path: string, change: (before: FileData) => FileData, options: WriteOptions): void {
    const at = this.#walker.locate(path, "open", !options.exclusive);
    if (at.node === undefined) {
      this.#require(metadataOfPlace(at.place), 3, "open", path);
      this.#attach(at.place, at.name, {
        ...this.#ownership(at.place, options.mode ?? 0o666),
        kind: "file",
        data: change(EMPTY),
        nlink: 1,
        ino: nextInode(),
      });
      return;
    }
    if (options.exclusive) throw new FileSystemError("EEXIST", "open", path);
    const { node } = at;
    if (node.kind === "place") throw new FileSystemError("EISDIR", "open", path);
    this.#require(node, 2, "open", path);
    if (node.kind !== "file") {
      // What is written to a device goes to the device: nothing here keeps it.
      if (node.kind === "fifo") throw new FileSystemError("ENXIO", "open", path);
      if (node.kind === "character-device" && node.major === 1 && node.minor === 7) {
        throw new FileSystemError("ENOSPC", "write", path);
      }
      return;
    }
    const file: Mutable<FileNode> = this.#copyUpFile({ ...at, node });
    file.data = change(file.data);
    file.mtime = this.#now();
    if (this.credentials.uid !== 0) file.mode &= ~0o6000;
  }

  #change(
    path: string,
    syscall: string,
    follow: boolean,
    change: (node: MutableLeaf | MutableDirectory) => void,
  ): void {
    const at = this.#existing(path, syscall, follow);
    const { uid } = at.node.kind === "place" ? metadataOfPlace(at.node) : at.node;
    if (this.credentials.uid !== 0 && this.credentials.uid !== uid)
      throw new FileSystemError("EPERM", syscall, path);
    change(
      at.node.kind === "place" ? this.#copyUpDirectory(at.node) : this.#copyUp({ ...at, node: at.node }),
    );
  }

  #mkdirs(path: string, mode = 0o777): void {
    let so_far = "";
    for (const part of path.split("/").filter((name) => name !== "")) {
      so_far += `/${part}`;
      const at = this.#walker.locate(so_far, "mkdir", true);
      if (at.node === undefined) {
        // A link that leads nowhere is in the way: mkdir(2) does not make what it names.
        if (this.#walker.locate(so_far, "mkdir", false).node !== undefined)
          throw new FileSystemError("EEXIST", "mkdir", path);
        this.#makeDirectory(at, mode, path);
      } else if (at.node.kind !== "place") throw new FileSystemError("ENOTDIR", "mkdir", path);
    }
  }

  #makeDirectory(at: Location, mode: number, path: string): void {
    this.#require(metadataOfPlace(at.place), 3, "mkdir", path);
    const ownership = this.#ownership(at.place, mode);
    const inherited = metadataOfPlace(at.place).mode & 0o2000;
    this.#attach(at.place, at.name, {
      ...ownership,
      mode: ownership.mode | inherited,
      kind: "directory",
      opaque: at.place.lower?.entries.has(at.name) ?? false,
      changes: new Map(),
      ino: nextInode(),
    });
  }

  #renameLeaf(source: Location & { readonly node: Leaf }, target: Location, from: string, to: string): void {
    if (target.node?.kind === "place") throw new FileSystemError("EISDIR", "rename", to);
    if (/\/$/.test(to)) throw new FileSystemError("ENOTDIR", "rename", from);
    if (target.node !== undefined) this.#dropLink({ ...target, node: target.node });
    this.#attach(target.place, target.name, this.#copyUp(source));
  }

  #renameDirectory(source: Place, target: Location, from: string, to: string): void {
    if (source.parent === undefined) throw new FileSystemError("EBUSY", "rename", from);
    if (`${target.path}/`.startsWith(`${source.path}/`)) throw new FileSystemError("EINVAL", "rename", from);
    if (source.lower !== undefined || source.upper === undefined)
      throw new FileSystemError("EXDEV", "rename", from);
    if (target.node !== undefined) {
      if (target.node.kind !== "place") throw new FileSystemError("ENOTDIR", "rename", to);
      if (this.#walker.names(target.node).size > 0) throw new FileSystemError("ENOTEMPTY", "rename", to);
    }
    if (target.place.lower?.entries.has(target.name)) source.upper.opaque = true;
    this.#attach(target.place, target.name, source.upper);
  }

  #ownership(place: Place, mode: number): { mode: number; uid: number; gid: number; mtime: number } {
    const directory = metadataOfPlace(place);
    return {
      mode: mode & 0o7777 & ~this.credentials.umask,
      uid: this.credentials.uid,
      gid: (directory.mode & 0o2000) !== 0 ? directory.gid : this.credentials.gid,
      mtime: this.#now(),
    };
  }

  #attach(place: Place, name: string, node: MutableLeaf | MutableDirectory): void {
    const directory = this.#copyUpDirectory(place);
    directory.changes.set(name, node);
    directory.mtime = this.#now();
  }

  #detach(place: Place, name: string, whiteout = this.#sharedWhiteout): void {
    const directory = this.#copyUpDirectory(place);
    // One reading of the clock, whether or not there is something below to hide.
    const now = this.#now();
    if (place.lower?.entries.has(name)) directory.changes.set(name, whiteout(now));
    else directory.changes.delete(name);
    directory.mtime = now;
  }

  readonly #sharedWhiteout = (now: number): Whiteout => {
    this.#mount.whiteout ??= newWhiteout(now);
    return this.#mount.whiteout;
  };

  #dropLink(at: Location & { readonly node: Leaf | Place }): void {
    const own = at.place.upper?.changes.get(at.name);
    if (own !== undefined && own.kind !== "whiteout" && own.kind !== "directory") own.nlink -= 1;
  }

  #copyUp(at: Location & { readonly node: Leaf }): MutableLeaf {
    if (this.#options.readOnly) throw new FileSystemError("EROFS", "open", at.path);
    this.#options.onChange?.();
    const own = at.place.upper?.changes.get(at.name);
    if (own !== undefined && own.kind !== "whiteout" && own.kind !== "directory") return own;
    const copy: MutableLeaf = { ...at.node, nlink: 1 };
    this.#copyUpDirectory(at.place).changes.set(at.name, copy);
    return copy;
  }

  #copyUpFile(at: Location & { readonly node: FileNode }): Mutable<FileNode> {
    const copy = this.#copyUp(at);
    if (copy.kind !== "file") throw new FileSystemError("EINVAL", "open", at.path);
    return copy;
  }

  /** The directory's own entry in the writable tree, made with the lower one's metadata where it is missing. */
  #copyUpDirectory(place: Place): MutableDirectory {
    if (this.#options.readOnly) throw new FileSystemError("EROFS", "open", place.path || "/");
    this.#options.onChange?.();
    if (place.upper !== undefined) return place.upper;
    const { parent } = place;
    if (parent === undefined) throw new FileSystemError("EROFS", "copy-up", place.path);
    const { mode, uid, gid, mtime, xattrs, ino } = metadataOfPlace(place);
    const holder = this.#copyUpDirectory(parent).changes;
    const present = holder.get(place.name);
    if (present?.kind === "directory") {
      // Another path of the same call brought it up already.
      place.upper = present;
      return present;
    }
    const own: MutableDirectory = {
      mode,
      uid,
      gid,
      mtime,
      ...(xattrs === undefined ? {} : { xattrs }),
      kind: "directory",
      opaque: false,
      changes: new Map(),
      ino,
    };
    holder.set(place.name, own);
    place.upper = own;
    return own;
  }
}

function existing(at: Location, syscall: string, path: string): Location & { readonly node: Leaf | Place } {
  if (at.node === undefined) throw new FileSystemError("ENOENT", syscall, path);
  return { ...at, node: at.node };
}

function newWhiteout(now: number): Whiteout {
  return { kind: "whiteout", mtime: now };
}

/** Two names of one file: rename(2) then does nothing. */
function sameFile(a: Location, b: Location): boolean {
  return a.node !== undefined && a.node.kind !== "place" && a.node === b.node;
}
