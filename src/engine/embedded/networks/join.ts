import { toHex } from "#platform/bytes";
import { NetworkError } from "../../../errors/networks.js";
import { randomBytes } from "../../../platform/random.js";
import type { EndpointConfig } from "../../host-config.js";
import type { ContainerFacts } from "../container/record.js";
import { allocatePorts } from "./ports.js";
import type { Address, NetworkState } from "./state.js";
import { addressAt, freeAddress, isWithin, macOf, parseSubnet } from "./subnet.js";
import type { NetworkRecord, NetworkTable } from "./table.js";

/**
 * What a container that starts gets of its networks: an address in each, and its published ports.
 *
 * @param running what the others have that run
 * @throws {NoSuchNetworkError} {@link NetworkError} {@link PortAllocatedError}
 */
export function joined(
  facts: ContainerFacts,
  networks: NetworkTable,
  running: readonly NetworkState[],
): NetworkState {
  const addresses = Object.fromEntries(
    Object.entries(endpointsOf(facts)).map(([name, endpoint]) => {
      const network = networks.find(name);
      return [network.Name, addressIn(network, endpoint, running)];
    }),
  );
  const endpoint = Object.values(addresses)[0]?.endpointId ?? "";
  const ports = allocatePorts(
    facts,
    endpoint,
    running.map((other) => other.ports),
  );
  return { addresses, ports };
}

/** The networks a container is in, whether somebody named them or not. */
export function endpointsOf({
  hostConfig,
  endpoints,
  wasReconnected,
}: ContainerFacts): Readonly<Record<string, EndpointConfig>> {
  const mode = hostConfig.NetworkMode ?? "bridge";
  if (mode.startsWith("container:")) return {};
  return wasReconnected === true || Object.hasOwn(endpoints, mode) ? endpoints : { [mode]: {}, ...endpoints };
}

/** @throws {NetworkError} */
export function addressIn(
  network: NetworkRecord,
  { IPAMConfig = {}, MacAddress }: EndpointConfig,
  running: readonly NetworkState[],
): Address {
  if (network.ConfigOnly) throw new NetworkError("cannot create endpoint on configuration-only network", 403);
  const [pool] = network.IPAM.Config ?? [];
  const subnet = parseSubnet(pool?.Subnet ?? "");
  const endpointId = toHex(randomBytes(32));
  const none = { networkId: network.Id, endpointId, ip: "", prefixLength: 0, gateway: "", mac: "" };
  if (pool === undefined || subnet === undefined) return none;
  const range = parseSubnet(pool.IPRange ?? "") ?? subnet;
  // One that nobody named is not written down.
  const gateway = pool.Gateway ?? addressAt(range, 1);
  const taken = running.flatMap(({ addresses }) => addresses[network.Name]?.ip ?? []);
  const { IPv4Address: wanted } = IPAMConfig;
  if (wanted !== undefined) {
    if (network.Name === "bridge")
      throw new NetworkError("user specified IP address is supported on user defined networks only");
    if (!isWithin(wanted, subnet))
      throw new NetworkError(
        `invalid endpoint settings:\nno configured subnet contains IP address ${wanted}`,
      );
    if (taken.includes(wanted) || wanted === gateway) throw new NetworkError("Address already in use", 403);
  }
  const reserved = [gateway, ...Object.values(pool.AuxiliaryAddresses ?? {})];
  const ip = wanted ?? freeAddress(range, new Set([...taken, ...reserved]));
  if (ip === undefined)
    throw new NetworkError("no available IPv4 addresses on this network's address pools", 500);
  return {
    ...none,
    ip,
    prefixLength: subnet.prefixLength,
    gateway: network.Internal ? "" : gateway,
    mac: MacAddress ?? macOf(ip),
  };
}
