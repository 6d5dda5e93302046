import { gunzip } from "#platform/compression";
import { ArchiveError } from "../errors/archive.js";
import { CompressedDataError } from "../errors/platform.js";
import { asError } from "../errors/thrown.js";
import { isZstd, unzstd } from "./zstd.js";

const GZIP = [0x1f, 0x8b];
const XZ = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
/** `BZh`; a digit from 1 to 9 follows. */
const BZIP2 = [0x42, 0x5a, 0x68];
const MAGIC_LENGTH = 6;

/** Ways to compress an archive that Docker reads. */
type Compression = "gzip" | "zstd" | "xz" | "bzip2";

export type Source = AsyncIterable<Uint8Array>;

/**
 * The uncompressed bytes of a stream that may be gzip, zstd, xz or bzip2; recognized by its first bytes, as in Docker,
 * whatever a media type or a file name claims.
 *
 * @throws {ArchiveError} for a compressed stream that is damaged or ends early
 */
export async function* decompressed(source: Source): AsyncGenerator<Uint8Array> {
  const { head, rest } = await peek(source, MAGIC_LENGTH);
  switch (compressionOf(head)) {
    case "gzip":
      yield* unzipped(rest);
      break;
    case "zstd":
      yield* unzstd(rest);
      break;
    case "xz":
      yield* unxz(rest);
      break;
    case "bzip2":
      yield* bunzip2(rest);
      break;
    default:
      yield* rest;
  }
}

/** How bytes with this beginning are compressed; `undefined` if they are not. */
export function compressionOf(head: Uint8Array): Compression | undefined {
  if (startsWith(head, GZIP)) return "gzip";
  if (isZstd(head)) return "zstd";
  if (startsWith(head, XZ)) return "xz";
  return startsWith(head, BZIP2) && /[1-9]/.test(String.fromCharCode(head[3] ?? 0)) ? "bzip2" : undefined;
}

/** More than any image has; a small file must not fill the disk when it is unpacked. */
const MAX_UNPACKED = 32 * 1024 ** 3;

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

async function* unzipped(source: Source): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzip(source);
  } catch (error) {
    throw error instanceof CompressedDataError ? new ArchiveError(error.message, 0) : error;
  }
}

/** Loaded only when needed: it carries its WebAssembly with it. */
async function* unxz(source: Source): AsyncGenerator<Uint8Array> {
  const { default: xz } = await import("xz-decompress");
  const { stream, failure } = streamOf(source);
  const reader = new xz.XzReadableStream(stream).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw failure() ?? new ArchiveError(`xz: ${XZ_ERRORS[lastNumber(error)] ?? "corrupt input"}`, 0);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** XZ Embedded's `enum xz_ret`. */
const XZ_ERRORS: Readonly<Record<number, string>> = {
  3: "not enough memory",
  4: "it needs more memory than is given",
  5: "not an xz stream",
  6: "a filter or a check that is not supported (CRC32, CRC64 and LZMA2 are)",
  7: "corrupt input",
  8: "unexpected EOF",
};

function lastNumber(error: unknown): number {
  return Number(/\d+$/.exec(asError(error).message)?.[0]);
}

async function* bunzip2(source: Source): AsyncGenerator<Uint8Array> {
  const { default: unbzip2 } = await import("unbzip2-stream");
  const ready: Uint8Array[] = [];
  let ended = false;
  let failed: unknown;
  const stream = unbzip2()
    .on("data", (chunk: Uint8Array) => ready.push(chunk))
    .on("end", () => {
      ended = true;
    })
    .on("error", (error: unknown) => {
      failed ??= error;
    });
  const act = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      failed ??= error;
    }
    if (failed === undefined) return;
    const told = typeof failed === "string" ? failed : asError(failed).message;
    // Its own message is for what it found wrong; at an early end it only stumbles.
    throw new ArchiveError(`bzip2: ${/bzip2|crc/i.test(told) ? told : "unexpected EOF"}`, 0);
  };
  for await (const chunk of source) {
    act(() => stream.write(chunk));
    yield* ready.splice(0);
  }
  act(() => stream.end());
  yield* ready.splice(0);
  if (!ended) throw new ArchiveError("bzip2: unexpected EOF", 0);
}

/** A source as a web stream, and the error that ended it, if one did. */
function streamOf(source: Source): {
  readonly stream: ReadableStream<Uint8Array>;
  readonly failure: () => unknown;
} {
  const iterator = source[Symbol.asyncIterator]();
  let failure: unknown;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        failure = error;
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return { stream, failure: () => failure };
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
