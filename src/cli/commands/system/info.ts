import { dockerInfo } from "../../../go/docker/info.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { VERSION } from "../../version.js";
import { FORMAT_VALUE } from "../shared-options.js";
import { printFacts } from "./facts.js";

export const infoCommand: CommandSpec = {
  paths: ["info"],
  usage: "[OPTIONS]",
  summary: "Display system-wide information",
  options: [FORMAT_VALUE],
  args: { min: 0, max: 0 },
  run: async ({ engine, io, options }: Invocation): Promise<number> => {
    const { name, version } = await engine.version();
    const containers = await engine.containers({ all: true });
    const count = (status: string): number => containers.filter((one) => one.status === status).length;
    const facts = {
      Containers: containers.length,
      ContainersRunning: count("running"),
      ContainersStopped: containers.length - count("running"),
      Images: (await engine.images()).length,
      ServerVersion: version,
      Name: name,
      Driver: "overlay2",
      OSType: "linux",
    };
    const data = {
      ...facts,
      ClientInfo: { Version: VERSION, Context: "default", Plugins: [] },
    };
    if (!printFacts(io, options.text("format"), { type: dockerInfo, data }))
      io.stdout(
        `Server: ${facts.Name}\n Containers: ${facts.Containers}\n  Running: ${facts.ContainersRunning}\n  Stopped: ${facts.ContainersStopped}\n Images: ${facts.Images}\n Server Version: ${facts.ServerVersion}\n`,
      );
    return 0;
  },
};

/** A command of its own in Docker too: neither is listed as an alias of the other. */
export const systemInfoCommand: CommandSpec = { ...infoCommand, paths: ["system info"] };
