import { ArchiveError } from "../errors/archive.js";
import { compressionOf, decompressed, limited } from "../layout/compression.js";
import { readArchive } from "../tar/read.js";
import { concatAll, fromBytes } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";

const MAX_UNPACKED = 1 << 30;
const MAGIC_LENGTH = 6;

/**
 * The archive in a local file that ADD unpacks: tar, plain or compressed, recognized by its content rather than its name;
 * `undefined` for any other file, which is copied as it is.
 */
export async function archiveOf(data: FileData): Promise<FileData | undefined> {
  const isCompressed = compressionOf(data.read(0, MAGIC_LENGTH)) !== undefined;
  try {
    const plain = isCompressed ? await unpacked(data) : data;
    if (plain.size < 512) return undefined;
    for (const _entry of readArchive(plain)) return plain;
    return undefined;
  } catch (error) {
    // Only its first bytes look like an archive.
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}

async function unpacked(data: FileData): Promise<FileData> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield* data.chunks();
  }
  const parts: FileData[] = [];
  for await (const chunk of limited(decompressed(source()), "the archive", MAX_UNPACKED))
    parts.push(fromBytes(chunk));
  return concatAll(parts);
}
