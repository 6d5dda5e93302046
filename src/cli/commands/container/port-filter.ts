import type { ContainerSummary } from "../../../engine/containers.js";
import { UsageError } from "../../../errors/cli.js";

/** Ports as `ps --filter` names them: from, to, and the protocol. */
interface Ports {
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
}

/**
 * `--filter publish=` and `expose=`, which are alternatives where both are given (moby `daemon/list.go`): a container that publishes, or
 * exposes, one of these ports.
 *
 * @throws {UsageError}
 */
export function portTest(
  publish: readonly string[],
  expose: readonly string[],
): (container: Pick<ContainerSummary, "ports">) => boolean {
  const published = publish.map((value) => parsePorts("publish", value));
  const exposed = expose.map((value) => parsePorts("expose", value));
  return ({ ports }) =>
    Object.entries(ports).some(([name, bindings]) => {
      const [, port = "", protocol = "tcp"] = /^(\d+)(?:\/(\w+))?$/.exec(name) ?? [];
      const isIn = (number: string) => (range: Ports) =>
        protocol === range.protocol && Number(number) >= range.from && Number(number) <= range.to;
      return (
        exposed.some(isIn(port)) ||
        (bindings ?? []).some(({ HostPort }) => HostPort !== "" && published.some(isIn(HostPort)))
      );
    });
}

function parsePorts(filter: string, value: string): Ports {
  if (value.includes(":"))
    throw new UsageError(
      `Error response from daemon: filter for '${filter}' should not contain ':': ${value}`,
      1,
    );
  const [, from = "", to = from, protocol = "tcp"] =
    /^(\d+)(?:-(\d+))?(?:\/(tcp|udp|sctp))?$/.exec(value) ?? [];
  const isPort = (text: string): boolean => text !== "" && Number(text) <= 65_535;
  if (!isPort(from) || !isPort(to) || Number(to) < Number(from))
    throw new UsageError(
      `Error response from daemon: error while looking up for ${filter} ${value}: invalid port range`,
      1,
    );
  return { from: Number(from), to: Number(to), protocol };
}
