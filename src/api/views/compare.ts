import { type Comparison, compareContents } from "../../analysis/compare.js";
import { compareBundle } from "../../display/compare.js";
import { View } from "../view.js";
import { type Named, nameOf, type ViewEntry } from "./entry.js";

export interface CompareMethod {
  /**
   * Two images, two containers, or one of each: the layers they have in common, and the paths at which programs see a
   * difference.
   *
   * @param first name, id, or value of an image or a container
   * @param second the same
   * @example await docker.compare("box-1", "box-2");
   * @example (await docker.compare("box-1", "box-2")).data.differences; // [{ path, in, what, sizes }]
   */
  compare(first: Named, second: Named): Promise<View<Comparison>>;
}

export const compare: ViewEntry<CompareMethod["compare"], "image" | "container"> = {
  of: ["image", "container"],
  open: async (engine, first, second) => {
    const data = compareContents(await engine.contents(first), await engine.contents(nameOf(second)));
    return new View(data, () => compareBundle(data));
  },
};
