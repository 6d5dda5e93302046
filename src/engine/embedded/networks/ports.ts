import { PortAllocatedError } from "../../../errors/networks.js";
import { splitPort } from "../../../go/port-spec.js";
import type { PortBinding, PortMap } from "../../host-config.js";
import type { ContainerFacts } from "../container/record.js";

/** Docker takes any free port from here on, as Linux does for its own clients. */
const FIRST_FREE = 32_768;
const LAST = 60_999;

/**
 * Where a container's ports are published while it runs: each binding with the addresses and the number it got. Ports
 * that are exposed and not published have none.
 *
 * @param taken of the containers that run
 * @throws {PortAllocatedError}
 */
export function allocatePorts(facts: ContainerFacts, endpointId: string, taken: readonly PortMap[]): PortMap {
  const { PortBindings = {}, PublishAllPorts = false, NetworkMode = "bridge" } = facts.hostConfig;
  if (/^(host|none|container:.*)$/.test(NetworkMode)) return {};
  const used = new Set(taken.flatMap((ports) => Object.entries(ports).flatMap(keysOf)));
  const allocate = (port: string, binding: PortBinding): readonly PortBinding[] => {
    const [, protocol] = splitPort(port);
    const addresses = binding.HostIp === "" ? ["0.0.0.0", "::"] : [binding.HostIp];
    const isFree = (number: number): boolean => addresses.every((ip) => !clashes(used, ip, number, protocol));
    const found = candidates(binding.HostPort).find(isFree);
    if (found === undefined) {
      const [ip = "", [first = 0] = []] = [addresses[0], candidates(binding.HostPort)];
      throw new PortAllocatedError(facts.name, endpointId, `${shownAddress(ip)}:${first}`);
    }
    for (const ip of addresses) used.add(keyOf(ip, found, protocol));
    return addresses.map((ip) => ({ HostIp: ip, HostPort: String(found) }));
  };
  const exposed = Object.keys(facts.config.ExposedPorts ?? {});
  const ports = [...new Set([...exposed, ...Object.keys(PortBindings)])].sort();
  const anywhere: readonly PortBinding[] = [{ HostIp: "", HostPort: "" }];
  return Object.fromEntries(
    ports.map((port) => {
      const bindings = PortBindings[port] ?? (PublishAllPorts ? anywhere : []);
      return [port, bindings.length === 0 ? null : bindings.flatMap((binding) => allocate(port, binding))];
    }),
  );
}

function candidates(text: string): readonly number[] {
  const [from = "", to = from] = text.split("-");
  const [first, last] = from === "" || from === "0" ? [FIRST_FREE, LAST] : [Number(from), Number(to)];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function keysOf([port, bindings]: readonly [string, readonly PortBinding[] | null]): readonly string[] {
  const [, protocol] = splitPort(port);
  return (bindings ?? []).map(({ HostIp, HostPort }) => keyOf(HostIp, Number(HostPort), protocol));
}

function keyOf(ip: string, port: number, protocol: string): string {
  return `${port}/${protocol} ${ip}`;
}

/** All addresses of a family together are in the way of each of them, and the other way round. */
function clashes(used: ReadonlySet<string>, ip: string, port: number, protocol: string): boolean {
  const all = ip.includes(":") ? "::" : "0.0.0.0";
  if (used.has(keyOf(ip, port, protocol)) || used.has(keyOf(all, port, protocol))) return true;
  if (ip !== all) return false;
  return [...used].some(
    (key) => key.startsWith(`${port}/${protocol} `) && key.includes(":") === ip.includes(":"),
  );
}

function shownAddress(ip: string): string {
  return ip.includes(":") ? `[${ip}]` : ip;
}
