import { BlobCorruptError, BlobNotFoundError } from "../errors/content.js";
import { FileSystemError } from "../errors/filesystem.js";
import { canonicalJson } from "../go/json.js";
import { type Digest, digester, hexOf, isDigest, sha256 } from "../oci/digest.js";
import { fromBytes, toBytes } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import type { Medium } from "./medium.js";

/** A blob that is in the store. */
export interface StoredBlob {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

export interface BlobWriter {
  write(chunk: Uint8Array): void;
  /** @throws {BlobCorruptError} when the bytes do not have the digest they should; nothing is stored then */
  commit(expected?: Digest): StoredBlob;
  abort(): void;
}

/**
 * Bytes by their digest (containerd's content store), in the `blobs/` folder of an OCI image layout.
 *
 * A blob is stored once however often it is put, never changes, and is verified against its digest the first
 * time it is opened; what this process wrote itself was hashed on its way in.
 *
 * @example
 * const { digest } = store.put(fromBytes(encode("{}")));
 * store.open(digest).size; // 2
 */
export class ContentStore {
  readonly #medium: Medium;
  readonly #verified = new Set<Digest>();
  readonly #watches = new Set<Set<Digest>>();
  /** What the last writer gathered in, for the next one: most blobs are much smaller than it. */
  #spare: Uint8Array | undefined;

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  /** Notes the blobs that are stored from now on; `end` returns them. */
  watch(): { end(): ReadonlySet<Digest> } {
    const seen = new Set<Digest>();
    this.#watches.add(seen);
    return {
      end: () => {
        this.#watches.delete(seen);
        return seen;
      },
    };
  }

  /** Streams the content in; memory stays at one chunk. */
  put(content: FileData): StoredBlob {
    const writer = this.writer();
    try {
      for (const chunk of content.chunks()) writer.write(chunk);
      return writer.commit();
    } catch (error) {
      writer.abort();
      throw error;
    }
  }

  /** For content that comes piece by piece. It is a blob only once committed; `abort` leaves nothing behind. */
  writer(): BlobWriter {
    const hash = digester();
    const file = this.#medium.create();
    let size = 0;
    let pending = 0;
    const buffer = this.#spare ?? new Uint8Array(GATHER);
    this.#spare = undefined;
    const pass = (chunk: Uint8Array): void => {
      hash.update(chunk);
      file.write(chunk);
    };
    const flush = (): void => {
      if (pending > 0) pass(buffer.subarray(0, pending));
      pending = 0;
    };
    const end = (): void => {
      this.#spare = buffer;
    };
    return {
      write: (chunk) => {
        size += chunk.length;
        if (chunk.length > GATHER / 4) {
          flush();
          pass(chunk);
          return;
        }
        if (pending + chunk.length > GATHER) flush();
        buffer.set(chunk, pending);
        pending += chunk.length;
      },
      commit: (expected) => {
        flush();
        end();
        const digest = hash.digest();
        if (expected !== undefined && digest !== expected) {
          file.abort();
          throw new BlobCorruptError(expected, digest, size);
        }
        // One that nobody has verified yet may be damaged; then this heals it.
        if (this.#verified.has(digest) && this.has(digest)) file.abort();
        else file.commit(pathOf(digest));
        this.#verified.add(digest);
        for (const seen of this.#watches) seen.add(digest);
        return { digest, size };
      },
      abort: () => {
        end();
        file.abort();
      },
    };
  }

  /** Stores a JSON document in its canonical form (Go's `encoding/json`, as Docker writes configs). */
  putJson(document: object): StoredBlob {
    return this.put(fromBytes(new TextEncoder().encode(canonicalJson(document))));
  }

  has(digest: Digest): boolean {
    return this.#medium.exists(pathOf(digest));
  }

  /** Bytes of a blob, which is not read. @throws {BlobNotFoundError} */
  size(digest: Digest): number {
    return this.#find(digest).size;
  }

  /** The digests of all blobs there are. */
  list(): readonly Digest[] {
    return this.#medium.list(FOLDER).flatMap((hex) => {
      const digest = `sha256:${hex}`;
      return isDigest(digest) ? [digest] : [];
    });
  }

  /**
   * @throws {BlobNotFoundError}
   * @throws {BlobCorruptError} when the bytes no longer have that digest
   */
  open(digest: Digest): FileData {
    const data = this.#find(digest);
    if (!this.#verified.has(digest)) {
      const hash = digester();
      for (const chunk of data.chunks()) hash.update(chunk);
      const actual = hash.digest();
      if (actual !== digest) throw new BlobCorruptError(digest, actual, data.size);
      this.#verified.add(digest);
    }
    return data;
  }

  /** The digest and size that its bytes have now, read again. @throws {BlobNotFoundError} */
  rehash(digest: Digest): StoredBlob {
    const data = this.#find(digest);
    const hash = digester();
    for (const chunk of data.chunks()) hash.update(chunk);
    return { digest: hash.digest(), size: data.size };
  }

  /** A small blob, whole and verified at every call. Throws as {@link open} does. */
  read(digest: Digest): Uint8Array {
    const bytes = toBytes(this.#find(digest));
    const actual = sha256(bytes);
    if (actual !== digest) throw new BlobCorruptError(digest, actual, bytes.length);
    return bytes;
  }

  /** Removing a blob that is not there is no error. */
  remove(digest: Digest): void {
    this.#medium.remove(pathOf(digest));
    this.#verified.delete(digest);
  }

  #find(digest: Digest): FileData {
    try {
      return this.#medium.open(pathOf(digest));
    } catch (error) {
      if (error instanceof FileSystemError && error.code === "ENOENT") throw new BlobNotFoundError(digest);
      throw error;
    }
  }
}

/** An archive comes in headers of 512 bytes; they are hashed and written this much at a time. */
const GATHER = 64 * 1024;
const FOLDER = "/blobs/sha256";

function pathOf(digest: Digest): string {
  return `${FOLDER}/${hexOf(digest)}`;
}
