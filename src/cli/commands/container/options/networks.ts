import type { EndpointConfig, Endpoints } from "../../../../engine/host-config.js";
import { OptionValueError, UsageError } from "../../../../errors/cli.js";
import { readCsvRecord } from "../../../../go/csv.js";
import { isUserDefined } from "../../../../go/docker/network-mode.js";
import { splitAssignment } from "../../../../posix/environment.js";
import { TOOL_FAILED } from "../../../../posix/exit-status.js";
import { isIp } from "../../../../posix/ip.js";
import type { ParsedOptions } from "../../../syntax/parsed-options.js";
import { macAddress } from "./values.js";

/** One `--network`: its name, or `name=…,alias=…,ip=…` (docker/cli `opts/network.go`). */
interface Attachment extends EndpointConfig {
  readonly target: string;
}

/**
 * Reads one `--network`.
 *
 * @throws {OptionValueError}
 */
export function attachment(text: string): Attachment {
  if (!/\w+=\w+(,\w+=\w+)*/.test(text)) return { target: text };
  let read: Attachment = { target: "" };
  for (const field of readCsvRecord(text)) {
    const [key, value] = splitAssignment(field.toLowerCase());
    if (value === undefined || key === "") throw new OptionValueError(`invalid field ${field}`, text);
    read = withMember(read, key.trim(), value.trim());
  }
  if (read.target === "") throw new OptionValueError("network name/id is not specified", text);
  return read;
}

function withMember(read: Attachment, key: string, value: string): Attachment {
  const { IPAMConfig, Aliases = [], DriverOpts } = read;
  switch (key) {
    case "name":
      return { ...read, target: value };
    case "alias":
      return { ...read, Aliases: [...Aliases, value] };
    case "ip":
      return { ...read, IPAMConfig: { ...IPAMConfig, IPv4Address: value } };
    case "ip6":
      return { ...read, IPAMConfig: { ...IPAMConfig, IPv6Address: value } };
    case "link-local-ip":
      return {
        ...read,
        IPAMConfig: { ...IPAMConfig, LinkLocalIPs: [...(IPAMConfig?.LinkLocalIPs ?? []), value] },
      };
    case "mac-address":
      return { ...read, MacAddress: value };
    case "driver-opt": {
      const [name, setting] = splitAssignment(value);
      if (setting === undefined || name === "")
        throw new OptionValueError("invalid key value pair format in driver options", value);
      return { ...read, DriverOpts: { ...DriverOpts, [name.trim()]: setting.trim() } };
    }
    case "gw-priority":
      // Which network has the default gateway: there is none to have.
      if (!/^[+-]?\d+$/.test(value))
        throw new OptionValueError(`invalid gw-priority (${value}): invalid syntax`, value);
      return read;
    default:
      throw new OptionValueError(`invalid field key ${key}`, value);
  }
}

/** The networks that the options ask for. `mode` is the first one's name. */
export interface Networks {
  readonly mode: string | undefined;
  readonly endpoints: Endpoints;
}

/**
 * `--network` with the older options beside it, which count for the first network.
 *
 * @throws {UsageError}
 */
export function networksOf(options: ParsedOptions): Networks {
  const given = options.list("network").map(attachment);
  const [first = { target: "default" }, ...others] = given;
  const all = [withOptions(first, options), ...others];
  const endpoints = new Map<string, EndpointConfig>();
  for (const one of all) {
    const endpoint = endpointOf(one);
    if (endpoints.has(one.target)) fail(`network "${one.target}" is specified multiple times`);
    endpoints.set(one.target, endpoint);
  }
  const kinds = new Set(given.map(({ target }) => isUserDefined(target)));
  if (kinds.size > 1)
    fail("conflicting options: cannot attach both user-defined and non-user-defined network-modes");
  return { mode: given[0]?.target, endpoints: Object.fromEntries(endpoints) };
}

function withOptions(network: Attachment, options: ParsedOptions): Attachment {
  const { IPAMConfig } = network;
  const [aliases, links, locals] = ["network-alias", "link", "link-local-ip"].map((name) =>
    options.list(name),
  );
  const [ip, ip6, mac] = ["ip", "ip6", "mac-address"].map((name) => options.text(name) || undefined);
  const both = (own: unknown, option: unknown, what: string): void => {
    if (own !== undefined && option !== undefined) fail(`conflicting options: cannot specify both ${what}`);
  };
  const [someAliases, someLocals] = [some(aliases), some(locals)];
  both(network.Aliases, someAliases, "--network-alias and per-network alias");
  both(IPAMConfig?.IPv4Address, ip, "--ip and per-network IPv4 address");
  both(IPAMConfig?.IPv6Address, ip6, "--ip6 and per-network IPv6 address");
  both(network.MacAddress, mac, "--mac-address and per-network MAC address");
  both(IPAMConfig?.LinkLocalIPs, someLocals, "--link-local-ip and per-network link-local IP addresses");
  // In the default network a link is the container's own, in others the endpoint's.
  const someLinks = isUserDefined(network.target) ? some(links) : undefined;
  const ipam = {
    ...IPAMConfig,
    ...(ip === undefined ? {} : { IPv4Address: ip }),
    ...(ip6 === undefined ? {} : { IPv6Address: ip6 }),
    ...(someLocals === undefined ? {} : { LinkLocalIPs: someLocals }),
  };
  return {
    ...network,
    ...(someAliases === undefined ? {} : { Aliases: someAliases }),
    ...(someLinks === undefined ? {} : { Links: someLinks }),
    ...(mac === undefined ? {} : { MacAddress: mac }),
    ...(Object.keys(ipam).length === 0 ? {} : { IPAMConfig: ipam }),
  };
}

function some(list: readonly string[] | undefined): readonly string[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

function endpointOf({ target, ...endpoint }: Attachment): EndpointConfig {
  const { IPAMConfig = {}, MacAddress } = endpoint;
  if (target.trim() === "") fail("no name set for network");
  if (!isUserDefined(target) && endpoint.Aliases !== undefined)
    fail("network-scoped aliases are only supported for user-defined networks");
  const { IPv4Address, IPv6Address, LinkLocalIPs = [] } = IPAMConfig;
  for (const address of [IPv4Address, IPv6Address, ...LinkLocalIPs])
    if (address !== undefined && !isIp(address)) fail(`invalid IP address: ${address}`);
  return MacAddress === undefined
    ? endpoint
    : { ...endpoint, MacAddress: macAddress(MacAddress).toLowerCase() };
}

function fail(message: string): never {
  throw new UsageError(message, TOOL_FAILED);
}
