import { verifyBundle } from "../../display/verify.js";
import type { Verification } from "../../image/verify.js";
import { View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface VerifyMethod {
  /**
   * Follows an image from its name to its layers' bytes and computes each digest again. Damage is part of the result, not
   * an error.
   *
   * @param image name, id, or value of an image
   * @example await docker.verify("ubuntu");
   * @example (await docker.verify("ubuntu")).data.ok; // true
   */
  verify(image: Named): Promise<View<Verification>>;
}

export const verify: ViewEntry<VerifyMethod["verify"], "image"> = {
  of: ["image"],
  open: async (engine, image) => {
    const data = await engine.verify(image);
    return new View(data, () => verifyBundle(data));
  },
};
