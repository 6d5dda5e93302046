import { as, bool, embedded, int, map, optional, pointer, slice, string, struct } from "../reflect/type.js";
import { labels, portMap, strings, time } from "./common.js";

const addresses = slice(struct("network.Address", { Addr: string, PrefixLen: int }));

const base = struct("types.NetworkSettingsBase", {
  Bridge: string,
  SandboxID: string,
  SandboxKey: string,
  Ports: portMap,
  HairpinMode: bool,
  LinkLocalIPv6Address: string,
  LinkLocalIPv6PrefixLen: int,
  SecondaryIPAddresses: addresses,
  SecondaryIPv6Addresses: addresses,
});

/** The addresses in the network that the daemon makes by default. */
const defaults = struct("types.DefaultNetworkSettings", {
  EndpointID: string,
  Gateway: string,
  GlobalIPv6Address: string,
  GlobalIPv6PrefixLen: int,
  IPAddress: string,
  IPPrefixLen: int,
  IPv6Gateway: string,
  MacAddress: string,
});

/** A container in one network. */
export const endpointSettings = struct("network.EndpointSettings", {
  IPAMConfig: pointer(
    struct("network.EndpointIPAMConfig", {
      IPv4Address: optional(string),
      IPv6Address: optional(string),
      LinkLocalIPs: optional(strings),
    }),
  ),
  Links: strings,
  Aliases: strings,
  MacAddress: string,
  NetworkID: string,
  EndpointID: string,
  Gateway: string,
  IPAddress: string,
  IPPrefixLen: int,
  IPv6Gateway: string,
  GlobalIPv6Address: string,
  GlobalIPv6PrefixLen: int,
  DriverOpts: labels,
  DNSNames: strings,
});

export const networkSettings = struct("types.NetworkSettings", {
  NetworkSettingsBase: embedded(base),
  DefaultNetworkSettings: embedded(defaults),
  Networks: map(string, pointer(endpointSettings)),
});

const ipam = struct("network.IPAM", {
  Driver: string,
  Options: labels,
  Config: slice(
    struct("network.IPAMConfig", {
      Subnet: optional(string),
      IPRange: optional(string),
      Gateway: optional(string),
      AuxAddress: optional(labels, "AuxiliaryAddresses"),
    }),
  ),
});

const endpointResource = struct("network.EndpointResource", {
  Name: string,
  EndpointID: string,
  MacAddress: string,
  IPv4Address: string,
  IPv6Address: string,
});

/** `docker network inspect` */
export const networkResource = struct("network.Inspect", {
  Name: string,
  ID: as("Id", string),
  Created: time,
  Scope: string,
  Driver: string,
  EnableIPv6: bool,
  IPAM: ipam,
  Internal: bool,
  Attachable: bool,
  Ingress: bool,
  ConfigFrom: struct("network.ConfigReference", { Network: string }),
  ConfigOnly: bool,
  Containers: map(string, endpointResource),
  Options: labels,
  Labels: labels,
});
