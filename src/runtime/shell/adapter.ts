import type { BufferEncoding, FsStat, IFileSystem, MkdirOptions, RmOptions } from "just-bash";
import { FileSystemError } from "../../errors/filesystem.js";
import { fromBytes } from "../../vfs/data.js";
import type { FileSystem, Stat } from "../../vfs/filesystem.js";
import { absolute } from "../lookup.js";

/**
 * A file system of ours as just-bash wants it: asynchronous, with Node's error texts, which its commands
 * match on. Devices every container has are served here, so that they need not exist in an image's layers.
 *
 * A path with a control character is the shell host's own business (see `host.ts`) and goes to its hooks.
 */
export interface AdapterHooks {
  /** A path that begins with {@link PRIVATE} was written to. */
  write(path: string, bytes: Uint8Array): void;
  /** A path that holds {@link PRIVATE} was asked for with `test -e` from `cwd`. */
  wait(path: string): Promise<boolean>;
}

/** No file of a container has such a name by accident. */
export const PRIVATE = "\u0001";

const DEVICES: ReadonlySet<string> = new Set([
  "/dev/null",
  "/dev/zero",
  "/dev/full",
  "/dev/random",
  "/dev/urandom",
  "/dev/tty",
  "/dev/stdin",
  "/dev/stdout",
  "/dev/stderr",
]);

export class ShellFileSystem implements IFileSystem {
  /** What the shell acts on; `umask` replaces it. */
  target: FileSystem;
  readonly #hooks: AdapterHooks;
  /** A bundled command's file, pretended for the one resolution that follows. */
  #pretended: string | undefined;
  readonly #descriptors = new Map<string, Uint8Array>();
  /** Why a file could not be opened for a redirection, by its path. */
  readonly refusals = new Map<string, string>();

  constructor(target: FileSystem, hooks: AdapterHooks) {
    this.target = target;
    this.#hooks = hooks;
  }

  /** What programs see: the container's files, and the process substitutions held here. */
  forPrograms(): FileSystem {
    return this.#descriptors.size === 0 ? this.target : withFiles(this.target, this.#descriptors);
  }

  /** Makes the next `exists` and `stat` of `path` succeed: see `bundled.ts`. */
  pretend(path: string): void {
    this.#pretended = path;
  }

  async exists(path: string): Promise<boolean> {
    if (path === this.#pretended) return true;
    if (path.endsWith(PRIVATE)) return this.#opens(path.slice(0, -1)) !== "new";
    if (path.startsWith(`/usr/bin/${PRIVATE}`)) return true;
    if (path.includes(PRIVATE)) return path.includes(`${PRIVATE}wait`) ? this.#hooks.wait(path) : false;
    if (DEVICES.has(path) || this.#descriptors.has(path)) return true;
    try {
      this.target.stat(path);
      return true;
    } catch (error) {
      if (error instanceof FileSystemError) return false;
      throw error;
    }
  }

  async stat(path: string): Promise<FsStat> {
    if (path === this.#pretended) {
      this.#pretended = undefined;
      return device(0o755);
    }
    if (path.startsWith(`/usr/bin/${PRIVATE}`)) return device(0o755);
    if (path.endsWith(PRIVATE)) {
      const bare = path.slice(0, -1);
      if (this.refusals.has(bare)) throw new Error(`EACCES: permission denied, open '${bare}'`);
      return this.stat(bare);
    }
    if (DEVICES.has(path)) return device(0o666);
    const held = this.#descriptors.get(path);
    if (held) return { ...device(0o600), size: held.length };
    return this.#try("stat", path, () => translate(this.target.stat(path)));
  }

  async lstat(path: string): Promise<FsStat> {
    if (DEVICES.has(path)) return device(0o666);
    const held = this.#descriptors.get(path);
    if (held) return { ...device(0o600), size: held.length };
    return this.#try("lstat", path, () => translate(this.target.lstat(path)));
  }

  async readFile(
    path: string,
    options?: { encoding?: BufferEncoding | null } | BufferEncoding,
  ): Promise<string> {
    const encoding = typeof options === "string" ? options : options?.encoding;
    const bytes = await this.readFileBuffer(path);
    if (encoding === "binary" || encoding === "latin1" || encoding === "ascii") return latin1(bytes);
    return decode(bytes);
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    if (DEVICES.has(path)) return readDevice(path);
    const held = this.#descriptors.get(path);
    if (held) return held;
    return this.#try("open", path, () => this.target.readFile(path));
  }

  async writeFile(marked: string, content: string | Uint8Array, options?: WriteEncoding): Promise<void> {
    const path = bare(marked);
    const bytes = encode(content, options);
    if (this.#special(path, bytes)) return;
    if (isDescriptor(path)) {
      this.#descriptors.set(path, bytes);
      return;
    }
    this.#try("open", path, () => this.target.writeFile(path, bytes));
  }

  async appendFile(marked: string, content: string | Uint8Array, options?: WriteEncoding): Promise<void> {
    const path = bare(marked);
    const bytes = encode(content, options);
    if (this.#special(path, bytes)) return;
    if (isDescriptor(path)) {
      const held = this.#descriptors.get(path) ?? new Uint8Array(0);
      const joined = new Uint8Array(held.length + bytes.length);
      joined.set(held);
      joined.set(bytes, held.length);
      this.#descriptors.set(path, joined);
      return;
    }
    this.#try("open", path, () => this.target.appendFile(path, bytes));
  }

  async mkdir(path: string, options?: MkdirOptions): Promise<void> {
    if (path === "/dev/fd") return;
    this.#try("mkdir", path, () => this.target.mkdir(path, { recursive: options?.recursive ?? false }));
  }

  async readdir(path: string): Promise<string[]> {
    return this.#try("scandir", path, () => this.target.readdir(path).map((entry) => entry.name));
  }

  async readdirWithFileTypes(
    path: string,
  ): Promise<{ name: string; isFile: boolean; isDirectory: boolean; isSymbolicLink: boolean }[]> {
    return this.#try("scandir", path, () =>
      this.target.readdir(path).map((entry) => ({
        name: entry.name,
        isFile: entry.kind === "file",
        isDirectory: entry.kind === "directory",
        isSymbolicLink: entry.kind === "symlink",
      })),
    );
  }

  async rm(path: string, options?: RmOptions): Promise<void> {
    if (this.#descriptors.delete(path)) return;
    this.#try("rm", path, () =>
      this.target.remove(path, { recursive: options?.recursive ?? false, force: options?.force ?? false }),
    );
  }

  async cp(from: string, to: string): Promise<void> {
    this.#try("cp", from, () => this.target.writeFile(to, this.target.open(from)));
  }

  async mv(from: string, to: string): Promise<void> {
    this.#try("rename", from, () => this.target.rename(from, to));
  }

  resolvePath(base: string, path: string): string {
    // The host learns the current directory from the path the shell waits on.
    if (path.startsWith(`${PRIVATE}wait`)) return `/${path}:${base}`;
    return absolute(base, path);
  }

  getAllPaths(): string[] {
    return [];
  }

  async chmod(path: string, mode: number): Promise<void> {
    this.#try("chmod", path, () => this.target.chmod(path, mode));
  }

  async symlink(target: string, path: string): Promise<void> {
    this.#try("symlink", path, () => this.target.symlink(target, path));
  }

  async link(existing: string, path: string): Promise<void> {
    this.#try("link", existing, () => this.target.link(existing, path));
  }

  async readlink(path: string): Promise<string> {
    return this.#try("readlink", path, () => this.target.readlink(path));
  }

  async realpath(path: string): Promise<string> {
    return this.#try("realpath", path, () => this.target.realpath(path));
  }

  async utimes(path: string, _atime: Date, mtime: Date): Promise<void> {
    this.#try("utimes", path, () => this.target.utimes(path, mtime.getTime() / 1000));
  }

  #special(path: string, bytes: Uint8Array): boolean {
    if (path.startsWith(`/${PRIVATE}`)) {
      this.#hooks.write(path, bytes);
      return true;
    }
    if (path === "/dev/full" && bytes.length > 0) {
      throw new Error(`ENOSPC: no space left on device, write '${path}'`);
    }
    if (path === "/dev/stdout" || path === "/dev/stderr")
      this.#hooks.write(`/${PRIVATE}${path.slice(5)}`, bytes);
    return DEVICES.has(path);
  }

  /**
   * Opens a file for a redirection as open(2) with O_CREAT would; what speaks against it is kept in
   * {@link refusals}. A file that is new stays made, as a real shell leaves it.
   */
  #opens(path: string): "new" | "there" | "refused" {
    this.refusals.delete(path);
    if (DEVICES.has(path) || isDescriptor(path)) return "new";
    try {
      const before = this.#kindBehind(path);
      if (before === "directory") return "there";
      this.target.appendFile(path, new Uint8Array(0));
      return before === undefined ? "new" : "there";
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      this.refusals.set(path, error.strerror);
      return "refused";
    }
  }

  /** Of what a path leads to; a link to nothing leads to nothing, and opening it makes what it names. */
  #kindBehind(path: string): string | undefined {
    try {
      return this.target.stat(path).kind;
    } catch (error) {
      if (error instanceof FileSystemError && error.code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** just-bash's commands read the code at the head of the message and the system call's name. */
  #try<T>(syscall: string, path: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      const text =
        error.code === "EISDIR"
          ? "illegal operation on a directory"
          : error.code === "EEXIST"
            ? "file already exists"
            : error.strerror.toLowerCase();
      throw Object.assign(new Error(`${error.code}: ${text}, ${syscall} '${path}'`), { code: error.code });
    }
  }
}

/** The same file system with some files more, which can only be read. */
function withFiles(target: FileSystem, files: ReadonlyMap<string, Uint8Array>): FileSystem {
  const stat = (path: string): Stat | undefined => {
    const held = files.get(path);
    return (
      held && { kind: "fifo", mode: 0o600, uid: 0, gid: 0, size: held.length, mtime: 0, nlink: 1, ino: 0 }
    );
  };
  const own: Partial<FileSystem> = {
    as: (credentials) => withFiles(target.as(credentials), files),
    stat: (path) => stat(path) ?? target.stat(path),
    lstat: (path) => stat(path) ?? target.lstat(path),
    lstatIfExists: (path) => stat(path) ?? target.lstatIfExists(path),
    realpath: (path) => (files.has(path) ? path : target.realpath(path)),
    readFile: (path, maxBytes) => files.get(path) ?? target.readFile(path, maxBytes),
    open(path) {
      const held = files.get(path);
      return held ? fromBytes(held) : target.open(path);
    },
  };
  return new Proxy(target, {
    get(_, key) {
      const mine: unknown = Reflect.get(own, key);
      const value: unknown = mine ?? Reflect.get(target, key, target);
      return typeof value === "function" && mine === undefined ? value.bind(target) : value;
    },
  });
}

function bare(path: string): string {
  return path.endsWith(PRIVATE) ? path.slice(0, -1) : path;
}

type WriteEncoding = { encoding?: BufferEncoding } | BufferEncoding;

/** just-bash keeps process substitutions in files it writes under /dev/fd. */
function isDescriptor(path: string): boolean {
  return path.startsWith("/dev/fd/");
}

function device(mode: number): FsStat {
  return { isFile: true, isDirectory: false, isSymbolicLink: false, mode, size: 0, mtime: new Date(0) };
}

function translate(stat: Stat): FsStat {
  return {
    isFile: stat.kind === "file",
    isDirectory: stat.kind === "directory",
    isSymbolicLink: stat.kind === "symlink",
    mode: stat.mode,
    size: stat.size,
    mtime: new Date(stat.mtime * 1000),
    ino: stat.ino,
    dev: 1,
  };
}

/** A whole /dev/zero cannot be read; a page of it is what a careless reader gets. */
function readDevice(path: string): Uint8Array {
  if (path === "/dev/zero" || path === "/dev/full") return new Uint8Array(4096);
  if (path === "/dev/random" || path === "/dev/urandom") return crypto.getRandomValues(new Uint8Array(4096));
  return new Uint8Array(0);
}

const strict = new TextDecoder("utf-8", { fatal: true });

/** Text where the bytes are UTF-8, else one character a byte, as just-bash expects. */
export function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return latin1(bytes);
  }
}

/** One character a byte. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

function encode(content: string | Uint8Array, options: WriteEncoding | undefined): Uint8Array {
  // Kept by the file system as it is: a buffer of the shell's must not change under it.
  if (typeof content !== "string") return content.slice();
  const encoding = typeof options === "string" ? options : options?.encoding;
  if (encoding === "binary" || encoding === "latin1" || encoding === "ascii") return fromLatin1(content);
  return new TextEncoder().encode(content);
}
