import {
  anything,
  array,
  as,
  bool,
  defined,
  embedded,
  int,
  int64,
  map,
  optional,
  pointer,
  slice,
  string,
  struct,
  uint8,
} from "../reflect/type.js";
import { labels, strings } from "./common.js";
import { clientVersion } from "./version.js";

const pairs = slice(array(2, string));
const bytes = slice(uint8);

const network = struct("registry.NetIPNet", {
  IP: defined("net.IP", bytes),
  Mask: defined("net.IPMask", bytes),
});
const networks = slice(pointer(network));

const registryConfig = struct("registry.ServiceConfig", {
  AllowNondistributableArtifactsCIDRs: networks,
  AllowNondistributableArtifactsHostnames: strings,
  InsecureRegistryCIDRs: networks,
  IndexConfigs: map(
    string,
    pointer(struct("registry.IndexInfo", { Name: string, Mirrors: strings, Secure: bool, Official: bool })),
  ),
  Mirrors: strings,
});

const runtime = struct("system.RuntimeWithStatus", {
  Runtime: embedded(
    struct("system.Runtime", {
      Path: optional(string, "path"),
      Args: optional(strings, "runtimeArgs"),
      Type: optional(string, "runtimeType"),
      Options: optional(map(string, anything), "options"),
    }),
  ),
  Status: optional(labels, "status"),
});

const genericResource = struct("swarm.GenericResource", {
  NamedResourceSpec: optional(
    pointer(struct("swarm.NamedGenericResource", { Kind: optional(string), Value: optional(string) })),
  ),
  DiscreteResourceSpec: optional(
    pointer(struct("swarm.DiscreteGenericResource", { Kind: optional(string), Value: optional(int64) })),
  ),
});

/** None of our engines is part of a swarm, so the members of a cluster are left out. */
const swarm = struct("swarm.Info", {
  NodeID: string,
  NodeAddr: string,
  LocalNodeState: defined("swarm.LocalNodeState", string),
  ControlAvailable: bool,
  Error: string,
  RemoteManagers: slice(struct("swarm.Peer", { NodeID: string, Addr: string })),
  Nodes: optional(int),
  Managers: optional(int),
  Cluster: optional(pointer(struct("swarm.ClusterInfo", {}))),
  Warnings: optional(strings),
});

const commit = struct("system.Commit", { ID: string, Expected: string });

/** What the daemon reports about itself. */
export const info = struct("system.Info", {
  ID: string,
  Containers: int,
  ContainersRunning: int,
  ContainersPaused: int,
  ContainersStopped: int,
  Images: int,
  Driver: string,
  DriverStatus: pairs,
  SystemStatus: optional(pairs),
  Plugins: struct("system.PluginsInfo", {
    Volume: strings,
    Network: strings,
    Authorization: strings,
    Log: strings,
  }),
  MemoryLimit: bool,
  SwapLimit: bool,
  KernelMemory: optional(bool),
  KernelMemoryTCP: optional(bool),
  CPUCfsPeriod: as("CpuCfsPeriod", bool),
  CPUCfsQuota: as("CpuCfsQuota", bool),
  CPUShares: bool,
  CPUSet: bool,
  PidsLimit: bool,
  IPv4Forwarding: bool,
  BridgeNfIptables: bool,
  BridgeNfIP6tables: as("BridgeNfIp6tables", bool),
  Debug: bool,
  NFd: int,
  OomKillDisable: bool,
  NGoroutines: int,
  SystemTime: string,
  LoggingDriver: string,
  CgroupDriver: string,
  CgroupVersion: optional(string),
  NEventsListener: int,
  KernelVersion: string,
  OperatingSystem: string,
  OSVersion: string,
  OSType: string,
  Architecture: string,
  IndexServerAddress: string,
  RegistryConfig: pointer(registryConfig),
  NCPU: int,
  MemTotal: int64,
  GenericResources: slice(genericResource),
  DockerRootDir: string,
  HTTPProxy: as("HttpProxy", string),
  HTTPSProxy: as("HttpsProxy", string),
  NoProxy: string,
  Name: string,
  Labels: strings,
  ExperimentalBuild: bool,
  ServerVersion: string,
  Runtimes: map(string, runtime),
  DefaultRuntime: string,
  Swarm: swarm,
  LiveRestoreEnabled: bool,
  Isolation: defined("container.Isolation", string),
  InitBinary: string,
  ContainerdCommit: commit,
  RuncCommit: commit,
  InitCommit: commit,
  SecurityOptions: strings,
  ProductLicense: optional(string),
  DefaultAddressPools: optional(slice(struct("system.NetworkAddressPool", { Base: string, Size: int }))),
  CDISpecDirs: strings,
  Warnings: strings,
});

/** `docker info`: the daemon's members, and the client's beside them. */
export const dockerInfo = struct("system.dockerInfo", {
  Info: embedded(pointer(info)),
  ServerErrors: optional(strings),
  UserName: as("-", string),
  ClientInfo: optional(
    pointer(
      struct("system.clientInfo", {
        Debug: bool,
        clientVersion: embedded(clientVersion),
        Plugins: slice(anything),
        Warnings: strings,
      }),
    ),
  ),
  ClientErrors: optional(strings),
});
