import { base } from "../../../posix/path.js";
import type { ContainerFacts } from "../container/record.js";
import { endpointsOf } from "./join.js";
import type { NetworkState } from "./state.js";

/** What stands in /etc/resolv.conf where nobody asked for a server. */
export const NO_NAMESERVER = "# This container has no network.\n";

/** The lines that every container has. */
export const LOCALHOST = `127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
ff00::0\tip6-mcastprefix
ff02::1\tip6-allnodes
ff02::2\tip6-allrouters
`;

/**
 * A container's /etc/hosts: Docker's lines, and below them the names of the others in its networks. Docker has a server for
 * those, which nobody could ask here.
 */
export function hostsText(container: Neighbour, network: NetworkState, others: readonly Neighbour[]): string {
  const { facts } = container;
  const { Hostname = "", Domainname = "" } = facts.config;
  const own = Domainname === "" ? Hostname : `${Hostname}.${Domainname} ${Hostname}`;
  const lines = [
    ...(facts.hostConfig.ExtraHosts ?? []).map(extraHost),
    ...(facts.hostConfig.Links ?? []).flatMap((link) => linked(link, others)),
    ...Object.values(network.addresses).flatMap(({ ip }) => (ip === "" ? [] : [[ip, own] as const])),
    ...others.flatMap((other) => named(container, network, other)),
  ];
  return LOCALHOST + textOf(lines);
}

/** The lines of `name:ip`, as `--add-host` gives them. */
export function extraHostsText(hosts: readonly string[]): string {
  return textOf(hosts.map(extraHost));
}

function textOf(lines: readonly Line[]): string {
  return lines.map(([ip, names]) => `${ip}\t${names}\n`).join("");
}

/** A container, as others see it in a network. */
export interface Neighbour {
  readonly id: string;
  readonly facts: ContainerFacts;
  readonly network: NetworkState;
}

type Line = readonly [ip: string, names: string];

function extraHost(text: string): Line {
  const [name = "", ip = ""] = text.split(/:(.*)/s);
  return [ip === "host-gateway" ? "172.17.0.1" : ip, name];
}

/** `/db:/web/alias`, where `db` runs: its alias, its host name and its own. */
function linked(link: string, others: readonly Neighbour[]): readonly Line[] {
  const [target = "", alias = ""] = link.split(":").map((part) => base(part));
  const other = others.find(({ facts }) => facts.name === target);
  const ip = other?.network.addresses.bridge?.ip;
  if (other === undefined || ip === undefined) return [];
  const { name, config } = other.facts;
  return [[ip, [alias, config.Hostname ?? "", ...(alias === name ? [] : [name])].join(" ")]];
}

/** In networks that somebody made, containers know each other by name, alias and short id. */
function named(container: Neighbour, { addresses }: NetworkState, other: Neighbour): readonly Line[] {
  return Object.entries(addresses).flatMap(([network, { ip: own }]): readonly Line[] => {
    const ip = other.network.addresses[network]?.ip ?? "";
    if (network === "bridge" || own === "" || ip === "") return [];
    const aliases = endpointsOf(other.facts)[network]?.Aliases ?? [];
    const links = (endpointsOf(container.facts)[network]?.Links ?? []).flatMap((link) => {
      const [target, alias = target] = link.split(":");
      return target === other.facts.name && alias !== undefined ? [alias] : [];
    });
    return [[ip, [...new Set([other.facts.name, ...aliases, ...links, other.id.slice(0, 12)])].join(" ")]];
  });
}

/** Its /etc/resolv.conf: what was asked for. */
export function resolverText({ facts }: Pick<Neighbour, "facts">): string {
  const { Dns = [], DnsSearch = [], DnsOptions = [] } = facts.hostConfig;
  const search = DnsSearch.includes(".") ? [] : DnsSearch;
  const servers = Dns.map((ip) => `nameserver ${ip}\n`).join("");
  const rest = [
    ...(search.length === 0 ? [] : [`search ${search.join(" ")}`]),
    ...(DnsOptions.length === 0 ? [] : [`options ${DnsOptions.join(" ")}`]),
  ];
  return [servers || NO_NAMESERVER, ...rest.map((line) => `${line}\n`)].join("");
}
