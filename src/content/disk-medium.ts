import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { FileSystemError } from "../errors/filesystem.js";
import type { FileData } from "../vfs/filesystem.js";
import type { Medium, MediumWriter } from "./medium.js";

const PAGE = 64 * 1024;
const CHUNK = 1 << 20;
const ZERO_PAGE = Buffer.alloc(PAGE);

/**
 * A disk on a real disk: a directory of the machine. New files are written under `ingest/`, synced, and
 * renamed, so a name never points at half a file whenever the process is killed. Zeros become holes.
 */
export class DiskMedium implements Medium {
  readonly #root: string;
  #created = 0;

  constructor(root: string) {
    this.#root = root;
  }

  create(): MediumWriter {
    const directory = join(this.#root, "ingest");
    mkdirSync(directory, { recursive: true });
    this.#created += 1;
    const temporary = join(directory, `${process.pid}-${this.#created}-${Date.now().toString(36)}`);
    const fd = openSync(temporary, "wx", 0o644);
    let size = 0;
    let open = true;
    const close = (): void => {
      if (open) closeSync(fd);
      open = false;
    };
    return {
      write: (chunk) => {
        for (let at = 0; at < chunk.length; at += PAGE) {
          const page = chunk.subarray(at, at + PAGE);
          if (page.length < PAGE || Buffer.compare(page, ZERO_PAGE) !== 0) writeFully(fd, page, size);
          size += page.length;
        }
      },
      commit: (path) => {
        ftruncateSync(fd, size);
        fsyncSync(fd);
        close();
        const target = this.#at(path);
        mkdirSync(dirname(target), { recursive: true });
        renameSync(temporary, target);
        syncDirectory(dirname(target));
      },
      abort: () => {
        close();
        rmSync(temporary, { force: true });
      },
    };
  }

  open(path: string): FileData {
    const file = this.#at(path);
    const { size } = withFile(file, path, (fd) => fstatSync(fd));
    const read = (offset: number, length: number): Uint8Array => {
      const out = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      return withFile(file, path, (fd) => out.subarray(0, readFully(fd, out, offset)));
    };
    return {
      size,
      read,
      *chunks() {
        for (let at = 0; at < size; at += CHUNK) yield read(at, CHUNK);
      },
    };
  }

  exists(path: string): boolean {
    return existsSync(this.#at(path));
  }

  list(directory: string): readonly string[] {
    const at = this.#at(directory);
    return existsSync(at) ? readdirSync(at).sort() : [];
  }

  remove(path: string): void {
    rmSync(this.#at(path), { force: true, recursive: true });
  }

  #at(path: string): string {
    return join(this.#root, path);
  }
}

function withFile<Value>(file: string, path: string, use: (fd: number) => Value): Value {
  let fd: number;
  try {
    fd = openSync(file, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new FileSystemError("ENOENT", "open", path);
    }
    throw error;
  }
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
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
