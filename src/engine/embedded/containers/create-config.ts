import { NoCommandError, WorkingDirectoryError } from "../../../errors/containers.js";
import type { Image } from "../../../image/image.js";
import type { ContainerConfig, Healthcheck } from "../../../oci/types.js";
import { assignedName } from "../../../posix/environment.js";
import type { CreateOptions } from "../../containers.js";
import { anonymousPlaces } from "../volumes/mount-point.js";

/**
 * A container's configuration: the request over the image's defaults (moby `runconfig`, `Merge`).
 * `--entrypoint` drops the image's Cmd along with its Entrypoint; requested variables come before the image's.
 *
 * @throws {WorkingDirectoryError} when it is asked for with a relative path
 * @throws {NoCommandError} when neither the image nor the caller says what to run
 */
export function containerConfig(image: Image, options: CreateOptions, id: string): ContainerConfig {
  const { workdir = "" } = options;
  if (workdir !== "" && !workdir.startsWith("/"))
    throw new WorkingDirectoryError(
      workdir,
      `the working directory '${workdir}' is invalid, it needs to be an absolute path`,
    );
  const defaults = image.config.config ?? {};
  const asked = options.command !== undefined && options.command.length > 0 ? options.command : undefined;
  const ownEntrypoint = options.entrypoint !== undefined;
  const entrypoint = ownEntrypoint
    ? options.entrypoint === ""
      ? null
      : [options.entrypoint ?? ""]
    : (defaults.Entrypoint ?? null);
  const command = asked ?? (ownEntrypoint ? null : (defaults.Cmd ?? null));
  if ((entrypoint?.length ?? 0) + (command?.length ?? 0) === 0) throw new NoCommandError(options.image);
  const attached = options.detach !== true;
  const stdin = options.interactive === true;
  const own = options.config ?? {};
  const ports = { ...own.ExposedPorts, ...defaults.ExposedPorts };
  const health = healthcheck(own.Healthcheck, defaults.Healthcheck);
  const stopSignal = own.StopSignal || defaults.StopSignal;
  const attachStdin = own.AttachStdin ?? (attached && stdin);
  return {
    Hostname: options.hostname ?? id.slice(0, 12),
    Domainname: own.Domainname ?? "",
    User: options.user ?? defaults.User ?? "",
    AttachStdin: attachStdin,
    AttachStdout: own.AttachStdout ?? attached,
    AttachStderr: own.AttachStderr ?? attached,
    ...(Object.keys(ports).length === 0 ? {} : { ExposedPorts: ports }),
    Tty: options.tty === true,
    OpenStdin: stdin,
    StdinOnce: stdin && attachStdin,
    Env: mergedEnv(options.env ?? [], defaults.Env ?? null),
    Cmd: command,
    ...(health === undefined ? {} : { Healthcheck: health }),
    Image: options.image,
    Volumes: volumesOf(defaults.Volumes, anonymousPlaces(options)),
    WorkingDir: options.workdir ?? defaults.WorkingDir ?? "",
    Entrypoint: entrypoint,
    OnBuild: null,
    Labels: { ...defaults.Labels, ...options.labels },
    ...(stopSignal === undefined || stopSignal === "" ? {} : { StopSignal: stopSignal }),
    ...(own.StopTimeout === undefined ? {} : { StopTimeout: own.StopTimeout }),
    ...(defaults.Shell === undefined ? {} : { Shell: defaults.Shell }),
  };
}

function volumesOf(
  defaults: ContainerConfig["Volumes"],
  asked: readonly string[],
): NonNullable<ContainerConfig["Volumes"]> | null {
  const all = { ...defaults, ...Object.fromEntries(asked.map((place) => [place, {}])) };
  return Object.keys(all).length === 0 ? (defaults ?? null) : all;
}

/** What was not said of a check is the image's. */
function healthcheck(own: Healthcheck | undefined, image: Healthcheck | undefined): Healthcheck | undefined {
  return own === undefined || image === undefined ? (own ?? image) : { ...image, ...own };
}

/** A bare `NAME` stays as it is: it keeps the image's variable of that name away. */
function mergedEnv(asked: readonly string[], defaults: readonly string[] | null): readonly string[] | null {
  if (asked.length === 0) return defaults;
  const names = new Set(asked.map(assignedName));
  return [...asked, ...(defaults ?? []).filter((line) => !names.has(assignedName(line)))];
}
