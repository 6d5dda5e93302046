/** The values of a container's NetworkMode (moby `api/types/container`, `hostconfig_unix.go`). */

const BUILT_IN: ReadonlySet<string> = new Set(["default", "bridge", "host", "none"]);

/** `container:NAME`: the network of another container. */
export function isContainerNetwork(mode: string): boolean {
  return mode.startsWith("container:");
}

/** A network that somebody made, rather than one that every engine has, or another container's. */
export function isUserDefined(mode: string): boolean {
  return !BUILT_IN.has(mode) && !isContainerNetwork(mode);
}
