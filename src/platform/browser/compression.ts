import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from "pako";
import { CompressedDataError } from "../../errors/platform.js";
import { OS_AT, OS_UNKNOWN, PIECE } from "../gzip-format.js";

/** A stream compressed; the same bytes in give the same bytes out, as far as it is the same browser. */
export async function* gzip(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new CompressionStream("gzip");
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const feed = async (): Promise<void> => {
    try {
      for (const chunk of chunks) {
        await writer.ready;
        // Its failure is that of the stream, which is read.
        writer.write(chunk).catch(() => undefined);
      }
      await writer.close();
    } catch (error) {
      await writer.abort(error);
    }
  };
  const feeding = feed().catch(() => undefined);
  let at = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at <= OS_AT && OS_AT < at + value.length) value[OS_AT - at] = OS_UNKNOWN;
      at += value.length;
      yield value;
    }
  } finally {
    await reader.cancel();
    await feeding;
  }
}

/**
 * What a gzip stream holds, all of its members one after another. An error of the source is thrown as it is.
 *
 * @throws {CompressedDataError} where it is damaged or cut short
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const members = new Members();
  for await (const chunk of source) yield* members.unpack(chunk);
  members.end();
}

/** zlib's parameter for gzip with the largest window. */
const GZIP = 16 + 15;

/**
 * zlib's own loop over the members of a gzip file. A browser's DecompressionStream takes what follows the first
 * member for an error, and archives of several members are common (pigz, eStargz).
 */
class Members {
  readonly #stream = new ZStream();
  #status: number = Z_OK;

  constructor() {
    zlibInflateInit2(this.#stream, GZIP);
  }

  *unpack(chunk: Uint8Array): Generator<Uint8Array> {
    const stream = this.#stream;
    stream.input = chunk;
    stream.next_in = 0;
    stream.avail_in = chunk.length;
    do {
      this.#startNextMember();
      if (this.#status === Z_STREAM_END) return;
      stream.output = new Uint8Array(PIECE);
      stream.next_out = 0;
      stream.avail_out = PIECE;
      this.#status = zlibInflate(stream, Z_NO_FLUSH);
      if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out);
      if (![Z_OK, Z_STREAM_END, Z_BUF_ERROR].some((fine) => fine === this.#status))
        throw new CompressedDataError("gzip", stream.msg);
    } while (stream.avail_in > 0 || stream.avail_out === 0);
  }

  /** @throws {CompressedDataError} where there should be more */
  end(): void {
    if (this.#status !== Z_STREAM_END) throw new CompressedDataError("gzip", "unexpected end of file");
  }

  /** Zeros behind the end are padding. */
  #startNextMember(): void {
    const { input, next_in, avail_in } = this.#stream;
    if (this.#status !== Z_STREAM_END || avail_in === 0 || input[next_in] === 0) return;
    zlibInflateReset(this.#stream);
    this.#status = Z_OK;
  }
}
