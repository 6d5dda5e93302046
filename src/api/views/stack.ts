import { type Sharing, sharingOf } from "../../analysis/sharing.js";
import { sharingBundle } from "../../display/sharing.js";
import { stackBundle } from "../../display/stack.js";
import type { Engine } from "../../engine/engine.js";
import type { Stack } from "../../engine/views.js";
import { View } from "../view.js";
import { type Named, nameOf, type ViewEntry } from "./entry.js";

export interface StackMethod {
  /**
   * The layers of an image or a container as a picture, the lowest at the bottom. Of several, the layers they share,
   * what each has of its own, and what all of them take on the disk.
   *
   * @param first name, id, or value of an image or a container
   * @returns `.data` has a record for each layer; sizes are bytes
   * @example await docker.stack("node-base");
   * @example await docker.stack("notes"); // a container, with what it has mounted beside its layers
   * @example await docker.stack("ubuntu", "node-base", "sample-app");
   * @example (await docker.stack("ubuntu", "node-base", "sample-app")).data.onDisk; // bytes, each layer once
   */
  stack(first: Named): Promise<View<Stack>>;
  stack(first: Named, second: Named, ...more: readonly Named[]): Promise<View<Sharing>>;
}

/** The same of an image or a container itself. */
export interface OwnStackMethod {
  /**
   * Its layers as a picture, the lowest at the bottom; with others, the layers they share, what each has of its own, and
   * what all of them take on the disk.
   *
   * @param second name, id, or value of another image or container
   * @example await image.stack();
   */
  (): Promise<View<Stack>>;
  (second: Named, ...more: readonly Named[]): Promise<View<Sharing>>;
}

type OneOrSeveral = (first: Named, ...more: Named[]) => Promise<View<Stack> | View<Sharing>>;

export const stack: ViewEntry<OneOrSeveral, "image" | "container"> = {
  of: ["image", "container"],
  open: (engine, name, ...more) =>
    more.length === 0 ? one(engine, name) : several(engine, [name, ...more.map(nameOf)]),
};

async function one(engine: Engine, name: string): Promise<View<Stack>> {
  const data = await engine.stack(name);
  return new View(data, () => stackBundle(data));
}

async function several(engine: Engine, names: readonly string[]): Promise<View<Sharing>> {
  const stacks: Stack[] = [];
  for (const name of names) stacks.push(await engine.stack(name));
  const data = sharingOf(stacks);
  return new View(data, () => sharingBundle(data));
}
