import type { HostConfig } from "./host-config.js";

/** What Docker warns of when a container is made with these settings, and makes it all the same. */
export function settingsWarnings(host: HostConfig): readonly string[] {
  const warnings: string[] = [];
  if (host.OomKillDisable === true && (host.Memory ?? 0) === 0)
    warnings.push(
      "OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.",
    );
  if (host.NetworkMode === "host" && Object.keys(host.PortBindings ?? {}).length > 0)
    warnings.push("Published ports are discarded when using host network mode");
  // The client adds this one itself.
  const local = (host.Dns ?? []).find((ip) => ip === "::1" || ip.startsWith("127."));
  if (local !== undefined) warnings.push(`Localhost DNS (${local}) may fail in containers.`);
  return warnings;
}
