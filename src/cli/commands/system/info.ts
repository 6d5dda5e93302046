import { hostPlatform, memoryTotal, processorCount } from "#platform/host";
import { type Info, infoText } from "../../../display/text/info.js";
import type { Engine } from "../../../engine/engine.js";
import { dockerInfo } from "../../../go/docker/info.js";
import { UNAME } from "../../../process/uname.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { VERSION } from "../../version.js";
import { FORMAT_VALUE } from "../shared-options.js";
import { printFacts } from "./facts.js";

const NETWORKS = ["bridge", "host", "ipvlan", "macvlan", "null"];

export const infoCommand: CommandSpec = {
  paths: ["info"],
  usage: "[OPTIONS]",
  summary: "Display system-wide information",
  options: [FORMAT_VALUE],
  args: { min: 0, max: 0 },
  run: async ({ engine, io, options, contexts }: Invocation): Promise<number> => {
    const info = await infoOf(engine);
    const { os, arch } = hostPlatform();
    const client = { Version: VERSION, Context: contexts.current };
    const data = { ...info, ClientInfo: { ...client, Os: os, Arch: arch, Plugins: [] } };
    if (!printFacts(io, options.text("format"), { type: dockerInfo, data }))
      io.stdout(infoText(info, client));
    return 0;
  },
};

async function infoOf(engine: Engine): Promise<Info> {
  const { name, version } = await engine.version();
  const containers = await engine.containers({ all: true });
  const count = (status: string): number => containers.filter((one) => one.status === status).length;
  const [running, paused] = [count("running"), count("paused")];
  return {
    Containers: containers.length,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: containers.length - running - paused,
    Images: (await engine.images()).length,
    ServerVersion: version,
    Driver: "overlay2",
    LoggingDriver: "json-file",
    CgroupDriver: "cgroupfs",
    CgroupVersion: "2",
    Plugins: { Volume: ["local"], Network: NETWORKS, Log: ["json-file", "local", "none"] },
    Swarm: { LocalNodeState: "inactive" },
    DefaultRuntime: "runc",
    KernelVersion: UNAME.r,
    OperatingSystem: name,
    OSType: "linux",
    Architecture: UNAME.m,
    NCPU: processorCount(),
    MemTotal: memoryTotal(),
    Name: "layerlab",
    DockerRootDir: "/var/lib/docker",
  };
}

/** A command of its own in Docker too: neither is listed as an alias of the other. */
export const systemInfoCommand: CommandSpec = { ...infoCommand, paths: ["system info"] };
