import { PortSpecError } from "../errors/go.js";
import { isIp } from "../posix/ip.js";

/** One port of a container, and where it is to be published. */
export interface PortMapping {
  /** `80/tcp` */
  readonly port: string;
  /** Empty for all addresses. */
  readonly hostIp: string;
  /** Empty for any free one; `8000-9000` for one of these. */
  readonly hostPort: string;
}

/** `80/udp` as its number and its protocol, TCP by default. */
export function splitPort(text: string): readonly [number: string, protocol: string] {
  const [number = "", protocol = ""] = text.split("/");
  return [number, protocol === "" ? "tcp" : protocol];
}

/**
 * Parses `[[ip:]host:]container[/protocol]` and expands ranges: `80-81/udp` → `80/udp`, `81/udp`
 * (docker/go-connections `nat.ParsePortSpec`).
 *
 * @throws {PortSpecError}
 */
export function parsePortSpec(spec: string): readonly PortMapping[] {
  const parts = spec.split(":");
  const [inside = "", host = ""] = parts.toReversed();
  const ip = parts.slice(0, -2).join(":");
  const [number, protocol] = splitPort(inside);
  const hostIp = /^\[(.*)\]$/.exec(ip)?.[1] ?? ip;
  if (hostIp !== "" && !isIp(hostIp)) fail(`invalid IP address: ${hostIp}`, spec);
  if (number === "") fail(`no port specified: ${spec}<empty>`, spec);
  const range = rangeOf(number) ?? fail(`invalid containerPort: ${number}`, spec);
  const outside = host === "" ? [] : (rangeOf(host) ?? fail(`invalid hostPort: ${host}`, spec));
  if (host !== "" && range.length > 1 && outside.length !== range.length)
    fail(`invalid ranges specified for container and host Ports: ${number} and ${host}`, spec);
  if (!/^(tcp|udp|sctp)$/i.test(protocol)) fail(`invalid proto: ${protocol}`, spec);
  // One port may be published on any of several.
  const anyOf = range.length === 1 && outside.length > 1 ? `${outside[0]}-${outside.at(-1)}` : undefined;
  return range.map((port, at) => ({
    port: `${port}/${protocol.toLowerCase()}`,
    hostIp,
    hostPort: anyOf ?? String(outside[at] ?? ""),
  }));
}

/**
 * The ports that `--expose` names: `80`, `80-82/udp`. The protocol may be any word.
 *
 * @throws {PortSpecError}
 */
export function parseExposed(spec: string): readonly string[] {
  const fault = (reason: string): never =>
    fail(`invalid range format for --expose: ${spec}, error: ${reason}`, spec);
  if (spec.includes(":")) fail(`invalid port format for --expose: ${spec}`, spec);
  const [numbers, protocol] = splitPort(spec);
  const { from, to } = readRange(numbers, fault);
  return numbersBetween(from, to).map((port) => `${port}/${protocol}`);
}

interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** `80` or `80-82` (docker/go-connections `nat.ParsePortRange`). @throws {PortSpecError} */
export function parsePortRange(text: string): PortRange {
  return readRange(text, (reason) => fail(reason, text));
}

function readRange(text: string, fault: (reason: string) => never): PortRange {
  if (text === "") fault("empty string specified for ports");
  const [from = "", to = from] = text.split("-");
  for (const number of [from, to]) {
    if (!/^\d+$/.test(number)) fault(`strconv.ParseUint: parsing "${number}": invalid syntax`);
    if (Number(number) > MAX_PORT) fault(`strconv.ParseUint: parsing "${number}": value out of range`);
  }
  if (Number(to) < Number(from)) fault(`invalid range specified for port: ${text}`);
  return { from: Number(from), to: Number(to) };
}

/** `80` or `80-82`; what follows a second `-` does not count. */
function rangeOf(text: string): readonly number[] | undefined {
  const [from = "", to = from] = text.split("-");
  const [first, last] = [portOf(from), portOf(to)];
  return first === undefined || last === undefined || last < first ? undefined : numbersBetween(first, last);
}

function numbersBetween(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

const MAX_PORT = 65_535;

function portOf(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= MAX_PORT ? port : undefined;
}

function fail(message: string, spec: string): never {
  throw new PortSpecError(message, spec);
}
