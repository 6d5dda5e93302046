import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { FileSystemError } from "../errors/filesystem.js";
import { StoreAccessError } from "../errors/store.js";
import type { FileData } from "../vfs/filesystem.js";
import { isHeld, readClaim, replace } from "./disk-claim.js";
import { DiskLeases, DiskLock, Fresh } from "./disk-lock.js";
import { liveness, selfName } from "./disk-process.js";
import { Temporaries } from "./disk-temporary.js";
import type { Lease, Leavings, Medium, MediumWriter } from "./medium.js";

/** The size that today's file systems leave out of a file as a hole. */
const PAGE = 4096;
const CHUNK = 1 << 20;
const ZERO_PAGE = Buffer.alloc(PAGE);

/** Reading headers here and there takes this much at a time. */
const READ_AHEAD = 32 * 1024;

/**
 * A medium on a real disk: a directory of the machine. New files are written under `ingest/`, synced, and
 * renamed, so a name never points at half a file whenever the process is killed. Zeros become holes.
 *
 * `lock` is there while a process changes something, `leases/` has a file for each process that is storing.
 *
 * @throws {StoreAccessError} from every call, when the machine refuses
 */
export class DiskMedium implements Medium {
  readonly self = selfName();
  readonly #root: string;
  readonly #ingest: string;
  readonly #lock: DiskLock;
  readonly #leases: DiskLeases;
  readonly #notes = new Fresh();
  readonly #temporaries: Temporaries;
  #depth = 0;
  #isMade = false;
  #cleared = false;

  /** The directory is made when something is done with it. */
  constructor(root: string) {
    this.#root = root;
    this.#ingest = join(root, "ingest");
    this.#temporaries = new Temporaries(this.#ingest);
    this.#lock = new DiskLock(join(root, "lock"), this.#temporaries);
    this.#leases = new DiskLeases(join(root, "leases"), this.#temporaries);
  }

  #make(): void {
    if (this.#isMade) return;
    guarded("make", this.#root, () => {
      mkdirSync(this.#ingest, { recursive: true });
      mkdirSync(join(this.#root, "leases"), { recursive: true });
    });
    this.#isMade = true;
  }

  create(): MediumWriter {
    this.#make();
    const temporary = this.#temporaries.next();
    const fd = guarded("write", temporary, () => openSync(temporary, "wx", 0o644));
    let size = 0;
    let open = true;
    const close = (): void => {
      if (open) closeSync(fd);
      open = false;
    };
    return {
      write: (chunk) =>
        guarded("write", temporary, () => {
          for (const { start, end } of written(chunk))
            writeFully(fd, chunk.subarray(start, end), size + start);
          size += chunk.length;
        }),
      commit: (path) => {
        const target = this.#at(path);
        guarded("write", target, () => {
          ftruncateSync(fd, size);
          fsyncSync(fd);
          close();
          makeDirectory(dirname(target));
          renameSync(temporary, target);
          syncDirectory(dirname(target));
        });
      },
      abort: () => {
        close();
        this.#temporaries.remove(temporary);
      },
    };
  }

  append(path: string, bytes: Uint8Array): void {
    const target = this.#at(path);
    guarded("write", target, () => {
      makeDirectory(dirname(target));
      const fd = openSync(target, "a", 0o644);
      try {
        const { size } = fstatSync(fd);
        try {
          writeFully(fd, bytes, size);
          fsyncSync(fd);
        } catch (error) {
          // The caller will write all of it again.
          ftruncateSync(fd, size);
          throw error;
        }
      } finally {
        closeSync(fd);
      }
    });
  }

  note(path: string, text: string | undefined): void {
    const target = this.#at(path);
    if (text === undefined) {
      this.#notes.drop(target);
      this.#temporaries.remove(target);
      return;
    }
    this.#make();
    guarded("write", target, () => {
      mkdirSync(dirname(target), { recursive: true });
      replace(target, text, this.#temporaries);
    });
    this.#temporaries.keep(target);
    if (text === this.self) this.#notes.keep(target);
  }

  noted(path: string): string | undefined {
    const target = this.#at(path);
    return guarded("read", target, () => (existsSync(target) ? readFileSync(target, "utf8") : undefined));
  }

  open(path: string): FileData {
    const file = this.#at(path);
    const { size } = withFile(file, path, (fd) => fstatSync(fd));
    const fetch = (offset: number, length: number): Uint8Array => {
      const out = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      return withFile(file, path, (fd) => out.subarray(0, readFully(fd, out, offset)));
    };
    let ahead = { start: 0, bytes: new Uint8Array(0) };
    const read = (offset: number, length: number): Uint8Array => {
      if (length > READ_AHEAD / 2) return fetch(offset, length);
      const end = Math.min(size, offset + length);
      if (offset < ahead.start || end > ahead.start + ahead.bytes.length)
        ahead = { start: offset, bytes: new Uint8Array(fetch(offset, READ_AHEAD)) };
      return ahead.bytes.subarray(offset - ahead.start, Math.max(0, end - ahead.start));
    };
    return {
      size,
      read,
      *chunks() {
        for (let at = 0; at < size; at += CHUNK) yield fetch(at, CHUNK);
      },
    };
  }

  exists(path: string): boolean {
    return existsSync(this.#at(path));
  }

  stamp(path: string): string | undefined {
    const at = this.#at(path);
    const stat = guarded("read", at, () => statSync(at, { bigint: true, throwIfNoEntry: false }));
    return stat && `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
  }

  list(directory: string): readonly string[] {
    const at = this.#at(directory);
    return existsSync(at) ? guarded("read", at, () => readdirSync(at).sort()) : [];
  }

  remove(path: string): void {
    const at = this.#at(path);
    guarded("remove", at, () => rmSync(at, { force: true, recursive: true }));
  }

  exclusively<Result>(work: (left: Leavings) => Result): Result {
    this.#make();
    const outermost = this.#depth === 0;
    let crashed = false;
    if (outermost) {
      guarded("write", this.#root, () => this.#temporaries.retry());
      crashed = guarded("lock", this.#root, () => this.#lock.acquire()).crashed;
    }
    this.#depth += 1;
    try {
      return work({ crashed: guarded("read", this.#root, () => this.#clear()) || crashed });
    } finally {
      this.#depth -= 1;
      if (outermost) this.#lock.release();
    }
  }

  lease(): Lease {
    this.#make();
    return guarded("write", this.#root, () => this.#leases.take());
  }

  leases(): number {
    this.#make();
    return guarded("read", this.#root, () => this.#leases.count().held);
  }

  isAlive(process: string, path: string): boolean {
    const target = this.#at(path);
    const note = guarded("read", target, () => readClaim(target));
    return note === undefined ? liveness(process) === "alive" : isHeld({ ...note, owner: process });
  }

  /** Half-written files of killed processes; they are looked for once. */
  #clear(): boolean {
    if (this.#cleared) return false;
    let { crashed } = this.#leases.count();
    for (const name of readdirSync(this.#ingest)) {
      if (!this.#temporaries.isLeftover(name)) continue;
      rmSync(join(this.#ingest, name), { force: true });
      crashed = true;
    }
    this.#cleared = true;
    return crashed;
  }

  #at(path: string): string {
    return join(this.#root, path);
  }
}

function guarded<Value>(operation: string, path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw new StoreAccessError(path, operation, error);
    throw error;
  }
}

/** A new directory is only safe from a power cut once its parent was synced. */
function makeDirectory(directory: string): void {
  const made = mkdirSync(directory, { recursive: true });
  if (made === undefined) return;
  for (let at = directory; at.length >= made.length; at = dirname(at)) syncDirectory(dirname(at));
}

function withFile<Value>(file: string, path: string, use: (fd: number) => Value): Value {
  return guarded("read", file, () => {
    let fd: number;
    try {
      fd = openSync(file, "r");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT")
        throw new FileSystemError("ENOENT", "open", path);
      throw error;
    }
    try {
      return use(fd);
    } finally {
      closeSync(fd);
    }
  });
}

/** The parts of a chunk that hold data, without whole pages of zeros. */
function* written(chunk: Uint8Array): Generator<{ readonly start: number; readonly end: number }> {
  let start: number | undefined;
  for (let at = 0; at < chunk.length; at += PAGE) {
    const page = chunk.subarray(at, at + PAGE);
    const isHole = page.length === PAGE && page[0] === 0 && Buffer.compare(page, ZERO_PAGE) === 0;
    if (!isHole) start ??= at;
    else if (start !== undefined) {
      yield { start, end: at };
      start = undefined;
    }
  }
  if (start !== undefined) yield { start, end: chunk.length };
}

function writeFully(fd: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(fd, bytes, done, bytes.length - done, position + done);
}

function readFully(fd: number, into: Uint8Array, position: number): number {
  let done = 0;
  while (done < into.length) {
    const count = readSync(fd, into, done, into.length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

/** A rename is only safe from a power cut once its directory is. Not every system lets a directory be synced. */
function syncDirectory(directory: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(directory, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
