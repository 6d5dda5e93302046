import { gunzipSync } from "node:zlib";
import { ArchiveError } from "../errors/archive.js";
import { readArchive } from "../tar/read.js";
import { fromBytes, toBytes } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";

const MAX_UNPACKED = 1 << 30;

/** A local file that ADD unpacks: a tar archive, plain or gzip, told by its content and not by its name. */
export function archiveOf(data: FileData): FileData | undefined {
  const [first, second] = data.read(0, 2);
  const plain = first === 0x1f && second === 0x8b ? gunzipped(data) : data;
  if (plain === undefined || plain.size < 512) return undefined;
  try {
    for (const _entry of readArchive(plain)) return plain;
    return undefined;
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}

function gunzipped(data: FileData): FileData | undefined {
  try {
    return fromBytes(gunzipSync(toBytes(data), { maxOutputLength: MAX_UNPACKED }));
  } catch (error) {
    // Not what its first bytes promise: it is copied as the file it is.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) return undefined;
    throw error;
  }
}
