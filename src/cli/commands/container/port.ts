import type { PortMap } from "../../../engine/host-config.js";
import { UsageError } from "../../../errors/cli.js";
import { hostPort } from "../../../go/docker/ports.js";
import { compareNaturally } from "../../../go/natural-order.js";
import { splitPort } from "../../../go/port-spec.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const portCommand: CommandSpec = {
  paths: ["container port", "port"],
  usage: "CONTAINER [PRIVATE_PORT[/PROTO]]",
  summary: "List port mappings or a specific mapping for the container",
  options: [],
  args: { min: 1, max: 2 },
  run,
};

async function run({ engine, io, args: [container = "", port] }: Invocation): Promise<number> {
  const { Ports } = (await engine.inspectContainer(container)).NetworkSettings;
  const lines = port === undefined || port === "" ? allPorts(Ports) : onePort(Ports, container, port);
  for (const line of lines.toSorted(compareNaturally)) io.stdout(`${line}\n`);
  return 0;
}

function allPorts(ports: PortMap): readonly string[] {
  return Object.entries(ports).flatMap(([port, bindings]) =>
    (bindings ?? []).map(({ HostIp, HostPort }) => `${port} -> ${hostPort(HostIp, HostPort)}`),
  );
}

function onePort(ports: PortMap, container: string, asked: string): readonly string[] {
  const [number, protocol] = splitPort(asked);
  const isNumber = /^\d+$/.test(number);
  if (!isNumber || Number(number) > 65_535)
    throw new UsageError(
      `Error: invalid port (${number}): strconv.ParseUint: parsing "${number}": ${isNumber ? "value out of range" : "invalid syntax"}`,
      1,
    );
  const bindings = ports[`${number}/${protocol}`] ?? [];
  if (bindings.length === 0)
    throw new UsageError(`Error: No public port '${asked}' published for ${container}`, 1);
  return bindings.map(({ HostIp, HostPort }) => hostPort(HostIp, HostPort));
}
