import type { VolumeSummary } from "../../volumes.js";
import type { ContainerTable } from "../containers/table.js";
import { mountpointOf } from "./mountpoint.js";
import type { Volume } from "./volume.js";

/** Ids of the containers that have a volume. */
export function usersOf(name: string, containers: ContainerTable): readonly string[] {
  return containers
    .list()
    .filter(({ facts }) =>
      facts.mounts.points.some((point) => point.type === "volume" && point.name === name),
    )
    .map(({ id }) => id);
}

export function volumeSummary({ facts }: Volume, containers: ContainerTable): VolumeSummary {
  const { name, created, labels, anonymous } = facts;
  return {
    name,
    driver: "local",
    mountpoint: mountpointOf(name),
    created,
    labels: labels ?? {},
    anonymous,
    users: usersOf(name, containers),
  };
}
