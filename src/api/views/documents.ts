import { type Documents, documentsOf } from "../../analysis/documents.js";
import { documentsBundle } from "../../display/documents.js";
import { View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface DocumentsMethod {
  /**
   * How an image hangs together: index, manifest, configuration and layers as a graph, with digests and sizes. Each digest is computed
   * again from the bytes, so a damaged document shows.
   *
   * @param image name, id, or value of an image
   * @example await docker.documents("shop");
   */
  documents(image: Named): Promise<View<Documents>>;
}

export const documents: ViewEntry<DocumentsMethod["documents"], "image"> = {
  of: ["image"],
  open: async (engine, image) => {
    const data = documentsOf(await engine.verify(image));
    return new View(data, () => documentsBundle(data));
  },
};
