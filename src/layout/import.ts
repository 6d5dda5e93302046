import type { ContentStore } from "../content/store.js";
import { decodeLayer } from "../layer/decode.js";
import { asDiffId, type DiffID } from "../oci/digest.js";
import { decompressed, limited, type Source } from "./compression.js";

/**
 * Stores an archive of files as one layer, byte for byte, so the DiffID is the digest of what came in
 * (uncompressed); no bytes at all are an empty one. The archive is read through before it counts as a layer.
 *
 * @throws {ArchiveError} {@link InvalidLayerError}; nothing is kept then
 */
export async function importLayer(source: Source, content: ContentStore): Promise<DiffID> {
  const writer = content.writer();
  try {
    for await (const chunk of limited(decompressed(source), "the archive")) writer.write(chunk);
  } catch (error) {
    writer.abort();
    throw error;
  }
  const known = writer.commit();
  const diffId = asDiffId(known.digest);
  try {
    decodeLayer(content.open(diffId));
  } catch (error) {
    content.remove(diffId);
    throw error;
  }
  return diffId;
}
