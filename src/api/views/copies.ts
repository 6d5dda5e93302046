import { type Copies, copiesOf } from "../../analysis/copies.js";
import { copiesBundle } from "../../display/copies.js";
import type { Contents } from "../../engine/views.js";
import { View } from "../view.js";
import { type Named, nameOf, type ViewEntry } from "./entry.js";

export interface CopiesMethod {
  /**
   * Copy-on-write of one file: the copy in the image's layers, the copies in containers' own layers, and which of them a program in each
   * container reads.
   *
   * @param name name, id, or value of a container (or an image)
   * @param path absolute
   * @param others more containers
   * @example await docker.copies("box", "/etc/legal", "box-1", "box-2", "notes");
   * @example await docker.copies("box", "/etc/motd");
   */
  copies(name: Named, path: string, ...others: Named[]): Promise<View<Copies>>;
}

export const copies: ViewEntry<CopiesMethod["copies"], "image" | "container"> = {
  of: ["image", "container"],
  open: async (engine, name, path, ...others) => {
    const all: Contents[] = [];
    for (const one of [name, ...others.map(nameOf)]) all.push(await engine.contents(one));
    const data = copiesOf(all, path);
    return new View(data, () => copiesBundle(data));
  },
};
