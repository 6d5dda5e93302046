import type { CommandSpec } from "../../syntax/command-spec.js";

export const networkDisconnectCommand: CommandSpec = {
  paths: ["network disconnect"],
  usage: "[OPTIONS] NETWORK CONTAINER",
  summary: "Disconnect a container from a network",
  options: [
    {
      ...{ long: "force", short: "f", type: "bool" },
      help: "Force the container to disconnect from a network",
    },
  ],
  args: { min: 2, max: 2 },
  run: async ({ engine, options, args: [network = "", container = ""] }) => {
    await engine.disconnectNetwork(network, container, { force: options.flag("force") });
    return 0;
  },
};
