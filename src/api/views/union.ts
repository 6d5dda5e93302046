import { type UnionView, unionView } from "../../analysis/union-view.js";
import { unionBundle } from "../../display/union-view.js";
import { View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface UnionMethod {
  /**
   * The union view as a picture: the layers' directories stacked on each other, what of each shines through at some paths, and what
   * whiteouts and opaque directories hide.
   *
   * @param name name, id, or value of an image or a container
   * @param paths absolute; one that ends in `/` stands for the directory and all names in it. Up to 12 are shown
   * @example await docker.union("box", "/etc/motd", "/etc/legal");
   * @example await docker.union("bloated", "/"); // all names that any layer has there
   */
  union(name: Named, ...paths: string[]): Promise<View<UnionView>>;
}

export const union: ViewEntry<UnionMethod["union"], "image" | "container"> = {
  of: ["image", "container"],
  open: async (engine, name, ...paths) => {
    const data = unionView(await engine.contents(name), paths.length === 0 ? ["/"] : paths);
    return new View(data, () => unionBundle(data));
  },
};
