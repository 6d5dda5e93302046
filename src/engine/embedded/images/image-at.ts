import { NoSuchStepError } from "../../../errors/views.js";
import { configAtStep } from "../../../image/at-step.js";
import { layersOf, stepsOf } from "../../../image/image.js";
import type { ImageRecord } from "../../../image/records.js";
import type { Digest } from "../../../oci/digest.js";
import type { LabStore } from "../store/store.js";

/** The image as it was after one step of its history; see `Images.imageAt`. @throws {NoSuchStepError} */
export function imageAt(reference: string, step: number, { images, snapshots }: LabStore): Digest {
  const record = images.find(reference);
  const steps = stepsOf(record.image).length;
  const kept = step < 0 ? steps + step + 1 : step;
  if (!Number.isInteger(step) || kept < 1 || kept > steps) throw new NoSuchStepError(reference, step, steps);
  // A commit stores one image for its step, and knows the image it was made from. The lowest image that still has
  // the step has the settings closest to those of that moment.
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
    known.map((diffId) => snapshots.summary(diffId)),
  ).id;
}
