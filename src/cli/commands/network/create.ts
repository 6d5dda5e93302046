import type { AddressPool } from "../../../engine/networks.js";
import { UsageError } from "../../../errors/cli.js";
import { assignments } from "../../../posix/environment.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { sayOnce } from "../container/options/notes.js";
import { label } from "../container/options/values.js";
import { isInSubnet } from "./subnets.js";

export const networkCreateCommand: CommandSpec = {
  paths: ["network create"],
  usage: "[OPTIONS] NETWORK",
  summary: "Create a network",
  options: [
    { long: "attachable", type: "bool", help: "Enable manual container attachment" },
    {
      ...{ long: "aux-address", type: "map" },
      help: "Auxiliary IPv4 or IPv6 addresses used by Network driver (default map[])",
    },
    { long: "config-from", type: "string", help: "The network from which to copy the configuration" },
    { long: "config-only", type: "bool", help: "Create a configuration only network" },
    { long: "driver", short: "d", type: "string", help: "Driver to manage the Network", default: "bridge" },
    { long: "gateway", type: "strings", help: "IPv4 or IPv6 Gateway for the master subnet" },
    { long: "ingress", type: "bool", help: "Create swarm routing-mesh network" },
    { long: "internal", type: "bool", help: "Restrict external access to the network" },
    { long: "ip-range", type: "strings", help: "Allocate container ip from a sub-range" },
    { long: "ipam-driver", type: "string", help: "IP Address Management Driver", default: "default" },
    { long: "ipam-opt", type: "map", help: "Set IPAM driver specific options (default map[])" },
    { long: "ipv4", type: "bool", help: "Enable or disable IPv4 address assignment", default: "true" },
    { long: "ipv6", type: "bool", help: "Enable or disable IPv6 address assignment" },
    { long: "label", type: "list", help: "Set metadata on a network", check: label },
    { long: "opt", short: "o", type: "map", help: "Set driver specific options (default map[])" },
    { long: "scope", type: "string", help: "Control the network's scope" },
    { long: "subnet", type: "strings", help: "Subnet in CIDR format that represents a network segment" },
  ],
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [name = ""] }: Invocation): Promise<number> {
  const texts = (long: string): Readonly<Record<string, string>> =>
    Object.fromEntries(assignments(options.list(long)));
  const id = await engine.createNetwork({
    name,
    driver: options.text("driver") ?? "bridge",
    pools: poolsOf({ options }),
    internal: options.flag("internal"),
    attachable: options.flag("attachable"),
    ipv6: options.flag("ipv6"),
    options: texts("opt"),
    labels: texts("label"),
    ipamOptions: texts("ipam-opt"),
    configOnly: options.flag("config-only"),
    configFrom: options.text("config-from") ?? "",
    ingress: options.flag("ingress"),
  });
  io.stdout(`${id}\n`);
  const what =
    "is a record here: containers in it find each other's names in /etc/hosts, and curl and wget reach nginx in them";
  sayOnce(engine, io, "a network", what);
  return 0;
}

/** Which range and which gateway belong to which subnet (docker/cli `createIPAMConfig`). @throws {UsageError} */
function poolsOf({ options }: Pick<Invocation, "options">): readonly AddressPool[] {
  const list = (long: string): readonly string[] => options.list(long).flatMap((value) => value.split(","));
  const [subnets, ranges, gateways] = [list("subnet"), list("ip-range"), list("gateway")];
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    throw new UsageError("every ip-range or gateway must have a corresponding subnet", 1);
  for (const subnet of subnets)
    if (!/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(subnet))
      throw new UsageError(`invalid subnet ${subnet}: invalid CIDR address: ${subnet}`, 1);
  const find = (what: string, address: string): string => {
    const found = subnets.find((subnet) => isInSubnet(address, subnet));
    if (found === undefined) throw new UsageError(`no matching subnet for ${what} ${address}`, 1);
    return found;
  };
  const pools = new Map<string, AddressPool>(subnets.map((Subnet) => [Subnet, { Subnet }]));
  const add = (subnet: string, more: Partial<AddressPool>): void => {
    const pool = pools.get(subnet);
    if (pool !== undefined) pools.set(subnet, { ...pool, ...more });
  };
  for (const range of ranges) add(find("range", range), { IPRange: range });
  for (const gateway of gateways) add(find("gateway", gateway), { Gateway: gateway });
  for (const [name, address] of assignments(options.list("aux-address"))) {
    const subnet = find("aux-address", address);
    add(subnet, { AuxiliaryAddresses: { ...pools.get(subnet)?.AuxiliaryAddresses, [name]: address } });
  }
  return [...pools.values()];
}
