import { createFsFromVolume, type IFs, Volume } from "memfs";
import { FileSystemError } from "../errors/filesystem.js";
import { StoreAccessError } from "../errors/store.js";
import { concat, concatAll, fromBytes, toBytes, zeros } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { type Lease, type Leavings, type Medium, type MediumWriter, writeWhole } from "./medium.js";

/** What unpacking gives at a time, so that zeros from a compressed archive are holes too. */
const PAGE = 16 * 1024;
const ZERO_PAGE = new Uint8Array(PAGE);

/** Bytes that are no zeros; a store in memory that grew further would end the process. */
const MAX_FILE = 1024 ** 3;

class NoRoomError extends Error {
  readonly code = "ENOMEM";
}

/** A run of stored bytes, or of zeros that are not stored. */
interface Extent {
  readonly hole: boolean;
  length: number;
}

/**
 * A disk in memory, on memfs. memfs has no sparse files, so a file keeps only its pages that hold something,
 * and a list of extents beside it says where the zeros belong.
 */
export class MemoryMedium implements Medium {
  readonly #fs: IFs;
  readonly #extents = new Map<string, readonly Extent[]>();
  readonly #stamps = new Map<string, string>();
  readonly self = "memory";
  #written = 0;
  #leases = 0;

  constructor() {
    this.#fs = createFsFromVolume(new Volume());
  }

  create(): MediumWriter {
    const kept: Uint8Array[] = [];
    const extents: Extent[] = [];
    let size = 0;
    const add = (piece: Uint8Array) => {
      const hole = piece.length === PAGE && isZero(piece);
      const last = extents.at(-1);
      if (last?.hole === hole) last.length += piece.length;
      else extents.push({ hole, length: piece.length });
      if (hole) return;
      size += piece.length;
      if (size > MAX_FILE) throw new StoreAccessError("memory", "write to", new NoRoomError());
      kept.push(piece.slice());
    };
    return {
      write: (chunk) => {
        for (let at = 0; at < chunk.length; at += PAGE) add(chunk.subarray(at, at + PAGE));
      },
      commit: (path) => {
        this.#fs.mkdirSync(parentOf(path), { recursive: true });
        this.#fs.writeFileSync(path, Buffer.concat(kept));
        this.#extents.set(path, extents);
        this.#written += 1;
        this.#stamps.set(path, String(this.#written));
      },
      abort: () => {
        kept.length = 0;
      },
    };
  }

  append(path: string, bytes: Uint8Array): void {
    const before = this.exists(path) ? [this.open(path)] : [];
    writeWhole(this, path, toBytes(concat(...before, fromBytes(bytes))));
  }

  note(path: string, text: string | undefined): void {
    if (text === undefined) this.remove(path);
    else writeWhole(this, path, new TextEncoder().encode(text));
  }

  noted(path: string): string | undefined {
    return this.exists(path) ? new TextDecoder().decode(toBytes(this.open(path))) : undefined;
  }

  open(path: string): FileData {
    if (!this.exists(path)) throw new FileSystemError("ENOENT", "open", path);
    let offset = 0;
    const parts = (this.#extents.get(path) ?? []).map(({ hole, length }) => {
      if (hole) return zeros(length);
      const part = this.#stored(path, offset, length);
      offset += length;
      return part;
    });
    return concatAll(parts);
  }

  exists(path: string): boolean {
    return this.#fs.existsSync(path);
  }

  stamp(path: string): string | undefined {
    return this.#stamps.get(path);
  }

  list(directory: string): readonly string[] {
    if (!this.exists(directory)) return [];
    return this.#fs.readdirSync(directory).map(String).sort();
  }

  remove(path: string): void {
    this.#fs.rmSync(path, { force: true, recursive: true });
    for (const known of [...this.#extents.keys()]) {
      if (known !== path && !known.startsWith(`${path}/`)) continue;
      this.#extents.delete(known);
      this.#stamps.delete(known);
    }
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

  #stored(path: string, start: number, size: number): FileData {
    const read = (offset: number, length: number): Uint8Array => {
      const out = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      const fd = this.#fs.openSync(path, "r");
      try {
        this.#fs.readSync(fd, out, 0, out.length, start + offset);
      } finally {
        this.#fs.closeSync(fd);
      }
      return out;
    };
    return {
      size,
      read,
      *chunks() {
        for (let at = 0; at < size; at += 1 << 20) yield read(at, 1 << 20);
      },
    };
  }
}

function isZero(page: Uint8Array): boolean {
  for (let at = 0; at < PAGE; at += 4096) if (page[at] !== 0) return false;
  return Buffer.compare(page, ZERO_PAGE) === 0;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}
