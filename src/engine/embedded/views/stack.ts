import { layersOf, stepsOf } from "../../../image/image.js";
import type { ImageRecord } from "../../../image/records.js";
import type { LayerSummary } from "../../../layer/summary.js";
import type { DiffID } from "../../../oci/digest.js";
import type { Stack, StackLayer } from "../../views.js";
import type { LabStore } from "../store/store.js";
import { containerDirectory, layerDirectories } from "./directories.js";
import { mountsOf } from "./mounts.js";

/** What lies on what, under the name of an image or a container. @throws {NoSuchImageError} */
export function stackOf(name: string, store: LabStore): Stack {
  const { images, containers, snapshots } = store;
  const container = containers.lookup(name);
  if (container === undefined) {
    const record = images.find(name);
    const [tag] = images.tagsOf(record.id);
    return { kind: "image", name: tag ?? name, id: record.id, layers: stackLayers(record, store) };
  }
  const { facts } = container;
  const { entries, size } = snapshots.measure(facts.id);
  return {
    kind: "container",
    name: facts.name,
    id: facts.id,
    layers: stackLayers(images.get(facts.imageId), store),
    upper: { directory: `${containerDirectory(facts.id)}/diff`, entries, size },
    mounts: mountsOf(container, store),
  };
}

function stackLayers({ image }: ImageRecord, { images, snapshots }: LabStore): readonly StackLayer[] {
  const layers = layersOf(image);
  const steps = stepsOf(image).filter(({ diffId }) => diffId !== undefined);
  return layerDirectories(layers).flatMap((directory, at) => {
    const diffId = layers[at];
    if (diffId === undefined) return [];
    const { history } = steps[at] ?? {};
    const ending = images.list().filter((other) => isSameStack(other.layers, layers.slice(0, at + 1)));
    return [
      {
        ...snapshots.summary(diffId),
        directory: `${directory}/diff`,
        createdBy: history?.created_by ?? "",
        comment: history?.comment ?? "",
        tags: ending.flatMap((other) => images.tagsOf(other.id)),
      },
    ];
  });
}

function isSameStack(a: readonly LayerSummary[], b: readonly DiffID[]): boolean {
  return a.length === b.length && a.every(({ diffId }, at) => diffId === b[at]);
}
