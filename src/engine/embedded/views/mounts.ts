import { LayerlabError } from "../../../errors/base.js";
import { measureChanges } from "../../../layer/measure.js";
import type { StackMount } from "../../views.js";
import type { Container } from "../container/container.js";
import { allPoints } from "../container/mounting.js";
import type { LabStore } from "../store/store.js";
import type { MountPoint } from "../volumes/mount-point.js";

/** What lies beside a container's layers, by place. */
export function mountsOf(container: Container, store: LabStore): readonly StackMount[] {
  return allPoints(container.facts.mounts)
    .map((point): StackMount => {
      const size = sizeOf(point, container, store);
      return {
        type: point.type,
        source: point.source ?? point.name ?? "",
        anonymous: point.anonymous,
        target: point.destination,
        readOnly: !point.writable,
        ...(size === undefined ? {} : { size }),
      };
    })
    .sort((a, b) => (a.target < b.target ? -1 : 1));
}

/** A volume that cannot be read has no size, and is no reason to show no layers. */
function sizeOf({ type, name, destination }: MountPoint, container: Container, store: LabStore) {
  if (type === "bind") return undefined;
  if (type === "tmpfs") {
    const memory = container.mountedAt(destination);
    return memory === undefined ? undefined : measureChanges(memory.upper).size;
  }
  try {
    const volume = store.volumes.get(name ?? "");
    // A volume that is a folder of the machine has no files of its own here.
    return volume === undefined || volume.facts.options?.device !== undefined
      ? undefined
      : measureChanges(volume.root).size;
  } catch (error) {
    if (error instanceof LayerlabError) return undefined;
    throw error;
  }
}
