import type { ImageRecord } from "../../image/store.js";
import type { ImageRemoval, Pruned, PruneOptions } from "../engine.js";
import { deleteImage, untag } from "./remove-image.js";
import type { LabStore } from "./store.js";

/**
 * Deletes what nothing uses (moby `daemon/prune.go`, `daemon/images/image_prune.go`): stopped containers; images
 * without a name and without a container, or with `all` every image without a container. An image that another was
 * made from goes when that one has gone.
 *
 * The space is that of files: layers that are really gone, and the containers' own.
 */
export function prune(options: PruneOptions, store: LabStore): Pruned {
  const before = options.until ?? Number.POSITIVE_INFINITY;
  const done = { containers: [] as string[], images: [] as ImageRemoval[], bytes: 0 };
  if (options.kind !== "images") pruneContainers(store, before, done);
  if (options.kind !== "containers") pruneImages(store, options.all === true, before, done);
  if (options.kind === "system") store.collectLater();
  return { containers: done.containers, images: done.images, spaceReclaimed: done.bytes };
}

interface Done {
  readonly containers: string[];
  readonly images: ImageRemoval[];
  bytes: number;
}

/** Milliseconds; an image that does not say is not older than anything. */
function createdAt({ image }: ImageRecord): number {
  return Date.parse(image.config.created ?? "");
}

function pruneContainers(store: LabStore, before: number, done: Done): void {
  for (const container of store.containers.list()) {
    if (container.state.status === "running" || Date.parse(container.init.created) > before * 1000) continue;
    // Somebody copies something in or out just now.
    if (store.files?.otherOwner(container.id) !== undefined) continue;
    done.bytes += store.snapshots.measure(container.id).size;
    store.drop(container);
    done.containers.push(container.id);
  }
}

function pruneImages(store: LabStore, all: boolean, before: number, done: Done): void {
  const { images, containers } = store;
  const sizes = new Map(
    images.list().flatMap(({ layers }) => layers.map(({ diffId, size }) => [diffId, size] as const)),
  );
  for (const record of images.list()) {
    // An earlier one may have taken it along.
    if (!images.list().includes(record)) continue;
    const names = images.namesOf(record.id);
    if ((names.length > 0 && !all) || containers.of(record.id).length > 0) continue;
    if (before < Number.POSITIVE_INFINITY && !(createdAt(record) <= before * 1000)) continue;
    for (const name of names) untag(record, name, store, done.images);
    if (images.childrenOf(record.id).length === 0) deleteImage(images.get(record.id), store, done.images);
  }
  const left = new Set(images.stacks().flat());
  for (const [diffId, size] of sizes) if (!left.has(diffId)) done.bytes += size;
}
