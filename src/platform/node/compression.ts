import * as zlib from "node:zlib";
import { CompressedDataError } from "../../errors/platform.js";
import { asError } from "../../errors/thrown.js";
import { OS_AT, OS_UNKNOWN, PIECE } from "../gzip-format.js";

/** A stream compressed; the same bytes in give the same bytes out, on every operating system. */
export async function* gzip(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = zlib.createGzip({ chunkSize: PIECE });
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
      stream.destroy(asError(error));
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
    iterator.return?.();
  }
}

/**
 * What a gzip stream holds, all of its members one after another. An error of the source is thrown as it is.
 *
 * @throws {CompressedDataError} where it is damaged or cut short
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = zlib.createGunzip({ chunkSize: PIECE });
  const feeding = feed(source, stream);
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    // A source that failed ends the stream, and its own reason is the one to tell.
    const failure = await feeding;
    throw failure === undefined ? damaged(error) : failure.error;
  } finally {
    stream.destroy();
    await feeding;
  }
}

/** Never rejects, because the reader looks at it only in the end: an error of the source ends the stream and is returned. */
async function feed(
  source: AsyncIterable<Uint8Array>,
  into: zlib.Gunzip,
): Promise<{ readonly error: unknown } | undefined> {
  try {
    for await (const chunk of source) {
      if (into.destroyed) return undefined;
      if (!into.write(chunk)) await drained(into);
    }
    into.end();
    return undefined;
  } catch (error) {
    into.destroy(asError(error));
    return { error };
  }
}

function drained(stream: zlib.Gunzip): Promise<void> {
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

function damaged(error: unknown): unknown {
  const isZlib = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
  return isZlib ? new CompressedDataError("gzip", error.message) : error;
}
