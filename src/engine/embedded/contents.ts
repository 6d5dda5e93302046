import { NoSuchStepError } from "../../errors/views.js";
import { configAtStep } from "../../image/at-step.js";
import { layersOf, stepsOf } from "../../image/image.js";
import type { ImageRecord } from "../../image/store.js";
import type { Digest } from "../../oci/digest.js";
import { chainsOf } from "../../snapshot/snapshotter.js";
import type { Contents, Stack } from "../engine.js";
import type { LabStore } from "./store.js";

/** A stack with what its layers hold. */
export function contentsOf(stack: Stack, store: LabStore): Contents {
  const { content, containers, snapshots } = store;
  const chains = chainsOf(stack.layers.map(({ diffId }) => diffId));
  const layers = stack.layers.flatMap((layer, at) => {
    const chainId = chains[at];
    if (chainId === undefined) return [];
    const { changes } = snapshots.layer(layer.diffId);
    return [{ ...layer, chainId, changes, archive: content.open(layer.diffId) }];
  });
  const { kind, name, id, upper } = stack;
  if (upper === undefined) return { kind, name, id, layers };
  const { upper: changes } = containers.find(id).init.snapshot;
  return { kind, name, id, layers, upper: { directory: upper.directory, changes } };
}

/** @throws {NoSuchStepError} */
export function imageAt(reference: string, step: number, { images, snapshots }: LabStore): Digest {
  const record = images.find(reference);
  const steps = stepsOf(record.image).length;
  const kept = step < 0 ? steps + step + 1 : step;
  if (!Number.isInteger(step) || kept < 1 || kept > steps) throw new NoSuchStepError(reference, step, steps);
  // A commit stores one image for its step, and knows the one it was made from: the settings of the lowest image
  // that still has the step are nearest to those of that moment.
  let nearest = record;
  for (let at: ImageRecord | undefined = record; at !== undefined && stepsOf(at.image).length >= kept; ) {
    nearest = at;
    at = at.parent === undefined ? undefined : images.get(at.parent);
  }
  if (stepsOf(nearest.image).length === kept) return nearest.id;
  const config = configAtStep(nearest.image.config, kept);
  const known = layersOf(nearest.image).slice(0, config.rootfs.diff_ids.length);
  return images.add(
    config,
    known.map((diffId) => snapshots.figures(diffId)),
  ).id;
}
