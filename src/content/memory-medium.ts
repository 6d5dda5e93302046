import { isZero } from "#platform/bytes";
import { FileSystemError, type PosixErrorCode } from "../errors/filesystem.js";
import { StoreAccessError } from "../errors/store.js";
import { concatBytes } from "../platform/concat.js";
import { components } from "../posix/path.js";
import { appended, concatAll, EMPTY, fromBytes, toBytes, zeros } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { type Lease, type Leavings, type Medium, type MediumWriter, writeWhole } from "./medium.js";

/** What unpacking gives at a time, so that zeros from a compressed archive are holes too. */
const PAGE = 16 * 1024;

/** Bytes that are not zeros; a store in memory that grew beyond this would end the process. */
const MAX_FILE = 1024 ** 3;

class NoRoomError extends Error {
  readonly code = "ENOMEM";
}

interface StoredFile {
  readonly data: FileData;
  readonly stamp: string;
}

type Directory = Map<string, StoredFile | Directory>;

/** A disk in memory: files are values, so one that is open reads the same whatever takes its name. */
export class MemoryMedium implements Medium {
  readonly #root: Directory = new Map();
  readonly self = "memory";
  #written = 0;
  #leases = 0;

  create(): MediumWriter {
    const file = new SparseFile();
    return {
      write: (chunk) => file.write(chunk),
      commit: (path) => this.#put(path, file.finish()),
      abort: () => file.drop(),
    };
  }

  append(path: string, bytes: Uint8Array): void {
    this.#put(path, appended(this.#file(path)?.data ?? EMPTY, fromBytes(bytes.slice())));
  }

  note(path: string, text: string | undefined): void {
    if (text === undefined) this.remove(path);
    else writeWhole(this, path, new TextEncoder().encode(text));
  }

  noted(path: string): string | undefined {
    const file = this.#file(path);
    return file === undefined ? undefined : new TextDecoder().decode(toBytes(file.data));
  }

  open(path: string): FileData {
    const file = this.#file(path);
    if (file === undefined) throw new FileSystemError("ENOENT", "open", path);
    return file.data;
  }

  exists(path: string): boolean {
    return this.#find(path) !== undefined;
  }

  stamp(path: string): string | undefined {
    return this.#file(path)?.stamp;
  }

  list(directory: string): readonly string[] {
    const found = this.#find(directory) ?? new Map();
    if (!(found instanceof Map)) throw refusal("ENOTDIR", "read", directory);
    return [...found.keys()].sort();
  }

  remove(path: string): void {
    const names = components(path);
    const name = names.pop();
    const parent = this.#walk(names);
    if (name !== undefined && parent instanceof Map) parent.delete(name);
  }

  /** Memory belongs to one process. */
  exclusively<Result>(work: (left: Leavings) => Result): Result {
    return work({ crashed: false });
  }

  lease(): Lease {
    this.#leases += 1;
    let held = true;
    return {
      release: () => {
        if (held) this.#leases -= 1;
        held = false;
      },
    };
  }

  leases(): number {
    return this.#leases;
  }

  isAlive(process: string): boolean {
    return process === this.self;
  }

  #put(path: string, data: FileData): void {
    const names = components(path);
    const name = names.pop();
    if (name === undefined) throw refusal("EISDIR", "write", path);
    let at = this.#root;
    for (const part of names) {
      let next = at.get(part);
      if (next === undefined) {
        next = new Map();
        at.set(part, next);
      }
      if (!(next instanceof Map)) throw refusal("ENOTDIR", "write", path);
      at = next;
    }
    this.#written += 1;
    at.set(name, { data, stamp: String(this.#written) });
  }

  #file(path: string): StoredFile | undefined {
    const found = this.#find(path);
    return found instanceof Map ? undefined : found;
  }

  #find(path: string): StoredFile | Directory | undefined {
    return this.#walk(components(path));
  }

  #walk(names: readonly string[]): StoredFile | Directory | undefined {
    let at: StoredFile | Directory | undefined = this.#root;
    for (const name of names) {
      if (!(at instanceof Map)) return undefined;
      at = at.get(name);
    }
    return at;
  }
}

/** What a disk says. */
function refusal(code: PosixErrorCode, operation: string, path: string): StoreAccessError {
  return new StoreAccessError(path, operation, new FileSystemError(code, operation, path));
}

/** A file that is being written. Pages of zeros take no memory. */
class SparseFile {
  readonly #runs: FileData[] = [];
  /** What has been written since the last hole, and how many zeros since the last byte that is none. */
  #pages: Uint8Array[] = [];
  #hole = 0;
  #size = 0;

  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PAGE) this.#add(chunk.subarray(at, at + PAGE));
  }

  finish(): FileData {
    this.#endRun();
    return concatAll(this.#runs);
  }

  drop(): void {
    this.#runs.length = 0;
    this.#pages = [];
  }

  #add(page: Uint8Array): void {
    const hole = page.length === PAGE && isZero(page);
    if (hole !== this.#hole > 0) this.#endRun();
    if (hole) {
      this.#hole += page.length;
      return;
    }
    this.#size += page.length;
    if (this.#size > MAX_FILE) throw new StoreAccessError("memory", "write to", new NoRoomError());
    this.#pages.push(page.slice());
  }

  #endRun(): void {
    if (this.#hole > 0) this.#runs.push(zeros(this.#hole));
    if (this.#pages.length > 0) this.#runs.push(fromBytes(concatBytes(this.#pages)));
    this.#pages = [];
    this.#hole = 0;
  }
}
