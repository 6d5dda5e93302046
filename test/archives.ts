import type { Entry } from "../src/tar/entry.js";
import { writeArchive } from "../src/tar/write.js";
import { EMPTY, fromBytes, toBytes } from "../src/vfs/data.js";
import type { FileData } from "../src/vfs/filesystem.js";

/** One member of an archive: a directory where the name ends in `/`, a file otherwise; root's, of 1970, empty. */
export function entry(name: string, more: Partial<Entry> = {}): Entry {
  const type = more.type ?? (name.endsWith("/") ? "directory" : "file");
  return {
    name,
    type,
    mode: type === "directory" ? 0o755 : 0o644,
    uid: 0,
    gid: 0,
    uname: "",
    gname: "",
    mtime: 0,
    linkname: "",
    major: 0,
    minor: 0,
    data: EMPTY,
    ...more,
  };
}

/** A member that holds something. */
export function file(name: string, content: string | Uint8Array, more: Partial<Entry> = {}): Entry {
  return entry(name, {
    data: fromBytes(typeof content === "string" ? Buffer.from(content) : content),
    ...more,
  });
}

export function tar(...entries: readonly Entry[]): Buffer {
  return Buffer.from(toBytes(writeArchive(entries)));
}

/** Bytes as they come from elsewhere, in pieces. */
export async function* stream(content: Uint8Array | FileData, step = 1 << 16): AsyncGenerator<Uint8Array> {
  const chunks = content instanceof Uint8Array ? [content] : content.chunks();
  for (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += step) yield chunk.subarray(at, at + step);
}

export async function collect(archive: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk);
  return Buffer.concat(chunks);
}
