import { compareText } from "../go/quote.js";
import type { ContainerConfig, Healthcheck } from "../oci/types.js";

/**
 * The members of a configuration in the order in which Docker and BuildKit write them. The digest, and with it the
 * image's id, depends on it.
 */
const ORDER = {
  /** moby `api/types/container.Config`: what `commit` and `import` write. */
  docker: [
    "Hostname",
    "Domainname",
    "User",
    "AttachStdin",
    "AttachStdout",
    "AttachStderr",
    "ExposedPorts",
    "Tty",
    "OpenStdin",
    "StdinOnce",
    "Env",
    "Cmd",
    "Healthcheck",
    "ArgsEscaped",
    "Image",
    "Volumes",
    "WorkingDir",
    "Entrypoint",
    "OnBuild",
    "Labels",
    "StopSignal",
    "Shell",
  ],
  /** The image specification's `ImageConfig`, then Docker's own: what BuildKit writes. */
  buildkit: [
    "User",
    "ExposedPorts",
    "Env",
    "Entrypoint",
    "Cmd",
    "Volumes",
    "WorkingDir",
    "Labels",
    "StopSignal",
    "ArgsEscaped",
    "Healthcheck",
    "OnBuild",
    "Shell",
  ],
} as const satisfies Readonly<Record<string, readonly (keyof ContainerConfig)[]>>;

/** Those of Docker's that are left out when they are empty; the others are always present, as `null` if necessary. */
const OMITTED: ReadonlySet<keyof ContainerConfig> = new Set([
  "ExposedPorts",
  "Healthcheck",
  "ArgsEscaped",
  "StopSignal",
  "Shell",
]);

const HEALTHCHECK = ["Test", "Interval", "Timeout", "StartPeriod", "StartInterval", "Retries"] as const;

/** As written by a commit. */
export function inDockerOrder(config: ContainerConfig): ContainerConfig {
  return ordered(config, ORDER.docker, (name) => OMITTED.has(name));
}

/** As written by a build: nothing that Docker notes about a container, and nothing empty. */
export function inBuildkitOrder(config: ContainerConfig): ContainerConfig {
  return ordered(config, ORDER.buildkit, () => true);
}

function ordered(
  config: ContainerConfig,
  names: readonly (keyof ContainerConfig)[],
  omitted: (name: keyof ContainerConfig) => boolean,
): ContainerConfig {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = config[name];
      if (value === undefined || (omitted(name) && isEmpty(value))) return [];
      return [[name, inGosOrder(name, value)] as const];
    }),
  );
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === null || value === "" || value === false || value === 0;
}

/** Go writes a map sorted by its keys, a structure in the order of its declaration. */
function inGosOrder(name: keyof ContainerConfig, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  if (name === "Healthcheck") return healthcheckInOrder(value);
  return Object.fromEntries(entries.toSorted(([a], [b]) => compareText(a, b)));
}

function healthcheckInOrder(check: Healthcheck): Healthcheck {
  return Object.fromEntries(
    HEALTHCHECK.flatMap((name) => (isEmpty(check[name] ?? null) ? [] : [[name, check[name]] as const])),
  );
}
