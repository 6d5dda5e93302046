import { type Lenses, lensesOf } from "../../analysis/lenses.js";
import { lensesBundle } from "../../display/lenses.js";
import { View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface LensesMethod {
  /**
   * One path in three forms: entries of each layer's archive, files in each layer's directory on the host, and what a
   * program sees; with the way a lookup takes from the top layer down.
   *
   * @param name name, id, or value of an image or a container
   * @param path absolute, as a program in the container would write it
   * @example await docker.lenses("box", "/etc/motd");
   */
  lenses(name: Named, path: string): Promise<View<Lenses>>;
}

export const lenses: ViewEntry<LensesMethod["lenses"], "image" | "container"> = {
  of: ["image", "container"],
  open: async (engine, name, path) => {
    const data = lensesOf(await engine.contents(name), path);
    return new View(data, () => lensesBundle(data));
  },
};
