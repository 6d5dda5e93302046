/**
 * What happens when a program tries to reach a host that does not answer. `reset`: a published port behind which nobody listens;
 * `plain`: a server that speaks no TLS.
 */
export type Reach =
  | { readonly outcome: "unresolved"; readonly host: string }
  | {
      readonly outcome: "refused" | "unreachable" | "reset" | "plain";
      readonly host: string;
      readonly port: number;
      readonly address: string;
    };

const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21, ftps: 990 };

/** The scheme and the rest of a URL; `example.com/a` counts as http. `undefined` if it is not a URL. */
export function parseUrl(
  text: string,
):
  | { readonly scheme: string; readonly host: string; readonly port: number; readonly path: string }
  | undefined {
  const [, scheme = "http", rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const lower = scheme.toLowerCase();
  if (lower === "file") return { scheme: lower, host: "", port: 0, path: rest.replace(/^[^/]*/, "") };
  const [, authority = "", path = ""] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
  const place = authority.replace(/^.*@/s, "");
  const [, bracketed, plain = "", port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(place) ?? [];
  const host = bracketed ?? plain;
  if (host === "") return undefined;
  return { scheme: lower, host, port: port ? Number(port) : (PORTS[lower] ?? 80), path };
}

/**
 * Where a host is, and what becomes of a connection where there is no network: only the loopback address is there.
 *
 * @param hosts the container's own `/etc/hosts`
 */
export function reach(host: string, port: number, hosts: string): Reach {
  const numeric = /^\d+(\.\d+){3}$/.test(host) || host.includes(":");
  const address = numeric ? host : addressOf(host, hosts);
  if (address === undefined) return { outcome: "unresolved", host };
  const own = address.startsWith("127.") || address === "::1" || (!numeric && address !== undefined);
  return { outcome: own ? "refused" : "unreachable", host, port, address };
}

function addressOf(host: string, hosts: string): string | undefined {
  if (host === "localhost") return "127.0.0.1";
  for (const line of hosts.split("\n")) {
    const [address, ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (address && names.includes(host)) return address;
  }
  return undefined;
}
