import type { CreateOptions } from "../../../../engine/containers.js";
import type { HostConfig } from "../../../../engine/host-config.js";
import { UsageError } from "../../../../errors/cli.js";
import type { ContainerConfig } from "../../../../oci/types.js";
import { TOOL_FAILED } from "../../../../posix/exit-status.js";
import type { CommandIO } from "../../../command-io.js";
import type { ParsedOptions } from "../../../syntax/parsed-options.js";
import type { Kept } from "./create-option.js";
import { networksOf } from "./networks.js";
import { CREATE_OPTIONS, WINDOWS_ONLY } from "./table.js";
import { gpuRequest, isCdiName, stream } from "./values.js";

type Settings = Pick<CreateOptions, "config" | "hostConfig" | "endpoints" | "env" | "labels">;

/**
 * The settings that the table's options make, in the shapes of Docker's API.
 *
 * @throws {LayerlabError} with the client's words
 */
export async function settingsOf(options: ParsedOptions, io: CommandIO): Promise<Settings> {
  let config: Partial<ContainerConfig> = {};
  let hostConfig: HostConfig = {};
  for (const option of CREATE_OPTIONS) {
    if (option.keep === undefined || !options.given(option.long)) continue;
    const all = options.list(option.long);
    const kept: Kept = await option.keep({ all, value: all.at(-1) ?? "", options, io });
    config = merged(config, kept.config ?? {});
    hostConfig = { ...hostConfig, ...kept.hostConfig };
  }
  const { RestartPolicy, ...host } = hostConfig;
  if (options.flag("rm") && RestartPolicy !== undefined && !/^(no)?$/.test(RestartPolicy.Name))
    throw new UsageError("conflicting options: cannot specify both --restart and --rm", TOOL_FAILED);
  const { mode, endpoints } = networksOf(options);
  const requests = [
    ...options.list("gpus").map(gpuRequest),
    ...cdiRequests(options.list("device").filter(isCdiName)),
  ];
  const { Env = [], Labels, ...rest } = config;
  return {
    env: [...(Env ?? []), ...options.list("env").map((line) => fromCaller(line, io))],
    labels: Labels ?? {},
    config: { ...rest, ...attachedStreams(options) },
    endpoints,
    hostConfig: {
      ...host,
      // An empty policy is the engine's default.
      ...(RestartPolicy === undefined || RestartPolicy.Name === "" ? {} : { RestartPolicy }),
      ...(mode === undefined ? {} : { NetworkMode: mode }),
      ...(options.given("link") ? { Links: options.list("link") } : {}),
      ...(requests.length === 0 ? {} : { DeviceRequests: requests }),
    },
  };
}

/** Ports that are published are added to those that are exposed; of a label given twice, the later one wins. */
function merged(one: Partial<ContainerConfig>, other: Partial<ContainerConfig>): Partial<ContainerConfig> {
  return {
    ...one,
    ...other,
    ...(other.ExposedPorts === undefined
      ? {}
      : { ExposedPorts: { ...one.ExposedPorts, ...other.ExposedPorts } }),
    ...(other.Labels === undefined ? {} : { Labels: { ...one.Labels, ...other.Labels } }),
  };
}

/** `-e NAME` passes on a variable of the caller; if there is none, the engine removes the image's. */
export function fromCaller(line: string, io: CommandIO): string {
  const value = line.includes("=") ? undefined : io.variable?.(line);
  return value === undefined ? line : `${line}=${value}`;
}

function attachedStreams(options: ParsedOptions): Partial<ContainerConfig> {
  const streams = options.list("attach").map(stream);
  if (streams.length === 0) return {};
  return {
    AttachStdin: streams.includes("stdin") || options.flag("interactive"),
    AttachStdout: streams.includes("stdout"),
    AttachStderr: streams.includes("stderr"),
  };
}

function cdiRequests(names: readonly string[]): NonNullable<HostConfig["DeviceRequests"]> {
  if (names.length === 0) return [];
  return [{ Driver: "cdi", Count: 0, DeviceIDs: names, Capabilities: null, Options: null }];
}

/** @throws {UsageError} */
export function refuseWindowsOptions(options: ParsedOptions): void {
  for (const { long } of WINDOWS_ONLY)
    if (options.given(long))
      throw new UsageError(
        `"--${long}" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux`,
        1,
      );
}
