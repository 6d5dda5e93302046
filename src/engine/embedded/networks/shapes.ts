import { endpointSettings, networkSettings } from "../../../go/docker/network.js";
import { complete } from "../../../go/marshal.js";
import type { ContainerInspect } from "../../containers.js";
import type { EndpointConfig } from "../../host-config.js";
import type { NetworkInspect, NetworkMember } from "../../networks.js";
import type { Container } from "../container/container.js";
import { endpointsOf } from "./join.js";
import type { Address } from "./state.js";
import type { NetworkRecord } from "./table.js";

/** `NetworkSettings` of `inspect`: what was asked for, and what a running container has of it. */
export function networkSettingsOf({
  id,
  facts,
  network: { addresses, ports },
}: Container): ContainerInspect["NetworkSettings"] {
  const isRunning = Object.keys(addresses).length > 0;
  const { bridge } = addresses;
  const networks = Object.entries(endpointsOf(facts)).map(([name, endpoint]): [string, object] => [
    name,
    settingsOf(name, endpoint, addresses[name], [facts.name, id.slice(0, 12), facts.config.Hostname ?? ""]),
  ]);
  return complete(networkSettings, {
    ...(isRunning ? { SandboxID: id, SandboxKey: `/var/run/docker/netns/${id.slice(0, 12)}` } : {}),
    Ports: ports,
    ...(bridge === undefined ? {} : addressMembers(bridge)),
    Networks: Object.fromEntries(networks),
  });
}

function settingsOf(
  name: string,
  { IPAMConfig, Links, Aliases, MacAddress, DriverOpts }: EndpointConfig,
  address: Address | undefined,
  names: readonly string[],
): object {
  const isOwn = !/^(bridge|host|none)$/.test(name);
  return complete(endpointSettings, {
    ...(IPAMConfig === undefined ? {} : { IPAMConfig }),
    ...(Links === undefined ? {} : { Links }),
    ...(Aliases === undefined ? {} : { Aliases }),
    ...(MacAddress === undefined ? {} : { MacAddress }),
    ...(DriverOpts === undefined ? {} : { DriverOpts }),
    ...(address === undefined ? {} : { NetworkID: address.networkId, ...addressMembers(address) }),
    ...(address !== undefined && isOwn
      ? { DNSNames: [...new Set([names[0], ...(Aliases ?? []), ...names.slice(1)])] }
      : {}),
  });
}

function addressMembers({ endpointId, gateway, ip, prefixLength, mac }: Address) {
  return {
    EndpointID: endpointId,
    Gateway: gateway,
    IPAddress: ip,
    IPPrefixLen: prefixLength,
    MacAddress: mac,
  };
}

/** `docker network inspect`, with the containers that run in it. */
export function networkInspect(
  { Options, Labels, ...network }: NetworkRecord,
  containers: readonly Container[],
): NetworkInspect {
  const members = containers.flatMap((container): readonly (readonly [string, NetworkMember])[] => {
    const address = container.network.addresses[network.Name];
    if (address === undefined) return [];
    const { endpointId, mac, ip, prefixLength } = address;
    const IPv4Address = ip === "" ? "" : `${ip}/${prefixLength}`;
    const member = { Name: container.facts.name, EndpointID: endpointId, MacAddress: mac, IPv4Address };
    return [[container.id, { ...member, IPv6Address: "" }]];
  });
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...network, Containers: Object.fromEntries(members), Options, Labels };
}
