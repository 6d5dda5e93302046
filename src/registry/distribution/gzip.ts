import { createGzip } from "node:zlib";

const CHUNK = 256 * 1024;
/** Where gzip's header names the operating system, and the value for "unknown" (RFC 1952), which Go writes too. */
const OS_AT = 9;
const OS_UNKNOWN = 255;

/** A stream compressed; the same bytes in give the same bytes out, on every operating system. */
export async function* gzipped(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGzip({ chunkSize: CHUNK });
  const iterator = chunks[Symbol.iterator]();
  const feed = (): void => {
    try {
      for (let item = iterator.next(); item.done !== true; item = iterator.next()) {
        if (stream.write(item.value)) continue;
        stream.once("drain", feed);
        return;
      }
      stream.end();
    } catch (error) {
      // Called from the stream, there is nobody else to catch it.
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  feed();
  let at = 0;
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue;
      if (at <= OS_AT && OS_AT < at + chunk.length) chunk[OS_AT - at] = OS_UNKNOWN;
      at += chunk.length;
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
}
