import { hostPlatform } from "#platform/host";
import { versionInfo } from "../../../go/docker/version.js";
import { UNAME } from "../../../process/uname.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { VERSION } from "../../version.js";
import { FORMAT_VALUE } from "../shared-options.js";
import { printFacts } from "./facts.js";

/** There is no API to speak to; these are the versions of Docker 26's, whose behaviour this engine has. */
const API = "1.45";
const OLDEST_API = "1.24";

export const versionCommand: CommandSpec = {
  paths: ["version"],
  usage: "[OPTIONS]",
  summary: "Show the Docker version information",
  options: [FORMAT_VALUE],
  args: { min: 0, max: 0 },
  run: async ({ engine, io, options, contexts }: Invocation): Promise<number> => {
    const server = await engine.version();
    const { os: Os, arch: Arch } = hostPlatform();
    const client = {
      Version: VERSION,
      ApiVersion: API,
      DefaultAPIVersion: API,
      Os,
      Arch,
      Context: contexts.current,
    };
    const engineFacts = {
      ...{ Version: server.version, ApiVersion: API, MinAPIVersion: OLDEST_API },
      ...{ Os: "linux", Arch: "arm64", KernelVersion: UNAME.r },
    };
    const { Version, ...rest } = engineFacts;
    const Details = { ...rest, Experimental: "false" };
    const facts = {
      Client: client,
      Server: {
        Platform: { Name: server.name },
        Components: [{ Name: "Engine", Version, Details }],
        ...engineFacts,
      },
    };
    if (!printFacts(io, options.text("format"), { type: versionInfo, data: facts }, "version"))
      io.stdout(
        `Client: layerlab's docker command line
 Version:           ${client.Version}
 API version:       ${API}
 OS/Arch:           ${Os}/${Arch}
 Context:           ${client.Context}

Server: ${server.name}
 Engine:
  Version:          ${server.version}
  API version:      ${API} (minimum version ${OLDEST_API})
  OS/Arch:          ${engineFacts.Os}/${engineFacts.Arch}
  Experimental:     false
`,
      );
    return 0;
  },
};
