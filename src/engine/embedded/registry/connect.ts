import { hostPlatform } from "#platform/host";
import { RegistryUnreachableError } from "../../../errors/registry.js";
import { parsePlatform } from "../../../oci/platform.js";
import type { Reference } from "../../../oci/reference.js";
import type { Platform } from "../../../oci/types.js";
import { builtinImages } from "../../../registry/builtin/index.js";
import { RegistryClient } from "../../../registry/distribution/client.js";
import {
  type CredentialSource,
  credentialsKey,
  NO_CREDENTIALS,
} from "../../../registry/distribution/credentials.js";

import { Transport, type TransportOptions } from "../../../registry/distribution/transport.js";

/** How an engine reaches registries. */
export interface RegistryOptions extends Omit<TransportOptions, "signal"> {
  /** Names and passwords; Docker's own configuration file by default. */
  readonly credentials?: CredentialSource;
  /** Which image of several platforms is pulled: `linux/arm64`; the machine's own by default. */
  readonly platform?: string;
}

/** A repository to talk to, and how to stop talking. */
export interface Connection {
  readonly client: RegistryClient;
  readonly cancel: () => void;
}

export async function connect(
  { domain, path }: Pick<Reference, "domain" | "path">,
  registry: RegistryOptions,
  options: { readonly signal?: AbortSignal; readonly insecure?: boolean } = {},
): Promise<Connection> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const source = registry.credentials ?? (await dockerCredentials());
  const client = new RegistryClient({
    domain,
    repository: path,
    transport: new Transport({ ...registry, signal }),
    credentials: await source.get(credentialsKey(domain)),
    insecure: options.insecure ?? false,
  });
  return { client, cancel: () => stop.abort(new DOMException("The transfer was given up", "AbortError")) };
}

/** Only where there are files. */
async function dockerCredentials(): Promise<CredentialSource> {
  if (typeof process === "undefined" || process.versions?.node === undefined) return NO_CREDENTIALS;
  const { DockerConfig } = await import("../../../registry/docker-config.js");
  return new DockerConfig();
}

/** Which image of several platforms is pulled: the requested one, or the one that the machine itself would run. */
export function wantedPlatform(asked: string | undefined): Platform {
  if (asked !== undefined) return parsePlatform(asked);
  const isArm = hostPlatform().arch === "arm64";
  return isArm
    ? { os: "linux", architecture: "arm64", variant: "v8" }
    : { os: "linux", architecture: "amd64" };
}

/** A failure to reach Docker Hub also says what is available without it. */
export function withHint(error: unknown, { domain }: Reference): unknown {
  if (!(error instanceof RegistryUnreachableError) || domain !== "docker.io") return error;
  const { method, url, reason } = error.data;
  const names = builtinImages().map(({ repository, tags }) => `${repository}:${tags[0]}`);
  const hint = `Without a network there are the images that come with layerlab: ${names.join(", ")} ('docker search' lists them).`;
  return new RegistryUnreachableError(method, url, reason, { hint, cause: error });
}
