import type { HttpRequest, HttpResponse } from "../../process/network.js";
import type { ProgramContext } from "../../process/programs.js";
import { parseUrl, type Reach, reach } from "./address.js";
import { textOf } from "./files.js";

/** What becomes of a request of a program to a URL. */
export type Outcome =
  | {
      readonly outcome: "answered";
      readonly response: HttpResponse;
      readonly host: string;
      readonly port: number;
      readonly address: string;
    }
  | Reach;

/** The same, once a server that is just starting listens. */
export async function requestSoon(...[context, url, what]: Parameters<typeof request>): Promise<Outcome> {
  const { host, port } = parseUrl(url) ?? { host: "", port: 0 };
  const met = reach(host, port, textOf(context.fs, "/etc/hosts"));
  if (met.outcome !== "unresolved") await context.network?.ready(met.address, port);
  return request(context, url, what);
}

/** Asks another program of the lab. Only `http` is spoken here; nothing leaves the lab. */
export function request(
  context: Pick<ProgramContext, "fs" | "network" | "hostname">,
  url: string,
  what: Pick<HttpRequest, "method" | "headers" | "body">,
): Outcome {
  const { scheme, host, port, path } = parseUrl(url) ?? { scheme: "", host: "", port: 0, path: "" };
  const met = reach(host, port, textOf(context.fs, "/etc/hosts"));
  if (met.outcome === "unresolved" || context.network === undefined) return met;
  const connection = context.network.connect(met.address, port);
  if (connection.outcome !== "open") return { ...met, outcome: connection.outcome };
  if (scheme !== "http") return { ...met, outcome: "plain" };
  const target = path.startsWith("/") ? path.replace(/#.*$/s, "") : `/${path.replace(/#.*$/s, "")}`;
  const named = port === 80 ? host : `${host}:${port}`;
  const response = connection.send({
    ...{ method: what.method, target, body: what.body },
    headers: { host: named, ...what.headers },
  });
  return { outcome: "answered", response, host, port, address: met.address };
}
