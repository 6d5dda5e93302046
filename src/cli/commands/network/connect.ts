import type { EndpointConfig } from "../../../engine/host-config.js";
import { assignments } from "../../../posix/environment.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { link } from "../container/options/values.js";

export const networkConnectCommand: CommandSpec = {
  paths: ["network connect"],
  usage: "[OPTIONS] NETWORK CONTAINER",
  summary: "Connect a container to a network",
  options: [
    { long: "alias", type: "strings", help: "Add network-scoped alias for the container" },
    { long: "driver-opt", type: "strings", help: "driver options for the network" },
    {
      ...{ long: "gw-priority", type: "int" },
      help: "Highest gw-priority provides the default gateway. Accepts positive and negative values.",
    },
    { long: "ip", type: "string", help: 'IPv4 address (e.g., "172.30.100.104")' },
    { long: "ip6", type: "string", help: 'IPv6 address (e.g., "2001:db8::33")' },
    { long: "link", type: "list", help: "Add link to another container", check: link },
    { long: "link-local-ip", type: "strings", help: "Add a link-local address for the container" },
  ],
  args: { min: 2, max: 2 },
  run,
};

async function run({ engine, options, args: [network = "", container = ""] }: Invocation): Promise<number> {
  const list = (long: string): readonly string[] | undefined =>
    options.given(long) ? options.list(long).flatMap((value) => value.split(",")) : undefined;
  const [ip, ip6, local] = [options.text("ip"), options.text("ip6"), list("link-local-ip")];
  const [aliases, links, driverOptions] = [list("alias"), list("link"), list("driver-opt")];
  const ipam = {
    ...(ip === undefined ? {} : { IPv4Address: ip }),
    ...(ip6 === undefined ? {} : { IPv6Address: ip6 }),
    ...(local === undefined ? {} : { LinkLocalIPs: local }),
  };
  const endpoint: EndpointConfig = {
    IPAMConfig: ipam,
    ...(aliases === undefined ? {} : { Aliases: aliases }),
    ...(links === undefined ? {} : { Links: links }),
    DriverOpts: Object.fromEntries(assignments(driverOptions ?? [])),
  };
  await engine.connectNetwork(network, container, endpoint);
  return 0;
}
