import { gzip } from "#platform/compression";
import type { ContentStore, StoredBlob } from "../content/store.js";
import type { FileData } from "../vfs/filesystem.js";

/** Puts a layer's archive into the store once more, compressed as it is sent and exported: whoever calls this holds a lease. */
export async function compressLayer(archive: FileData, content: ContentStore): Promise<StoredBlob> {
  const writer = content.writer();
  try {
    for await (const chunk of gzip(archive.chunks())) writer.write(chunk);
    return writer.commit();
  } catch (error) {
    writer.abort();
    throw error;
  }
}
