import { createGunzip } from "node:zlib";
import { Decompress } from "fzstd";
import { ArchiveError } from "../errors/archive.js";

const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/** Larger pieces than zlib makes by itself: fewer turns of the event loop. */
const CHUNK = 256 * 1024;

export type Source = AsyncIterable<Uint8Array>;

/**
 * The uncompressed bytes of a stream that may be gzip or zstd; told by its first bytes, as Docker does,
 * whatever a media type or a file name claims.
 *
 * @throws {ArchiveError} for a compressed stream that is damaged or ends early
 */
export async function* decompressed(source: Source): AsyncGenerator<Uint8Array> {
  const { head, rest } = await peek(source, ZSTD.length);
  if (startsWith(head, GZIP)) yield* gunzip(rest);
  else if (startsWith(head, ZSTD)) yield* unzstd(rest);
  else yield* rest;
}

/** More than any image has; what a small file unpacks to must not fill the disk. */
export const MAX_UNPACKED = 32 * 1024 ** 3;

/** The same stream, up to a length. @throws {ArchiveError} */
export async function* limited(
  source: Source,
  what: string,
  limit = MAX_UNPACKED,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > limit)
      throw new ArchiveError(`${what} is larger than ${limit} bytes, the most that is taken`, limit);
    yield chunk;
  }
}

async function* gunzip(source: Source): AsyncGenerator<Uint8Array> {
  const gunzipper = createGunzip({ chunkSize: CHUNK });
  const feeding = feed(source, gunzipper);
  try {
    for await (const chunk of gunzipper) if (chunk instanceof Uint8Array) yield chunk;
    await feeding;
  } catch (error) {
    throw damaged("gzip", error);
  } finally {
    gunzipper.destroy();
    await feeding.catch(() => undefined);
  }
}

async function feed(source: Source, into: NodeJS.WritableStream & { destroyed?: boolean }): Promise<void> {
  for await (const chunk of source) {
    if (into.destroyed) return;
    if (!into.write(chunk)) await drained(into);
  }
  into.end();
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off("drain", done);
      stream.off("close", done);
      resolve();
    };
    stream.on("drain", done);
    stream.on("close", done);
  });
}

async function* unzstd(source: Source): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let finished = false;
  const stream = new Decompress((chunk, final) => {
    if (chunk.length > 0) ready.push(chunk);
    finished = final === true;
  });
  try {
    for await (const chunk of source) {
      stream.push(chunk);
      yield* ready.splice(0);
    }
    stream.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  } catch (error) {
    throw damaged("zstd", error);
  }
  if (!finished) throw new ArchiveError("zstd: unexpected EOF", 0);
}

function damaged(kind: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ArchiveError) return error;
  return new ArchiveError(`${kind}: ${error.message}`, 0);
}

/** The first bytes of a stream, and the stream with them still in front. */
async function peek(source: Source, length: number): Promise<{ head: Uint8Array; rest: Source }> {
  const iterator = source[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < length) {
    const { done, value } = await iterator.next();
    if (done) break;
    const joined = new Uint8Array(head.length + value.length);
    joined.set(head);
    joined.set(value, head.length);
    head = joined;
  }
  async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head, rest: rest() };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}
