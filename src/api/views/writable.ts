import { type OwnLayer, ownLayerOf } from "../../analysis/own-layer.js";
import { ownLayerBundle } from "../../display/own-layer.js";
import { NoSuchContainerError } from "../../errors/containers.js";
import { View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface WritableMethod {
  /**
   * A container's own, writable layer on its image: every path in it, which is what a commit takes; and beside it the volumes and other
   * mounts, which no commit takes.
   *
   * @param container name, id, or value of a container
   * @example await docker.writable("notes");
   * @example await docker.writable("box"); // a container without mounts
   */
  writable(container: Named): Promise<View<OwnLayer>>;
}

export const writable: ViewEntry<WritableMethod["writable"], "container"> = {
  of: ["container"],
  open: async (engine, name) => {
    // The name of a container comes before an image's of the same name.
    const { Id } = await engine.inspectContainer(name);
    const data = ownLayerOf(await engine.contents(Id));
    if (data === undefined) throw new NoSuchContainerError(name);
    return new View(data, () => ownLayerBundle(data));
  },
};
