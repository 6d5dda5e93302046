import type { PortBinding } from "../../../../engine/host-config.js";
import { UsageError } from "../../../../errors/cli.js";
import { parseExposed, parsePortSpec } from "../../../../go/port-spec.js";
import { splitAssignment } from "../../../../posix/environment.js";
import { TOOL_FAILED } from "../../../../posix/exit-status.js";
import type { Kept } from "./create-option.js";

type PortSet = Readonly<Record<string, Readonly<Record<string, never>>>>;

/** `-p`: a published port is an exposed one, too. @throws {PortSpecError} {@link UsageError} */
export function publishedPorts(specs: readonly string[]): Kept {
  const bindings = new Map<string, PortBinding[]>();
  for (const { port, hostIp, hostPort } of specs.map(shortForm).flatMap(parsePortSpec)) {
    const known = bindings.get(port) ?? [];
    bindings.set(port, [...known, { HostIp: hostIp, HostPort: hostPort }]);
  }
  return {
    config: { ExposedPorts: portSet([...bindings.keys()]) },
    hostConfig: { PortBindings: Object.fromEntries([...bindings].sort(byPort)) },
  };
}

/** `--expose` @throws {PortSpecError} */
export function exposedPorts(specs: readonly string[]): PortSet {
  return portSet(specs.flatMap(parseExposed));
}

function portSet(ports: readonly string[]): PortSet {
  return Object.fromEntries(ports.toSorted().map((port) => [port, {}]));
}

function byPort([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** `published=8080,target=80,protocol=tcp` as `8080:80/tcp`. */
function shortForm(spec: string): string {
  if (!spec.includes("=")) return spec;
  const members: Record<string, string> = { protocol: "tcp" };
  for (const field of spec.split(",")) {
    const [name, value] = splitAssignment(field);
    if (value === undefined || name === "")
      throw new UsageError(
        `invalid publish opts format (should be name=value but got '${field}')`,
        TOOL_FAILED,
      );
    members[name] = value;
  }
  return `${members.published ?? ""}:${members.target ?? ""}/${members.protocol ?? ""}`;
}
