import { LayerlabError } from "../../errors/base.js";
import type { DiffID } from "../../oci/digest.js";
import type { Progress } from "../events.js";
import type { BuildWorld } from "../world.js";
import type { ImportedCache, RemoteLayer } from "./imported-cache.js";
import type { CacheNode } from "./node.js";

/** A step as it is looked for in caches of elsewhere. */
export interface SoughtResult {
  readonly node: CacheNode;
  /** What its layer lies on there as here, lowest first. */
  readonly layers: readonly DiffID[];
}

/**
 * Finds a step's layer in the first of the caches that has it, and brings it here. A layer that cannot be had, or is not what the cache
 * says it is, is warned of, and the step runs.
 */
export async function fetchResult(
  caches: readonly ImportedCache[],
  sought: SoughtResult,
  { world, progress }: { readonly world: BuildWorld; readonly progress: Progress },
): Promise<Pick<RemoteLayer, "diffId" | "createdAt"> | undefined> {
  for (const cache of caches)
    for (const { layers, createdAt } of cache.find(sought.node)) {
      const layer = layers.at(-1);
      if (layer === undefined || !liesOn(layers, sought.layers)) continue;
      const { diffId, descriptor } = layer;
      try {
        if (!world.hasLayer(diffId)) await cache.source.fetch(descriptor, diffId);
        // What is no archive of a layer is found now, and not by the step above.
        world.layer(diffId);
        return { diffId, createdAt: createdAt ?? layer.createdAt };
      } catch (error) {
        if (!(error instanceof LayerlabError)) throw error;
        progress.warning(`layer ${descriptor.digest} of the imported cache is not used: ${error.message}`);
      }
    }
  return undefined;
}

function liesOn(layers: readonly RemoteLayer[], below: readonly DiffID[]): boolean {
  return layers.length === below.length + 1 && below.every((diffId, at) => layers[at]?.diffId === diffId);
}
