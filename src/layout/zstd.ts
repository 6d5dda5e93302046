import { Decompress } from "fzstd";
import type { IHasher } from "hash-wasm";
import { ArchiveError } from "../errors/archive.js";
import { concatBytes } from "../platform/concat.js";

/** A frame of data, and one of sixteen that hold none (RFC 8878, 3.1). */
const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const MAX_BLOCK = 1 << 17;
/** The window that `zstd -d` allows by default. A header alone makes the reader set this much aside. */
const MAX_WINDOW = 128 * 1024 ** 2;
/** The reader moves its whole window for each block. What that may cost: some, and as much again as usual blocks do. */
const FREE_MOVES = 4 * 1024 ** 3;
const MOVES_PER_BYTE = (2 * MAX_WINDOW) / MAX_BLOCK;
/** After so much of it others have a turn: a signal, the rest of a page. */
const MOVES_AT_ONCE = 256 * 1024 ** 2;

/** What zstd's magic number in front of a stream says: a frame, or one to be skipped, with which pzstd begins. */
export function isZstd(head: Uint8Array): boolean {
  return head.length >= 4 && isMagic(number(head, 0, 4));
}

function isMagic(magic: number): boolean {
  return magic === FRAME || (magic & 0xfffffff0) >>> 0 === SKIPPABLE;
}

/**
 * What a zstd stream holds, all of its frames one after another; their sizes and checksums are looked at. An error of the
 * source is thrown as it is.
 *
 * @throws {ArchiveError} where it is damaged or cut short, or needs a dictionary or more memory than `zstd -d` takes
 */
export async function* unzstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new Input(source);
  try {
    while (!(await input.atEnd())) {
      const magic = await input.take(4);
      if (!isMagic(number(magic, 0, 4))) throw refused("invalid zstd data");
      if (number(magic, 0, 4) === FRAME) yield* frame(magic, input);
      else await input.skip(number(await input.take(4), 0, 4));
    }
  } finally {
    await input.close();
  }
}

async function* frame(magic: Uint8Array, input: Input): AsyncGenerator<Uint8Array> {
  const header = await readHeader(input);
  const hash = header.hasChecksum ? await startHash() : undefined;
  const blocks = new Blocks();
  blocks.push(concatBytes([magic, header.bytes]));
  let size = 0;
  let moves = 0;
  let turn = MOVES_AT_ONCE;
  for (let last = false; !last; ) {
    const head = await input.take(3);
    const word = number(head, 0, 3);
    last = (word & 1) === 1;
    const length = word >> 3;
    if (length > MAX_BLOCK) throw refused("a block is too large");
    // A run is one byte and how often it is there.
    blocks.push(head);
    blocks.push(await input.take(((word >> 1) & 3) === 1 ? 1 : length));
    // A short frame's content comes at its end.
    const checksum = last ? await input.take(header.hasChecksum ? 4 : 0) : undefined;
    if (checksum !== undefined) blocks.push(checksum, true);
    for (const chunk of blocks.take()) {
      size += chunk.length;
      hash?.update(chunk);
      yield chunk;
    }
    if (
      checksum !== undefined &&
      hash !== undefined &&
      number(checksum, 0, 4) !== lowHalf(hash.digest("binary"))
    )
      throw refused("the content does not match its checksum");
    moves += header.window;
    if (moves > FREE_MOVES + size * MOVES_PER_BYTE) throw refused("its blocks are too small for its window");
    if (moves < turn) continue;
    turn = moves + MOVES_AT_ONCE;
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (header.size !== undefined && header.size !== size)
    throw refused(`a frame has ${size} bytes, its header says ${header.size}`);
}

interface Header {
  /** After the magic number. */
  readonly bytes: Uint8Array;
  readonly window: number;
  /** Of the content, where it is told. */
  readonly size: number | undefined;
  readonly hasChecksum: boolean;
}

async function readHeader(input: Input): Promise<Header> {
  const first = await input.take(1);
  const flags = first[0] ?? 0;
  if ((flags & 8) !== 0) throw refused("a reserved bit is set");
  const isSingle = (flags & 0x20) !== 0;
  const windowBytes = isSingle ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const rest = await input.take(windowBytes + dictionaryBytes + sizeBytes);
  if (number(rest, windowBytes, dictionaryBytes) !== 0)
    throw refused("it needs a dictionary, which it does not hold");
  const told = number(rest, windowBytes + dictionaryBytes, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  const [descriptor = 0] = rest;
  const base = 2 ** (10 + (descriptor >> 3));
  const window = isSingle ? told : base + (base / 8) * (descriptor & 7);
  if (window > MAX_WINDOW)
    throw refused(`it needs a window of ${window} bytes, the most that is taken is ${MAX_WINDOW}`);
  return {
    bytes: concatBytes([first, rest]),
    window,
    size: sizeBytes === 0 ? undefined : told,
    hasChecksum: (flags & 4) !== 0,
  };
}

/** The blocks of one frame. */
class Blocks {
  readonly #ready: Uint8Array[] = [];
  readonly #stream = new Decompress((chunk) => {
    if (chunk.length > 0) this.#ready.push(chunk);
  });

  push(bytes: Uint8Array, isLast = false): void {
    try {
      this.#stream.push(bytes, isLast);
    } catch (error) {
      throw error instanceof Error ? refused(error.message) : error;
    }
  }

  take(): readonly Uint8Array[] {
    return this.#ready.splice(0);
  }
}

/** Loaded only when needed: it carries its WebAssembly with it. */
async function startHash(): Promise<IHasher> {
  const { createXXHash64 } = await import("hash-wasm");
  return createXXHash64();
}

/** Of a number whose highest byte comes first. */
function lowHalf(digest: Uint8Array): number {
  return number(Uint8Array.from(digest.subarray(-4)).reverse(), 0, 4);
}

/** Lowest byte first. */
function number(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let place = length - 1; place >= 0; place--) value = value * 256 + (bytes[at + place] ?? 0);
  return value;
}

function refused(reason: string): ArchiveError {
  return new ArchiveError(`zstd: ${reason}`, 0);
}

/** A stream in pieces of the lengths that are asked for. */
class Input {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async atEnd(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const { done, value } = await this.#chunks.next();
      if (done) return true;
      this.#chunk = value;
    }
    return false;
  }

  async take(length: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (let missing = length; missing > 0; missing -= pieces.at(-1)?.length ?? 0)
      pieces.push(await this.#some(missing));
    const [only] = pieces;
    return only !== undefined && pieces.length === 1 ? only : concatBytes(pieces);
  }

  async skip(length: number): Promise<void> {
    for (let missing = length; missing > 0; ) missing -= (await this.#some(missing)).length;
  }

  async #some(most: number): Promise<Uint8Array> {
    if (await this.atEnd()) throw refused("unexpected EOF");
    const piece = this.#chunk.subarray(0, most);
    this.#chunk = this.#chunk.subarray(piece.length);
    return piece;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
