import { ContainerSettingsError } from "../../../errors/container-settings.js";
import { InvalidSignalError } from "../../../errors/containers.js";
import type { Healthcheck } from "../../../oci/types.js";
import { parseSignal } from "../../../posix/signals.js";
import type { CreateOptions } from "../../containers.js";
import type { HostConfig } from "../../host-config.js";
import { CAPABILITIES } from "./capabilities.js";
import { checkResources } from "./check-resources.js";
import { checkRestartPolicy } from "./check-restart-policy.js";

const MILLISECOND = 1_000_000;

/**
 * Refuses what Docker 26 refuses of a container's settings, in its words and its order (moby `runconfig/`,
 * `daemon/container.go`, `daemon/daemon_unix.go`). What depends on a machine's kernel is taken as on one that has
 * everything.
 *
 * @throws {ContainerSettingsError} {@link InvalidSignalError}
 */
export function checkSettings({ config = {}, hostConfig = {}, env = [], hostname }: CreateOptions): void {
  checkModes(hostConfig, hostname, config.ExposedPorts ?? {});
  const { StopSignal = "" } = config;
  if (StopSignal !== "" && parseSignal(StopSignal) === undefined) throw new InvalidSignalError(StopSignal);
  for (const line of env)
    if (line === "" || line.startsWith("=")) fail(`invalid environment variable: ${line}`);
  checkHealth(config.Healthcheck ?? {});
  checkRestartPolicy(hostConfig.RestartPolicy);
  checkCapabilities("CapAdd", hostConfig.CapAdd ?? []);
  checkCapabilities("CapDrop", hostConfig.CapDrop ?? []);
  if (Object.hasOwn(hostConfig.Annotations ?? {}, ""))
    fail("invalid Annotations: the empty string is not permitted as an annotation key");
  checkResources(hostConfig);
  checkHost(hostConfig);
  for (const option of hostConfig.SecurityOpt ?? []) checkSecurity(option);
  checkLog(hostConfig.LogConfig);
}

function fail(reason: string): never {
  throw new ContainerSettingsError(reason);
}

function checkModes(host: HostConfig, hostname: string | undefined, exposed: object): void {
  const mode = host.NetworkMode ?? "default";
  if (mode === "container" || mode === "container:")
    fail("Invalid network mode: invalid container format container:<name|id>");
  const named = hostname !== undefined && hostname !== "";
  const conflict = (what: string): never => fail(`conflicting options: ${what}`);
  if (mode.startsWith("container:")) {
    if (named) conflict("hostname and the network mode");
    if ((host.Links ?? []).length > 0)
      conflict("container type network can't be used with links. This would result in undefined behavior");
    if ((host.Dns ?? []).length > 0) conflict("dns and the network mode");
    if ((host.ExtraHosts ?? []).length > 0) conflict("custom host-to-IP mapping and the network mode");
    if (Object.keys(host.PortBindings ?? {}).length > 0 || host.PublishAllPorts === true)
      conflict("port publishing and the container type network mode");
    if (Object.keys(exposed).length > 0) conflict("port exposing and the container type network mode");
  }
  if (host.UTSMode === "host" && named) conflict("hostname and the UTS mode");
  if (mode === "host" && (host.Links ?? []).length > 0)
    conflict("host type networking can't be used with links. This would result in undefined behavior");
  const { Isolation = "" } = host;
  if (!/^(default)?$/i.test(Isolation))
    fail(`Invalid isolation: "${Isolation}" - linux only supports 'default'`);
}

function checkHealth(health: Healthcheck): void {
  for (const member of ["Interval", "Timeout", "StartPeriod", "StartInterval"] as const) {
    const duration = health[member] ?? 0;
    if (duration !== 0 && duration < MILLISECOND) fail(`${member} in Healthcheck cannot be less than 1ms`);
    if (member === "Timeout" && (health.Retries ?? 0) < 0) fail("Retries in Healthcheck cannot be negative");
  }
}

function checkCapabilities(member: string, names: readonly string[]): void {
  for (const name of names)
    if (name !== "ALL" && !CAPABILITIES.has(name)) fail(`invalid ${member}: unknown capability: "${name}"`);
}

function checkHost(host: HostConfig): void {
  const { IpcMode = "", PidMode = "", OomScoreAdj = 0, Runtime = "", StorageOpt = {} } = host;
  if (!/^(|host|none|private|shareable|container:.+)$/.test(IpcMode)) fail(`invalid IPC mode: ${IpcMode}`);
  if (!/^(|host|container:.+)$/.test(PidMode)) fail(`invalid PID mode: ${PidMode}`);
  if ((host.ShmSize ?? 0) < 0) fail("SHM size can not be less than 0");
  if (OomScoreAdj < -1000 || OomScoreAdj > 1000)
    fail(`Invalid value ${OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  if (!/^(|runc|io\.containerd\.runc\.v2)$/.test(Runtime))
    fail(`unknown or invalid runtime name: ${Runtime}`);
  for (const name of Object.keys(StorageOpt)) if (name !== "size") fail(`Unknown option ${name}`);
}

/** moby `daemon/container_operations_unix.go`, `parseSecurityOpt` */
function checkSecurity(option: string): void {
  if (option === "no-new-privileges" || option === "disable") return;
  const [, name, value] = /^([^=:]+)[=:](.*)$/s.exec(option) ?? [];
  const isKnown =
    name === "no-new-privileges"
      ? /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value ?? "")
      : /^(label|apparmor|seccomp|writable-cgroups)$/.test(name ?? "");
  if (!isKnown) fail(`invalid --security-opt 2: "${option}"`);
}

const LOG_OPTIONS: Readonly<Record<string, string>> = {
  "json-file": "max-file max-size compress labels labels-regex env env-regex tag",
  local: "max-file max-size compress",
};
const COMMON_LOG_OPTIONS = "mode max-buffer-size cache-disabled cache-max-size cache-max-file cache-compress";
const LOG_DRIVERS =
  /^(none|json-file|local|syslog|journald|gelf|fluentd|awslogs|splunk|gcplogs|logentries|etwlogs)$/;

function checkLog({ Type = "", Config = {} }: Partial<NonNullable<HostConfig["LogConfig"]>> = {}): void {
  const driver = Type === "" ? "json-file" : Type;
  if (!LOG_DRIVERS.test(driver))
    fail(`error looking up logging plugin ${driver}: plugin "${driver}" not found`);
  const known = LOG_OPTIONS[driver]?.concat(" ", COMMON_LOG_OPTIONS).split(" ");
  for (const name of Object.keys(Config))
    if (known?.includes(name) === false) fail(`unknown log opt '${name}' for ${driver} log driver`);
}
