import { type Header, pack } from "tar-stream";
import { asError } from "../errors/thrown.js";
import type { FileData } from "../vfs/filesystem.js";

const EPOCH = new Date(0);

/** The archive of an image layout: the given files in their order, owned by nobody and without times, so equal files give equal bytes. */
export async function* layoutArchive(files: ReadonlyMap<string, FileData>): AsyncGenerator<Uint8Array> {
  const archive = pack();
  const writing = writeFiles(archive, files);
  // An error while writing ends the stream; it must not also be an unhandled rejection.
  writing.catch((error: unknown) => archive.destroy(asError(error)));
  for await (const chunk of archive) if (chunk instanceof Uint8Array) yield chunk;
  await writing;
}

async function writeFiles(
  archive: ReturnType<typeof pack>,
  files: ReadonlyMap<string, FileData>,
): Promise<void> {
  for (const name of ["blobs/", "blobs/sha256/"])
    await entry(archive, { name, type: "directory", mode: 0o755 });
  for (const [name, data] of files) await entry(archive, { name, size: data.size, mode: 0o644 }, data);
  archive.finalize();
}

function entry(
  archive: ReturnType<typeof pack>,
  header: Partial<Header> & { name: string },
  data?: FileData,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const full = { ...header, mtime: EPOCH, uid: 0, gid: 0 };
    const sink = archive.entry(full, (error) => (error ? reject(error) : resolve()));
    // The archive is destroyed with the error of one of its files, and then this part of it is, too.
    sink.on("error", reject);
    if (data === undefined || data.size === 0) {
      sink.end(undefined);
      return;
    }
    send(data, sink).then(() => sink.end(undefined), reject);
  });
}

/** Writes no faster than the archive is read. What a blob's disk refuses rejects, between two drains too. */
async function send(data: FileData, sink: ReturnType<ReturnType<typeof pack>["entry"]>): Promise<void> {
  for (const chunk of data.chunks())
    if (!sink.write(chunk)) await new Promise<void>((resolve) => sink.once("drain", () => resolve()));
}
