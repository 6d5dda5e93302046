import { LayerlabError } from "../../../errors/base.js";
import type { ImageStore } from "../../../image/store.js";
import type { Digest } from "../../../oci/digest.js";
import type { Container } from "../container/container.js";
import type { ContainerFacts } from "../container/record.js";
import type { NetworkState } from "../networks/state.js";
import type { NetworkTable } from "../networks/table.js";
import type { Volume } from "../volumes/volume.js";
import type { EventLog } from "./log.js";

type Attributes = Readonly<Record<string, string>>;

/** What happens to a container is told with its labels (moby `daemon/events.go`). */
export function containerEvent(
  events: EventLog,
  action: string,
  { id, name, imageName, config }: ContainerFacts,
  attributes: Attributes = {},
): void {
  events.add("container", action, id, { ...config.Labels, ...attributes, image: imageName, name });
}

/**
 * The same of an image, as long as it is there (moby `daemon/images/image_events.go`).
 *
 * @param name of a pull: Docker tells it under the names that were asked for, everything else under the id
 */
export function imageEvent(
  { events, images }: { readonly events: EventLog; readonly images: ImageStore },
  action: string,
  id: Digest,
  { actor = id, name = id }: { readonly actor?: string; readonly name?: string } = {},
): void {
  events.add("image", action, actor, { ...labelsOf(id, images), name });
}

/** None of an image that is gone or damaged. */
function labelsOf(id: Digest, images: ImageStore): Attributes {
  if (!images.has(id)) return {};
  try {
    return images.get(id).image.config.config?.Labels ?? {};
  } catch (error) {
    if (error instanceof LayerlabError) return {};
    throw error;
  }
}

export function volumeEvent(events: EventLog, action: string, { name }: Pick<Volume, "name">): void {
  events.add("volume", action, name, { driver: "local" });
}

/** What a container's start and end do to its networks and volumes; a start that fails does both. */
export function surroundings(
  { events, networks }: { readonly events: EventLog; readonly networks: NetworkTable },
  { id, facts }: Container,
  begins: boolean,
  { addresses }: NetworkState,
): void {
  for (const [name, { networkId }] of Object.entries(addresses)) {
    const { Driver } = networks.find(name);
    events.add("network", begins ? "connect" : "disconnect", networkId, {
      ...{ container: id, name, type: Driver },
    });
  }
  for (const { name, destination, writable, propagation } of facts.mounts.points) {
    if (name === undefined) continue;
    const attributes = { container: id, driver: "local" };
    if (!begins) events.add("volume", "unmount", name, attributes);
    else
      events.add("volume", "mount", name, {
        ...{ ...attributes, destination, propagation, "read/write": String(writable) },
      });
  }
}
