import type { ByteString, FsStat, IFileSystem, MkdirOptions, RmOptions } from "just-bash";
import { FileSystemError } from "../../errors/filesystem.js";
import { absolute } from "../../posix/path.js";
import type { FileSystem, Stat } from "../../vfs/filesystem.js";
import { decode, encode, latin1, toInput, type WriteEncoding } from "./bytes.js";
import { DEVICES, device, isDescriptor, readDevice } from "./devices.js";
import { withFiles } from "./held-files.js";

/**
 * One of our file systems in the form just-bash wants: asynchronous, with Node's error texts, which its commands
 * match on. Devices that every container has are served here, so they need not exist in an image's layers.
 *
 * A path with a control character is private to the shell host (see `host.ts`) and goes to its hooks.
 */
export interface AdapterHooks {
  /** A path that begins with {@link PRIVATE} has been written to. */
  write(path: string, bytes: Uint8Array): void;
  /** `test -e` was called, from `cwd`, for a path that contains {@link PRIVATE}. */
  wait(path: string): Promise<boolean>;
  /** What stands for the shell's own input, or its terminal's, in a redirection; absent where there is none. */
  input?(device: string): Uint8Array | undefined;
  /** How the content of files is given to a command of just-bash; by default, as the input of what follows. */
  readonly content?: (bytes: Uint8Array) => string;
  /** What is written as bytes is just that. */
  readonly isRaw?: boolean;
}

/** No file in a container has such a name by accident. */
export const PRIVATE = "\u0001";

export class ShellFileSystem implements IFileSystem {
  /** What the shell acts on; `umask` replaces it. */
  target: FileSystem;
  readonly #hooks: AdapterHooks;
  /** The file of a bundled command, which seems to exist for the next resolution only. */
  #pretended: string | undefined;
  readonly #descriptors = new Map<string, Uint8Array>();
  /** Why a file could not be opened for a redirection, by its path. */
  readonly refusals = new Map<string, string>();

  constructor(target: FileSystem, hooks: AdapterHooks) {
    this.target = target;
    this.#hooks = hooks;
  }

  /** What programs see: the container's files, and the process substitutions kept here. */
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
    const bytes = await this.#read(path);
    if (encoding === "binary" || encoding === "latin1" || encoding === "ascii") return latin1(bytes);
    return decode(bytes);
  }

  /** just-bash calls this for redirections. */
  async readFileBuffer(path: string): Promise<Uint8Array> {
    return this.#hooks.input?.(path) ?? this.#read(path);
  }

  /** For the input of a group or a loop, which would else be put together byte by byte. */
  async readFileBytes(path: string): Promise<ByteString> {
    const bytes = await this.readFileBuffer(path);
    const characters: unknown = (this.#hooks.content ?? toInput)(bytes);
    if (!isByteString(characters)) throw new TypeError("not a string");
    return characters;
  }

  async #read(path: string): Promise<Uint8Array> {
    if (DEVICES.has(path)) return readDevice(path);
    const held = this.#descriptors.get(path);
    if (held) return held;
    return this.#try("open", path, () => this.target.readFile(path));
  }

  async writeFile(marked: string, content: string | Uint8Array, options?: WriteEncoding): Promise<void> {
    const path = bare(marked);
    const bytes = encode(content, options, this.#hooks.isRaw);
    if (this.#special(path, bytes)) return;
    if (isDescriptor(path)) {
      this.#descriptors.set(path, bytes);
      return;
    }
    this.#try("open", path, () => this.target.writeFile(path, bytes));
  }

  async appendFile(marked: string, content: string | Uint8Array, options?: WriteEncoding): Promise<void> {
    const path = bare(marked);
    const bytes = encode(content, options, this.#hooks.isRaw);
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
    // The host learns the current directory from the path that the shell waits on.
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
   * Opens a file for a redirection as open(2) with O_CREAT would; if it fails, the reason is kept in
   * {@link refusals}. A new file remains, as with a real shell.
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

  /** Looks at what a path leads to. A dangling link leads to nothing; opening it creates its target. */
  #kindBehind(path: string): string | undefined {
    try {
      return this.target.stat(path).kind;
    } catch (error) {
      if (error instanceof FileSystemError && error.code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** just-bash's commands read the code at the beginning of the message, and the system call's name. */
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

/** What just-bash calls so is a string at run time. */
function isByteString(value: unknown): value is ByteString {
  return typeof value === "string";
}

function bare(path: string): string {
  return path.endsWith(PRIVATE) ? path.slice(0, -1) : path;
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
