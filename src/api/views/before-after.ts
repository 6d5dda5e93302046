import { type BeforeAfter, beforeAfter as sidesOf } from "../../analysis/before-after.js";
import { beforeAfterBundle } from "../../display/before-after.js";
import { View } from "../view.js";
import { type Named, nameOf, type ViewEntry } from "./entry.js";

export interface BeforeAfterMethod {
  /**
   * Two images side by side, their layers and sizes: what a change has made better.
   *
   * @param before name, id, or value of an image or a container
   * @param after the same
   * @example await docker.beforeAfter("bloated", "cached");
   * @example (await docker.beforeAfter("bloated", "cached")).data.change; // bytes, below 0 if it became smaller
   */
  beforeAfter(before: Named, after: Named): Promise<View<BeforeAfter>>;
}

export const beforeAfter: ViewEntry<BeforeAfterMethod["beforeAfter"], "image" | "container"> = {
  of: ["image", "container"],
  open: async (engine, before, after) => {
    const data = sidesOf(await engine.stack(before), await engine.stack(nameOf(after)));
    return new View(data, () => beforeAfterBundle(data));
  },
};
