import { NetworkError } from "../../../errors/networks.js";
import type { CreateNetworkOptions } from "../../networks.js";
import type { NetworkTable } from "./table.js";

/**
 * What cannot be made, in the order in which libnetwork looks (`validateConfiguration`, `NewNetwork`).
 *
 * @throws {NetworkError}
 */
export function checkCreation(options: CreateNetworkOptions): void {
  const { driver = "bridge", configOnly = false, configFrom = "", ingress = false } = options;
  if (configOnly) {
    if (configFrom !== "")
      throw new NetworkError("a configuration network cannot depend on another configuration network", 403);
    if (ingress || options.internal || options.attachable)
      throw new NetworkError(
        "configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.",
        403,
      );
    return;
  }
  if (configFrom !== "") {
    if ((options.pools ?? []).length > 0 || options.ipv6 || hasAny(options.labels))
      throw new NetworkError(
        "user specified configurations are not supported if the network depends on a configuration network",
        403,
      );
    if (hasAny(options.options))
      throw new NetworkError(
        "network driver options are not supported if the network depends on a configuration network",
        403,
      );
  }
  checkDriver(driver);
  if (ingress) throw new NetworkError("Ingress network can only be global scope network", 403);
}

/** With the settings of the network that it is made from. @throws {NetworkError} */
export function configured(options: CreateNetworkOptions, networks: NetworkTable): CreateNetworkOptions {
  const { configFrom = "" } = options;
  if (configFrom === "") return options;
  const from = networks.list().find(({ Name, ConfigOnly }) => ConfigOnly && Name === configFrom);
  if (from === undefined) throw new NetworkError(`configuration network "${configFrom}" does not exist`, 404);
  return {
    ...options,
    pools: from.IPAM.Config ?? [],
    ipamOptions: from.IPAM.Options ?? {},
    ipv6: from.EnableIPv6,
    options: from.Options,
    labels: from.Labels,
  };
}

function hasAny(record: Readonly<Record<string, string>> = {}): boolean {
  return Object.keys(record).length > 0;
}

function checkDriver(driver: string): void {
  if (/^(bridge|macvlan|ipvlan)$/.test(driver)) return;
  if (driver === "host" || driver === "null")
    throw new NetworkError(`only one instance of "${driver}" network is allowed`, 403);
  if (driver === "overlay")
    throw new NetworkError(
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
      503,
    );
  throw new NetworkError(`plugin "${driver}" not found`, 404);
}
