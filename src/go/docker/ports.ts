import { splitPort } from "../port-spec.js";

/** One port of a container, as the API's list of containers has it. */
interface Port {
  readonly privatePort: number;
  readonly type: string;
  /** Absent for one that is not published. */
  readonly published?: { readonly ip: string; readonly port: number };
}

type Bindings = Readonly<
  Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>
>;

/** The PORTS column (docker/cli `DisplayablePorts`): `0.0.0.0:8080->80/tcp, 8000-8002/tcp`. */
export function displayablePorts(map: Bindings): string {
  const groups = new Map<string, Group>();
  const done: string[] = [];
  const elsewhere: string[] = [];
  for (const { privatePort, type, published } of portsOf(map)) {
    if (published !== undefined && published.port !== privatePort) {
      elsewhere.push(`${hostPort(published.ip, String(published.port))}->${privatePort}/${type}`);
      continue;
    }
    const key = `${published?.ip ?? ""} ${type}`;
    const group = groups.get(key);
    if (group !== undefined && privatePort === group.last + 1) {
      group.last = privatePort;
      continue;
    }
    if (group !== undefined) done.push(groupText(group));
    groups.set(key, { ip: published?.ip, type, first: privatePort, last: privatePort });
  }
  return [...done, ...[...groups.values()].map(groupText), ...elsewhere].join(", ");
}

function portsOf(map: Bindings): readonly Port[] {
  const ports = Object.entries(map).flatMap(([name, bindings]): readonly Port[] => {
    const [number, type] = splitPort(name);
    const privatePort = Number(number);
    if (bindings === null || bindings.length === 0) return [{ privatePort, type }];
    return bindings.map(({ HostIp, HostPort }) => ({
      ...{ privatePort, type, published: { ip: HostIp, port: Number(HostPort) } },
    }));
  });
  return ports.toSorted(
    (a, b) =>
      a.privatePort - b.privatePort ||
      compare(a.published?.ip ?? "", b.published?.ip ?? "") ||
      (a.published?.port ?? 0) - (b.published?.port ?? 0) ||
      compare(a.type, b.type),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Ports that follow each other, published under their own numbers or not at all. */
interface Group {
  readonly ip: string | undefined;
  readonly type: string;
  readonly first: number;
  last: number;
}

function groupText({ ip, type, first, last }: Group): string {
  const range = first === last ? `${first}` : `${first}-${last}`;
  return `${ip === undefined ? range : `${hostPort(ip, range)}->${range}`}/${type}`;
}

/** Go's `net.JoinHostPort`. */
export function hostPort(ip: string, port: string): string {
  return ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`;
}
