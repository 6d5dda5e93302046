import { credentialsKey } from "../../../registry/distribution/credentials.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { dockerConfig, registryOf } from "./docker-config.js";

export const logoutCommand: CommandSpec = {
  paths: ["logout"],
  usage: "[SERVER]",
  summary: "Log out from a registry",
  description: "Log out from a registry.\nIf no server is specified, the default is defined by the daemon.",
  options: [],
  args: { min: 0, max: 1 },
  run,
};

async function run({ io, args: [server = "docker.io"] }: Invocation): Promise<number> {
  const registry = registryOf(server);
  const shown = registry === "docker.io" ? credentialsKey(registry) : registry;
  const config = await dockerConfig();
  const had = await config.erase(credentialsKey(registry));
  io.stdout(had ? `Removing login credentials for ${shown}\n` : `Not logged in to ${shown}\n`);
  return 0;
}
