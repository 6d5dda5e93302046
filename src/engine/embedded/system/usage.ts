import type { CacheRecord } from "../../../builder/cache.js";
import { LayerlabError } from "../../../errors/base.js";
import { measureChanges } from "../../../layer/measure.js";
import { chainsOf, type Snapshotter } from "../../../snapshot/snapshotter.js";
import type { ContainerUsage, DiskUsage, ImageUsage, VolumeUsage } from "../../system.js";
import { containerSummary, damagedSummaries } from "../containers/shapes.js";
import { imageSummary } from "../images/shapes.js";
import type { LabStore } from "../store/store.js";
import { volumeSummary } from "../volumes/shapes.js";

/**
 * What takes room (moby `daemon/disk_usage.go`). A stack of layers that several images have is one thing on the
 * disk and is counted once: an image's *shared* size is that of the layers which other images stand on too.
 */
export function diskUsage(store: LabStore, cache: readonly CacheRecord[]): DiskUsage {
  const { images, containers, snapshots } = store;
  const users = new Map<string, number>();
  const sizes = new Map<string, number>();
  for (const { layers } of images.list()) {
    for (const [at, chain] of chainsOf(layers.map(({ diffId }) => diffId)).entries()) {
      users.set(chain, (users.get(chain) ?? 0) + 1);
      sizes.set(chain, layers[at]?.size ?? 0);
    }
  }
  const used: ImageUsage[] = images
    .list()
    // Only what is listed has a line; what it was made from is counted with it.
    .filter(({ id }) => images.tagsOf(id).length > 0 || images.childrenOf(id).length === 0)
    .map((record) => {
      const chains = chainsOf(record.layers.map(({ diffId }) => diffId));
      const sharedSize = chains
        .filter((chain) => (users.get(chain) ?? 0) > 1)
        .reduce((sum, chain) => sum + (sizes.get(chain) ?? 0), 0);
      const summary = imageSummary(record, store);
      return {
        ...summary,
        sharedSize,
        uniqueSize: summary.size - sharedSize,
        containers: containers.of(record.id).length,
      };
    });
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const active = used.filter((image) => image.containers > 0);
  // As the client counts it: what images in use have for themselves cannot be reclaimed, the rest can.
  const kept = active.reduce((sum, { size, sharedSize }) => sum + size - sharedSize, 0);
  const boxes: ContainerUsage[] = containers
    .list()
    .map((container) => ({
      ...containerSummary(container),
      ...sizeOfLayer(container.id, snapshots),
    }))
    .reverse();
  boxes.push(...damagedSummaries(containers).map((container) => ({ ...container, size: 0 })));
  const held = new Set([...images.stacks()].flat());
  const unshared = cache.filter(({ layer }) => !held.has(layer));
  const idle = boxes.filter(({ status }) => status !== "running");
  const volumes: VolumeUsage[] = store.volumes.list().map((volume) => ({
    ...volumeSummary(volume, containers),
    size: measureChanges(volume.root).size,
  }));
  return {
    images: {
      total: used.length,
      active: active.length,
      size: total,
      reclaimable: total - kept,
      items: used,
    },
    containers: {
      total: boxes.length,
      active: boxes.length - idle.length,
      size: sizeOf(boxes),
      reclaimable: sizeOf(idle),
      items: boxes,
    },
    volumes: {
      total: volumes.length,
      active: volumes.filter(({ users }) => users.length > 0).length,
      size: sizeOf(volumes),
      reclaimable: sizeOf(volumes.filter(({ users }) => users.length === 0)),
      items: volumes,
    },
    buildCache: {
      total: cache.length,
      active: cache.length - unshared.length,
      size: distinctSize(cache),
      reclaimable: distinctSize(unshared),
      items: cache,
    },
  };
}

/** A writable layer's bytes. One that is damaged is a line of a list, not its end. */
export function sizeOfLayer(
  container: string,
  snapshots: Snapshotter,
): Pick<ContainerUsage, "size" | "damage"> {
  try {
    return { size: snapshots.measure(container).size };
  } catch (error) {
    if (error instanceof LayerlabError) return { size: 0, damage: error.message };
    throw error;
  }
}

/** Steps with the same result share its layer. */
function distinctSize(records: readonly CacheRecord[]): number {
  return [...new Map(records.map(({ layer, size }) => [layer, size])).values()].reduce(
    (sum, size) => sum + size,
    0,
  );
}

function sizeOf(items: readonly { readonly size: number }[]): number {
  return items.reduce((sum, { size }) => sum + size, 0);
}
