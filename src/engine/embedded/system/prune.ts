import type { ImageRecord } from "../../../image/records.js";
import { measureChanges } from "../../../layer/measure.js";
import { splitAssignment } from "../../../posix/environment.js";
import type { ImageRemoval } from "../../images.js";
import type { Pruned, PruneOptions } from "../../system.js";
import { deleteImage, untag } from "../images/remove.js";
import { imageSummary } from "../images/shapes.js";
import type { LabStore } from "../store/store.js";
import { usersOf } from "../volumes/shapes.js";
import { sizeOfLayer } from "./usage.js";

/**
 * Deletes what nothing uses (moby `daemon/prune.go`, `daemon/images/image_prune.go`): stopped containers; images
 * without a name and without a container, or with `all` every image without a container. An image that another was
 * made from goes when that one has gone.
 *
 * The space is that of files: layers that are really gone, and the containers' own.
 */
export function prune(options: PruneOptions, store: LabStore): Pruned {
  const before = options.until ?? Number.POSITIVE_INFINITY;
  const done: Done = { containers: [], volumes: [], images: [], bytes: 0 };
  const { kind } = options;
  const told = (type: string, work: () => void): void => {
    const bytes = done.bytes;
    work();
    store.events.add(type, "prune", "", { reclaimed: String(done.bytes - bytes) });
  };
  if (kind === "containers" || kind === "system")
    told("container", () => pruneContainers(store, before, done));
  if (kind === "volumes" || options.volumes === true)
    told("volume", () => pruneVolumes(store, options, done));
  if (kind === "images" || kind === "system")
    told("image", () => pruneImages(store, options.all === true, before, done));
  if (kind === "system") store.collectLater();
  const { containers, volumes, images, bytes } = done;
  return { containers, volumes, images, spaceReclaimed: bytes };
}

interface Done {
  readonly containers: string[];
  readonly volumes: string[];
  readonly images: ImageRemoval[];
  bytes: number;
}

/** Milliseconds; an image without a time, or with one that cannot be read, is not older than anything. */
function createdAt(record: ImageRecord, store: LabStore): number {
  return Date.parse(imageSummary(record, store).created);
}

function pruneContainers(store: LabStore, before: number, done: Done): void {
  for (const container of store.containers.list()) {
    if (container.state.status === "running" || Date.parse(container.facts.created) > before * 1000) continue;
    // Another process is copying something in or out just now.
    if (store.files?.otherOwner(container.id) !== undefined) continue;
    done.bytes += sizeOfLayer(container.id, store.snapshots).size;
    store.drop(container);
    done.containers.push(container.id);
  }
}

/** `volume prune` takes those that have a name only with `--all`, `system prune` never does. */
function pruneVolumes(store: LabStore, { kind, all, labels = [] }: PruneOptions, done: Done): void {
  for (const { name, facts, root } of store.volumes.list()) {
    if (!facts.anonymous && !(kind === "volumes" && all === true)) continue;
    if (usersOf(name, store.containers).length > 0 || !passes(facts.labels ?? {}, labels)) continue;
    done.bytes += measureChanges(root).size;
    done.volumes.push(name);
    store.dropVolume(name);
  }
}

/** Each of `label=NAME`, `label=NAME=VALUE` and `label!=…`. */
function passes(labels: Readonly<Record<string, string>>, filters: readonly string[]): boolean {
  return filters.every((filter) => {
    const [, not, asked = ""] = /^label(!?)=(.*)$/s.exec(filter) ?? [];
    const [name, wanted] = splitAssignment(asked);
    const has = Object.hasOwn(labels, name) && (wanted === undefined || labels[name] === wanted);
    return has === (not === "");
  });
}

function pruneImages(store: LabStore, all: boolean, before: number, done: Done): void {
  const { images, containers } = store;
  const sizes = new Map(
    images.list().flatMap(({ layers }) => layers.map(({ diffId, size }) => [diffId, size] as const)),
  );
  for (const record of images.list()) {
    // It may have gone with an earlier one.
    if (!images.list().includes(record)) continue;
    const names = images.namesOf(record.id);
    if ((names.length > 0 && !all) || containers.of(record.id).length > 0) continue;
    if (before < Number.POSITIVE_INFINITY && !(createdAt(record, store) <= before * 1000)) continue;
    for (const name of names) untag(record, name, store, done.images);
    if (images.childrenOf(record.id).length === 0) deleteImage(images.get(record.id), store, done.images);
  }
  const left = new Set([...images.stacks()].flat());
  for (const [diffId, size] of sizes) if (!left.has(diffId)) done.bytes += size;
}
