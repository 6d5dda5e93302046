import { as, bool, embedded, int, int64, optional, pointer, slice, string, struct } from "../reflect/type.js";
import { graphDriver, labels, strings, time } from "./common.js";
import { config } from "./config.js";
import { hostConfig } from "./host-config.js";
import { mountPoints } from "./mount.js";
import { networkSettings } from "./network.js";

export const health = struct("types.Health", {
  Status: string,
  FailingStreak: int,
  Log: slice(
    pointer(struct("types.HealthcheckResult", { Start: time, End: time, ExitCode: int, Output: string })),
  ),
});

const state = struct("types.ContainerState", {
  Status: string,
  Running: bool,
  Paused: bool,
  Restarting: bool,
  OOMKilled: bool,
  Dead: bool,
  Pid: int,
  ExitCode: int,
  Error: string,
  StartedAt: string,
  FinishedAt: string,
  Health: optional(pointer(health)),
});

const node = struct("types.ContainerNode", {
  ID: string,
  IPAddress: as("IP", string),
  Addr: string,
  Name: string,
  Cpus: int,
  Memory: int64,
  Labels: labels,
});

const base = struct("types.ContainerJSONBase", {
  ID: as("Id", string),
  Created: string,
  Path: string,
  Args: strings,
  State: pointer(state),
  Image: string,
  ResolvConfPath: string,
  HostnamePath: string,
  HostsPath: string,
  LogPath: string,
  Node: optional(pointer(node)),
  Name: string,
  RestartCount: int,
  Driver: string,
  Platform: string,
  MountLabel: string,
  ProcessLabel: string,
  AppArmorProfile: string,
  ExecIDs: strings,
  HostConfig: pointer(hostConfig),
  GraphDriver: graphDriver,
  SizeRw: optional(pointer(int64)),
  SizeRootFs: optional(pointer(int64)),
});

/** `docker container inspect` */
export const containerInspect = struct("types.ContainerJSON", {
  ContainerJSONBase: embedded(pointer(base)),
  Mounts: mountPoints,
  Config: pointer(config),
  NetworkSettings: pointer(networkSettings),
});
