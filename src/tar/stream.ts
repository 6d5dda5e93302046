import { ArchiveError } from "../errors/archive.js";
import { concatBytes } from "../platform/concat.js";
import type { FileData } from "../vfs/filesystem.js";
import { BLOCK, type Entry } from "./entry.js";
import { extensionSize, readArchive } from "./read.js";
import { padding } from "./write.js";

export interface StreamedEntry {
  /** Its `data` has a size, but cannot be read: the bytes are still on their way. */
  readonly entry: Entry;
  /** What is not read of it is skipped when the next entry is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * The entries of an uncompressed archive as it arrives, read as {@link readArchive} reads them. Sparse files are refused:
 * their maps need the whole archive.
 *
 * @throws {ArchiveError}
 */
export async function* streamArchive(source: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedEntry> {
  const input = new Input(source);
  try {
    for (;;) {
      const entry = await nextEntry(input);
      if (entry === undefined) return;
      const end = input.offset + entry.data.size;
      yield { entry, content: input.until(end) };
      await input.skip(end + padding(entry.data.size));
    }
  } finally {
    await input.close();
  }
}

/** Reads up to the header of an entry, with the extensions before it. */
async function nextEntry(input: Input): Promise<Entry | undefined> {
  const headers: Uint8Array[] = [];
  for (;;) {
    const at = input.offset;
    const block = await input.read(BLOCK);
    if (block.length === 0 && headers.length === 0) return undefined;
    headers.push(block);
    const extension = block.length < BLOCK ? undefined : extensionSize(block, at);
    if (extension === undefined) return readArchive(contentToCome(headers)).next().value ?? undefined;
    headers.push(await input.read(extension + padding(extension)));
  }
}

/** Headers as an archive whose contents are not there yet. */
function contentToCome(headers: readonly Uint8Array[]): FileData {
  const bytes = concatBytes(headers);
  return {
    size: bytes.length < BLOCK ? bytes.length : Number.MAX_SAFE_INTEGER,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    *chunks() {
      yield bytes;
    },
  };
}

class Input {
  offset = 0;
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** As many bytes, or as many as are left. */
  async read(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this.#parts(this.offset + length)) parts.push(part);
    return concatBytes(parts);
  }

  /** Up to that offset. @throws {ArchiveError} the archive ends before */
  async *until(end: number): AsyncGenerator<Uint8Array> {
    yield* this.#parts(end);
    if (this.offset < end) throw new ArchiveError("unexpected EOF", this.offset);
  }

  async skip(end: number): Promise<void> {
    for await (const _ of this.until(end));
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async *#parts(end: number): AsyncGenerator<Uint8Array> {
    while (this.offset < end) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.#source.next();
        if (done) return;
        this.#rest = value;
      }
      const part = this.#rest.subarray(0, end - this.offset);
      this.#rest = this.#rest.subarray(part.length);
      this.offset += part.length;
      yield part;
    }
  }
}
