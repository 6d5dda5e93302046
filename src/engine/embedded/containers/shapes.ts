import { containerInspect as CONTAINER_INSPECT } from "../../../go/docker/container.js";
import { complete } from "../../../go/marshal.js";
import type { ContainerInspect, ContainerSummary } from "../../containers.js";
import type { Container } from "../container/container.js";
import { CONTAINERS } from "../container/mount-table.js";
import { endpointsOf } from "../networks/join.js";
import { networkSettingsOf } from "../networks/shapes.js";
import { containerDirectory, graphDriver, layerDirectories } from "../views/directories.js";
import { type ContainerMounts, mountPointInspect } from "../volumes/mount-point.js";
import { hostConfig } from "./host-config.js";
import { salvagedSummary } from "./salvage.js";
import type { ContainerTable } from "./table.js";

/** Containers in the shapes that Docker shows. Nothing here changes anything. */

/** @param links its names in containers that were linked to it */
export function containerSummary(container: Container, links: readonly string[] = []): ContainerSummary {
  const { facts, state } = container;
  return {
    id: facts.id,
    name: facts.name,
    imageId: facts.imageId,
    image: facts.imageName,
    // moby quotes only arguments that contain a blank.
    command: container.commandLine
      .map((word, at) => (at > 0 && word.includes(" ") ? `'${word}'` : word))
      .join(" "),
    created: facts.created,
    status: state.status,
    paused: state.paused === true,
    ...(state.health === undefined ? {} : { health: state.health.Status }),
    exitCode: state.exitCode,
    ...(state.status === "created" ? {} : { startedAt: state.startedAt }),
    ...(state.status === "exited" ? { finishedAt: state.finishedAt } : {}),
    labels: facts.config.Labels ?? {},
    ports: container.network.ports,
    networks: Object.keys(endpointsOf(facts)),
    ...(links.length === 0 ? {} : { links }),
    mounts: facts.mounts.points.map(mountPointInspect),
  };
}

/** Those whose records cannot be read: a line of a list each, not its end. */
export function damagedSummaries({ damaged }: Pick<ContainerTable, "damaged">): readonly ContainerSummary[] {
  return [...damaged].map(([id, { known, error }]) => salvagedSummary(id, known, error.message));
}

export function containerInspect(container: Container): ContainerInspect {
  const { facts, state } = container;
  const [path = "", ...args] = container.commandLine;
  const running = state.status === "running";
  return complete(CONTAINER_INSPECT, {
    Id: facts.id,
    Created: facts.created,
    Path: path,
    Args: args,
    State: {
      Status: running && state.paused === true ? "paused" : state.status,
      Running: running,
      Paused: running && state.paused === true,
      Restarting: false,
      OOMKilled: false,
      Dead: false,
      Pid: running ? 1 : 0,
      ExitCode: state.exitCode,
      Error: state.error,
      StartedAt: state.startedAt,
      FinishedAt: state.finishedAt,
      ...(state.health === undefined ? {} : { Health: state.health }),
    },
    Image: facts.imageId,
    ...ownPaths(container),
    Name: `/${facts.name}`,
    RestartCount: state.restarts ?? 0,
    Driver: "overlay2",
    Platform: "linux",
    HostConfig: hostConfig({
      ...facts.hostConfig,
      AutoRemove: facts.autoRemove,
      ...mountSettings(facts.mounts),
    }),
    GraphDriver: graphDriver(
      layerDirectories(container.snapshot.parent.layers),
      containerDirectory(facts.id),
    ),
    Mounts: facts.mounts.points.map(mountPointInspect),
    Config: facts.config,
    NetworkSettings: networkSettingsOf(container),
  });
}

function ownPaths({ facts: { id, hostConfig: asked }, state }: Container): OwnPaths {
  if (state.status === "created") return { ResolvConfPath: "", HostnamePath: "", HostsPath: "", LogPath: "" };
  const driver = asked.LogConfig?.Type ?? "";
  const place = `${CONTAINERS}/${id}`;
  return {
    ResolvConfPath: `${place}/resolv.conf`,
    HostnamePath: `${place}/hostname`,
    HostsPath: `${place}/hosts`,
    LogPath: driver === "" || driver === "json-file" ? `${place}/${id}-json.log` : "",
  };
}

type OwnPaths = Pick<ContainerInspect, "ResolvConfPath" | "HostnamePath" | "HostsPath" | "LogPath">;

function mountSettings({ binds, specs, tmpfs, volumesFrom, readOnly }: ContainerMounts): object {
  return {
    ...(binds.length === 0 ? {} : { Binds: binds }),
    ...(volumesFrom.length === 0 ? {} : { VolumesFrom: volumesFrom }),
    ...(specs.length === 0 ? {} : { Mounts: specs }),
    ...(Object.keys(tmpfs).length === 0 ? {} : { Tmpfs: tmpfs }),
    ReadonlyRootfs: readOnly,
  };
}
