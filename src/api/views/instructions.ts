import {
  type BaseCandidate,
  type Instructions,
  instructionsOf,
  SCRATCH,
} from "../../analysis/instructions.js";
import { keyOfBase, SCRATCH_KEY } from "../../builder/cache-key.js";
import { instructionsBundle } from "../../display/instructions.js";
import type { Engine } from "../../engine/engine.js";
import type { HistoryRow, ImageInspect } from "../../engine/images.js";
import { View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface InstructionsMethod {
  /**
   * The instructions that made an image, in the Dockerfile's order, each beside the layer it made, or beside what it changed in the
   * configuration. They are read from the image's history, so this works for images from anywhere.
   *
   * @param image name, id, or value of an image
   * @example await docker.instructions("shop");
   */
  instructions(image: Named): Promise<View<Instructions>>;
}

export const instructions: ViewEntry<InstructionsMethod["instructions"], "image"> = {
  of: ["image"],
  open: async (engine, name) => {
    const inspect = await engine.inspectImage(name);
    const rows = await oldestFirst(engine, name);
    const called = name.startsWith("sha256:") ? (inspect.RepoTags[0] ?? name) : name;
    const data = instructionsOf(called, rows, await candidatesFor(engine, inspect));
    return new View(data, () => instructionsBundle(data));
  },
};

async function oldestFirst(engine: Engine, name: string): Promise<readonly HistoryRow[]> {
  return [...(await engine.history(name))].reverse();
}

/** The images here that have a name and can be read; one is certain if the last build of this image's name started from its layers. */
async function candidatesFor(
  engine: Engine,
  { Id, RepoTags }: ImageInspect,
): Promise<readonly BaseCandidate[]> {
  const base = await baseKey(engine, RepoTags);
  if (base === SCRATCH_KEY) return [{ name: SCRATCH, rows: [], isCertain: true }];
  const candidates: BaseCandidate[] = [];
  for (const { id, tags, damage } of await engine.images()) {
    const [name] = tags;
    if (id === Id || name === undefined || damage !== undefined) continue;
    const { RootFS } = await engine.inspectImage(id);
    const rows = await oldestFirst(engine, id);
    candidates.push({ name, rows, isCertain: keyOfBase(RootFS.Layers) === base });
  }
  return candidates;
}

/** What the target's first step stood on in the last build of these names; `undefined` where that is unknown. */
async function baseKey(engine: Engine, tags: readonly string[]): Promise<string | undefined> {
  for (const tag of tags) {
    const steps = await engine.lastBuild(tag);
    const stage = steps?.at(-1)?.built.stage;
    const first = steps?.find(({ built }) => built.stage === stage);
    if (first !== undefined) return first.built.definition.parent;
  }
  return undefined;
}
