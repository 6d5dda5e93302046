import type { extract } from "tar-stream";

type Reader = ReturnType<typeof extract>;

/**
 * Writes an archive into a reader as fast as it reads. Ends when all is written or the reader is gone; an error of
 * the source becomes the reader's.
 */
export async function feed(source: AsyncIterable<Uint8Array>, reader: Reader): Promise<void> {
  try {
    for await (const chunk of source) {
      if (reader.destroyed) return;
      if (!reader.write(chunk)) await drained(reader);
    }
    reader.end(undefined);
  } catch (error) {
    reader.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function drained(reader: Reader): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      reader.off("drain", done);
      reader.off("close", done);
      resolve();
    };
    reader.on("drain", done);
    reader.on("close", done);
  });
}
