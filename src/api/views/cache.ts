import { type CacheChain, chainOf } from "../../analysis/cache-chain.js";
import { explainBuild } from "../../builder/explanation.js";
import { cacheChainBundle } from "../../display/cache-chain.js";
import type { Engine } from "../../engine/engine.js";
import { View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface CacheMethod {
  /**
   * The build cache as a chain: of the last build of an image's name each step with its key, what the key is made of, and where the
   * chain was broken and why. `build.cache()` is the same of a build's result.
   *
   * @param image name, id, or value of an image
   * @returns `.data.stages` is absent where no build of the name is remembered
   * @example await docker.cache("shop");
   */
  cache(image: Named): Promise<View<CacheChain>>;
}

export const cache: ViewEntry<CacheMethod["cache"], "image"> = {
  of: ["image"],
  open: async (engine, name) => {
    const data = await lastChain(engine, name);
    return new View(data, () => cacheChainBundle(data));
  },
};

/** Of the name itself if a build had it, or else of another name of the same image. */
async function lastChain(engine: Engine, name: string): Promise<CacheChain> {
  const { RepoTags } = await engine.inspectImage(name);
  const isAskedFor = (tag: string) => tag === name || tag === `${name}:latest`;
  for (const tag of [...RepoTags].sort((a, b) => Number(isAskedFor(b)) - Number(isAskedFor(a)))) {
    const steps = await engine.lastBuild(tag);
    if (steps !== undefined) return chainOf(tag, explainBuild(steps));
  }
  return chainOf(RepoTags.find(isAskedFor) ?? RepoTags[0] ?? name, undefined);
}
