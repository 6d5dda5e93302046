import type { ContainerSummary } from "../../../engine/containers.js";
import { LayerlabError } from "../../../errors/base.js";
import { UsageError } from "../../../errors/cli.js";
import { parsePortRange, splitPort } from "../../../go/port-spec.js";

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
  try {
    const [ports, protocol] = splitPort(value);
    return { ...parsePortRange(ports), protocol };
  } catch (error) {
    if (!(error instanceof LayerlabError)) throw error;
    throw new UsageError(
      `Error response from daemon: error while looking up for ${filter} ${value}: ${error.message}`,
      1,
    );
  }
}
