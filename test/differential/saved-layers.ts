import { MemoryMedium } from "../../src/content/memory-medium.js";
import { ContentStore } from "../../src/content/store.js";
import { loadArchive } from "../../src/layout/load.js";
import type { History, ImageConfig } from "../../src/oci/types.js";
import { toBytes } from "../../src/vfs/data.js";

/** What a saved archive of one image holds above its first `skip` layers: history texts, and the layers' archives. */
export async function savedLayers(
  archive: AsyncIterable<Uint8Array>,
  skip: number,
): Promise<{ readonly history: readonly string[]; readonly layers: readonly Uint8Array[] }> {
  const content = new ContentStore(new MemoryMedium());
  const [image] = await loadArchive(archive, content);
  if (image === undefined) throw new Error("the archive holds no image");
  const config: ImageConfig = JSON.parse(new TextDecoder().decode(content.read(image.config)));
  return {
    history: (config.history ?? []).slice(skip).map(historyLine),
    layers: image.layers.slice(skip).map((digest) => toBytes(content.open(digest))),
  };
}

function historyLine({ created_by: by = "", comment = "", empty_layer: empty = false }: History): string {
  return `${empty ? "empty " : ""}${by} (${comment})`;
}
