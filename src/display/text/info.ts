import { binarySize } from "../../go/units.js";

/** What `docker info` shows: the members of Docker's own answer that say something here. */
export interface Info {
  readonly Containers: number;
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
  readonly ContainersStopped: number;
  readonly Images: number;
  readonly ServerVersion: string;
  readonly Driver: string;
  readonly LoggingDriver: string;
  readonly CgroupDriver: string;
  readonly CgroupVersion: string;
  readonly Plugins: {
    readonly Volume: readonly string[];
    readonly Network: readonly string[];
    readonly Log: readonly string[];
  };
  readonly Swarm: { readonly LocalNodeState: string };
  readonly DefaultRuntime: string;
  readonly KernelVersion: string;
  readonly OperatingSystem: string;
  readonly OSType: string;
  readonly Architecture: string;
  readonly NCPU: number;
  /** Bytes; 0 where the machine does not say. */
  readonly MemTotal: number;
  readonly Name: string;
  readonly DockerRootDir: string;
}

export interface ClientInfo {
  readonly Version: string;
  readonly Context: string;
}

/** The text of `docker info`, in the client's order and words; what nobody here has, such as an init binary, is left out. */
export function infoText(info: Info, client: ClientInfo): string {
  const { Plugins } = info;
  return `Client:
 Version:    ${client.Version}
 Context:    ${client.Context}
 Debug Mode: false

Server:
 Containers: ${info.Containers}
  Running: ${info.ContainersRunning}
  Paused: ${info.ContainersPaused}
  Stopped: ${info.ContainersStopped}
 Images: ${info.Images}
 Server Version: ${info.ServerVersion}
 Storage Driver: ${info.Driver}
 Logging Driver: ${info.LoggingDriver}
 Cgroup Driver: ${info.CgroupDriver}
 Cgroup Version: ${info.CgroupVersion}
 Plugins:
  Volume: ${Plugins.Volume.join(" ")}
  Network: ${Plugins.Network.join(" ")}
  Log: ${Plugins.Log.join(" ")}
 Swarm: ${info.Swarm.LocalNodeState}
 Runtimes: ${info.DefaultRuntime}
 Default Runtime: ${info.DefaultRuntime}
 Kernel Version: ${info.KernelVersion}
 Operating System: ${info.OperatingSystem}
 OSType: ${info.OSType}
 Architecture: ${info.Architecture}
 CPUs: ${info.NCPU}
 Total Memory: ${binarySize(info.MemTotal)}
 Name: ${info.Name}
 Docker Root Dir: ${info.DockerRootDir}
 Debug Mode: false
 Experimental: false
 Live Restore Enabled: false

`;
}
