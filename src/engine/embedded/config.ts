import { NoCommandError } from "../../errors/containers.js";
import type { Image } from "../../image/image.js";
import type { ContainerConfig } from "../../oci/types.js";
import type { CreateOptions } from "../engine.js";

/**
 * A container's configuration: what was asked for over the image's defaults (moby `runconfig`, `Merge`).
 * `--entrypoint` takes the image's Cmd away with its Entrypoint; variables asked for come before the image's.
 *
 * @throws {NoCommandError} when neither the image nor the caller says what to run
 */
export function containerConfig(image: Image, options: CreateOptions, id: string): ContainerConfig {
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
  return {
    Hostname: options.hostname ?? id.slice(0, 12),
    Domainname: "",
    User: options.user ?? defaults.User ?? "",
    AttachStdin: attached && stdin,
    AttachStdout: attached,
    AttachStderr: attached,
    ...(defaults.ExposedPorts === undefined ? {} : { ExposedPorts: defaults.ExposedPorts }),
    Tty: options.tty === true,
    OpenStdin: stdin,
    StdinOnce: attached && stdin,
    Env: mergedEnv(options.env ?? [], defaults.Env ?? []),
    Cmd: command,
    Image: options.image,
    Volumes: defaults.Volumes ?? null,
    WorkingDir: options.workdir ?? defaults.WorkingDir ?? "",
    Entrypoint: entrypoint,
    OnBuild: null,
    Labels: { ...defaults.Labels, ...options.labels },
    ...(defaults.StopSignal === undefined ? {} : { StopSignal: defaults.StopSignal }),
    ...(defaults.Shell === undefined ? {} : { Shell: defaults.Shell }),
  };
}

function mergedEnv(asked: readonly string[], defaults: readonly string[]): readonly string[] {
  const nameOf = (line: string) => line.split("=", 1)[0];
  // `-e NAME` without a value passes the host's variable on; there is no host here, so there is none.
  const own = asked.filter((line) => line.includes("="));
  const names = new Set(own.map(nameOf));
  return [...own, ...defaults.filter((line) => !names.has(nameOf(line)))];
}
