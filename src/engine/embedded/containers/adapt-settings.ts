import { ContainerSettingsError } from "../../../errors/container-settings.js";
import { NoSuchContainerError } from "../../../errors/containers.js";
import { isUserDefined } from "../../../go/docker/network-mode.js";
import type { Endpoints, HostConfig } from "../../host-config.js";
import type { Container } from "../container/container.js";
import { normalizedCapabilities } from "./capabilities.js";

export interface Adapted {
  readonly hostConfig: HostConfig;
  readonly endpoints: Endpoints;
}

/** What is asked for with names as the API has them, before anything is checked. */
export function normalized(host: HostConfig): HostConfig {
  return {
    ...host,
    ...(host.CapAdd === undefined ? {} : { CapAdd: normalizedCapabilities(host.CapAdd) }),
    ...(host.CapDrop === undefined ? {} : { CapDrop: normalizedCapabilities(host.CapDrop) }),
  };
}

/**
 * What the daemon makes of what was asked for (moby `adaptContainerSettings`, `registerLinks`): limits that follow from others,
 * other containers by their ids, the network that the default is.
 *
 * @throws {ContainerSettingsError} {@link NoSuchContainerError}
 */
export function adapted(
  host: HostConfig,
  endpoints: Endpoints,
  name: string,
  find: (container: string) => Container,
): Adapted {
  const mode = defaultless(host.NetworkMode ?? "default");
  const other = (text: string): string =>
    text.startsWith("container:") ? `container:${find(text.slice("container:".length)).id}` : text;
  const {
    Memory = 0,
    MemorySwap = 0,
    PidsLimit,
    SecurityOpt,
    Links,
    CpuShares,
    LogConfig,
    ShmSize,
    ...rest
  } = host;
  const disable = host.Privileged === true || host.IpcMode === "host" || host.PidMode === "host";
  const security = [...(SecurityOpt ?? []), ...(disable ? ["label=disable"] : [])];
  const byName = Object.entries(endpoints).map(
    ([network, endpoint]) => [defaultless(network), endpoint] as const,
  );
  const links = isUserDefined(mode) ? [] : (Links ?? []).map((link) => linkOf(link, name, find));
  return {
    hostConfig: {
      ...rest,
      ...(host.NetworkMode === undefined ? {} : { NetworkMode: sharedNetwork(mode, other) }),
      ...(host.PidMode === undefined ? {} : { PidMode: other(host.PidMode) }),
      ...(host.IpcMode === undefined ? {} : { IpcMode: other(host.IpcMode) }),
      ...(Memory === 0 ? {} : { Memory }),
      // Docker doubles: as much swap as memory.
      ...(Memory > 0 && MemorySwap === 0
        ? { MemorySwap: Memory * 2 }
        : MemorySwap === 0
          ? {}
          : { MemorySwap }),
      ...(PidsLimit === undefined || PidsLimit === null || PidsLimit <= 0 ? {} : { PidsLimit }),
      ...(CpuShares === undefined
        ? {}
        : { CpuShares: CpuShares < 0 ? 1024 : Math.min(Math.max(CpuShares, 2), 262_144) }),
      ...(ShmSize === undefined || ShmSize === 0 ? {} : { ShmSize }),
      ...(LogConfig === undefined
        ? {}
        : { LogConfig: { ...LogConfig, Type: LogConfig.Type || "json-file" } }),
      ...(security.length === 0 && SecurityOpt === undefined ? {} : { SecurityOpt: security }),
      ...(host.Privileged === true ? { MaskedPaths: null, ReadonlyPaths: null } : {}),
      ...(links.length === 0 ? {} : { Links: links }),
    },
    endpoints: Object.fromEntries(byName),
  };
}

/** Whether there is such a container is looked at when this one starts. */
function sharedNetwork(mode: string, other: (text: string) => string): string {
  try {
    return other(mode);
  } catch (error) {
    if (error instanceof NoSuchContainerError) return mode;
    throw error;
  }
}

function defaultless(network: string): string {
  return network === "default" ? "bridge" : network;
}

/** `db:alias` as it is kept: `/db:/web/alias`. */
function linkOf(link: string, name: string, find: (container: string) => Container): string {
  const [target = "", alias = target] = link.split(":");
  try {
    return `/${find(target).facts.name}:/${name}/${alias}`;
  } catch (error) {
    if (!(error instanceof NoSuchContainerError)) throw error;
    throw new ContainerSettingsError(`could not get container for ${target}: ${error.message}`);
  }
}
