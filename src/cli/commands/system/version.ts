import { hostPlatform } from "#platform/host";
import { versionInfo } from "../../../go/docker/version.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { VERSION } from "../../version.js";
import { FORMAT_VALUE } from "../shared-options.js";
import { printFacts } from "./facts.js";

export const versionCommand: CommandSpec = {
  paths: ["version"],
  usage: "[OPTIONS]",
  summary: "Show the Docker version information",
  options: [FORMAT_VALUE],
  args: { min: 0, max: 0 },
  run: async ({ engine, io, options }: Invocation): Promise<number> => {
    const server = await engine.version();
    const client = { Version: VERSION, Os: hostPlatform().os, Arch: hostPlatform().arch };
    const facts = {
      Client: { ...client, Context: "default" },
      Server: { Platform: { Name: server.name }, Version: server.version },
    };
    if (!printFacts(io, options.text("format"), { type: versionInfo, data: facts }, "version"))
      io.stdout(
        `Client: layerlab's docker command line\n Version:           ${client.Version}\n OS/Arch:           ${client.Os}/${client.Arch}\n\nServer: ${server.name}\n Version:           ${server.version}\n`,
      );
    return 0;
  },
};
