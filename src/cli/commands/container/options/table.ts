import { parseRamSize } from "../../../../go/units.js";
import { assignments } from "../../../../posix/environment.js";
import { type CreateOption, isOn } from "./create-option.js";
import { HEALTH_OPTIONS } from "./health.js";
import { keyValueLines } from "./key-value-files.js";
import { attachment } from "./networks.js";
import { logConfig, namespaceMode, restartPolicy, securityOptions, storageOptions } from "./policies.js";
import { exposedPorts, publishedPorts } from "./publish.js";
import { RESOURCE_OPTIONS } from "./resources.js";
import {
  address,
  deviceMapping,
  deviceRule,
  extraHost,
  gpuRequest,
  isCdiName,
  label,
  link,
  searchDomain,
  stream,
  sysctl,
  variable,
} from "./values.js";

const NO_NETWORK = "containers here have no network that leaves the lab";
/** Of published ports. */
const INSIDE =
  "opens no port of this machine: curl and wget reach nginx behind it, in the lab's $ lines and in its containers";
const ONE_PROCESS = "containers here run inside one process, without kernel namespaces";
const NO_KERNEL = "programs here run without a kernel's privileges, and need none";

const CGROUPNS_HELP = `Cgroup namespace to use (host|private)
'host':    Run the container in the Docker host's cgroup namespace
'private': Run the container in its own private cgroup namespace
'':        Use the cgroup namespace as configured by the
           default-cgroupns-mode option on the daemon (default)`;

/** Refused for an engine on Linux, once their values have been checked. */
export const WINDOWS_ONLY: readonly CreateOption[] = [
  { long: "cpu-count", type: "int", help: "CPU count (Windows only)", isConcealed: true },
  { long: "cpu-percent", type: "int", help: "CPU percent (Windows only)", isConcealed: true },
  { long: "io-maxbandwidth", type: "bytes", help: "", check: parseRamSize, isConcealed: true },
  { long: "io-maxiops", type: "uint", help: "", isConcealed: true },
];

/**
 * The options of `create` and `run`, except those they act on themselves: the one home for each option's name, kind, check,
 * where a container keeps it, and what it does not do here. In the order in which the client checks them, which
 * decides what it complains of first.
 */
export const CREATE_OPTIONS: readonly CreateOption[] = [
  {
    long: "mac-address",
    type: "string",
    help: "Container MAC address (e.g., 92:d0:c6:0a:29:33)",
    note: NO_NETWORK,
  },
  ...RESOURCE_OPTIONS,
  {
    ...{ long: "attach", short: "a", type: "list", help: "Attach to STDIN, STDOUT or STDERR" },
    check: stream,
  },
  {
    ...{ long: "publish", short: "p", type: "list", help: "Publish a container's port(s) to the host" },
    keep: ({ all }) => publishedPorts(all),
    limit: INSIDE,
  },
  {
    ...{ long: "publish-all", short: "P", type: "bool", help: "Publish all exposed ports to random ports" },
    keep: (given) => ({ hostConfig: { PublishAllPorts: isOn(given) } }),
    limit: INSIDE,
  },
  {
    ...{ long: "expose", type: "list", help: "Expose a port or a range of ports" },
    keep: ({ all }) => ({ config: { ExposedPorts: exposedPorts(all) } }),
  },
  {
    ...{ long: "device", type: "list", help: "Add a host device to the container" },
    keep: ({ all }) => ({ hostConfig: { Devices: all.filter((one) => !isCdiName(one)).map(deviceMapping) } }),
    note: "programs here see no devices of the machine",
  },
  {
    ...{
      long: "gpus",
      type: "gpu-request",
      help: "GPU devices to add to the container ('all' to pass all GPUs)",
    },
    check: gpuRequest,
    note: "programs here see no GPU",
  },
  {
    ...{ long: "env-file", type: "list", help: "Read in a file of environment variables" },
    keep: async ({ all, io }) => ({ config: { Env: await keyValueLines(all, io, io.variable) } }),
  },
  {
    ...{ long: "label-file", type: "list", help: "Read in a line delimited file of labels" },
    keep: async ({ all, io }) => ({
      config: { Labels: Object.fromEntries(assignments(await keyValueLines(all, io))) },
    }),
  },
  {
    ...{ long: "label", short: "l", type: "list", help: "Set meta data on a container" },
    check: label,
    keep: ({ all }) => ({ config: { Labels: Object.fromEntries(assignments(all)) } }),
  },
  {
    ...{ long: "pid", type: "string", help: "PID namespace to use" },
    keep: ({ value }) => ({ hostConfig: { PidMode: namespaceMode("pid", value) } }),
    note: ONE_PROCESS,
  },
  {
    ...{ long: "uts", type: "string", help: "UTS namespace to use" },
    keep: ({ value }) => ({ hostConfig: { UTSMode: namespaceMode("uts", value) } }),
    note: ONE_PROCESS,
  },
  {
    ...{ long: "userns", type: "string", help: "User namespace to use" },
    keep: ({ value }) => ({ hostConfig: { UsernsMode: namespaceMode("userns", value) } }),
    note: ONE_PROCESS,
  },
  {
    ...{ long: "cgroupns", type: "string", help: CGROUPNS_HELP },
    keep: ({ value }) => ({ hostConfig: { CgroupnsMode: namespaceMode("cgroupns", value) } }),
    note: ONE_PROCESS,
  },
  {
    ...{
      long: "restart",
      type: "string",
      help: "Restart policy to apply when a container exits",
      default: "no",
    },
    keep: ({ value }) => ({ hostConfig: { RestartPolicy: restartPolicy(value) } }),
  },
  {
    ...{ long: "log-driver", type: "string", help: "Logging driver for the container" },
    keep: ({ options }) => logConfig(options),
    note: "what a container prints is kept by the lab itself, for docker logs",
  },
  {
    ...{ long: "log-opt", type: "list", help: "Log driver options" },
    keep: ({ options }) => logConfig(options),
    note: "what a container prints is kept by the lab itself, up to a bound of its own",
  },
  {
    ...{ long: "security-opt", type: "list", help: "Security Options" },
    keep: ({ all, io }) => securityOptions(all, io),
    note: NO_KERNEL,
  },
  {
    ...{ long: "storage-opt", type: "list", help: "Storage driver options for the container" },
    keep: ({ all }) => ({ hostConfig: { StorageOpt: storageOptions(all) } }),
    note: "a container's own layer is as large as its files",
  },
  {
    ...{ long: "volume-driver", type: "string", help: "Optional volume driver for the container" },
    keep: ({ value }) => ({ hostConfig: { VolumeDriver: value } }),
  },
  ...HEALTH_OPTIONS,
  {
    ...{ long: "env", short: "e", type: "list", help: "Set environment variables" },
    check: variable,
  },
  {
    ...{ long: "network", hidden: "net", type: "network", help: "Connect a container to a network" },
    check: attachment,
    note: NO_NETWORK,
    fulfilled: ["none"],
  },
  {
    ...{
      long: "network-alias",
      hidden: "net-alias",
      type: "list",
      help: "Add network-scoped alias for the container",
    },
  },
  { long: "ip", type: "string", help: "IPv4 address (e.g., 172.30.100.104)", note: NO_NETWORK },
  { long: "ip6", type: "string", help: "IPv6 address (e.g., 2001:db8::33)", note: NO_NETWORK },
  { long: "link-local-ip", type: "list", help: "Container IPv4/IPv6 link-local addresses", note: NO_NETWORK },
  {
    ...{ long: "link", type: "list", help: "Add link to another container" },
    check: link,
  },
  {
    ...{ long: "dns", type: "list", help: "Set custom DNS servers" },
    check: address,
    keep: ({ all }) => ({ hostConfig: { Dns: all.map(address) } }),
    note: "it is written to /etc/resolv.conf, and nobody is asked: containers here have no network",
  },
  {
    ...{ long: "dns-option", hidden: "dns-opt", type: "list", help: "Set DNS options" },
    keep: ({ all }) => ({ hostConfig: { DnsOptions: all } }),
  },
  {
    ...{ long: "dns-search", type: "list", help: "Set custom DNS search domains" },
    check: searchDomain,
    keep: ({ all }) => ({ hostConfig: { DnsSearch: all.map(searchDomain) } }),
  },
  {
    ...{ long: "add-host", type: "list", help: "Add a custom host-to-IP mapping (host:ip)" },
    check: extraHost,
    keep: ({ all }) => ({ hostConfig: { ExtraHosts: all.map(extraHost) } }),
  },
  {
    ...{ long: "domainname", type: "string", help: "Container NIS domain name" },
    keep: ({ value }) => ({ config: { Domainname: value } }),
  },
  {
    ...{
      long: "annotation",
      type: "map",
      help: "Add an annotation to the container (passed through to the OCI runtime) (default map[])",
    },
    keep: ({ all }) => ({ hostConfig: { Annotations: Object.fromEntries(assignments(all)) } }),
  },
  {
    ...{ long: "cap-add", type: "list", help: "Add Linux capabilities" },
    keep: ({ all }) => ({ hostConfig: { CapAdd: all } }),
    note: NO_KERNEL,
  },
  {
    ...{ long: "cap-drop", type: "list", help: "Drop Linux capabilities" },
    keep: ({ all }) => ({ hostConfig: { CapDrop: all } }),
    note: NO_KERNEL,
  },
  {
    ...{ long: "privileged", type: "bool", help: "Give extended privileges to this container" },
    keep: (given) => ({ hostConfig: { Privileged: isOn(given) } }),
    note: NO_KERNEL,
  },
  {
    ...{ long: "device-cgroup-rule", type: "list", help: "Add a rule to the cgroup allowed devices list" },
    check: deviceRule,
    keep: ({ all }) => ({ hostConfig: { DeviceCgroupRules: all } }),
    note: "programs here see no devices of the machine",
  },
  {
    ...{ long: "group-add", type: "list", help: "Add additional groups to join" },
    keep: ({ all }) => ({ hostConfig: { GroupAdd: all } }),
  },
  {
    ...{ long: "ipc", type: "string", help: "IPC mode to use" },
    keep: ({ value }) => ({ hostConfig: { IpcMode: value } }),
    note: ONE_PROCESS,
  },
  {
    ...{ long: "isolation", type: "string", help: "Container isolation technology" },
    keep: ({ value }) => ({ hostConfig: { Isolation: value } }),
  },
  {
    ...{ long: "runtime", type: "string", help: "Runtime to use for this container" },
    keep: ({ value }) => ({ hostConfig: { Runtime: value } }),
  },
  {
    ...{
      long: "init",
      type: "bool",
      help: "Run an init inside the container that forwards signals and reaps processes",
    },
    keep: (given) => ({ hostConfig: { Init: isOn(given) } }),
    note: "no program here leaves processes behind for an init to reap",
  },
  {
    ...{ long: "sysctl", type: "map", help: "Sysctl options (default map[])" },
    check: sysctl,
    keep: ({ all }) => ({ hostConfig: { Sysctls: Object.fromEntries(assignments(all)) } }),
    note: "there is no kernel whose settings it could change",
  },
  {
    ...{ long: "stop-signal", type: "string", help: "Signal to stop the container" },
    keep: ({ value }) => ({ config: { StopSignal: value } }),
  },
  {
    ...{ long: "stop-timeout", type: "int", help: "Timeout (in seconds) to stop a container" },
    keep: ({ value }) => ({ config: { StopTimeout: Number(value) } }),
  },
  {
    ...{ long: "cidfile", type: "string", help: "Write the container ID to the file" },
    keep: ({ value }) => ({ hostConfig: { ContainerIDFile: value } }),
  },
  {
    ...{ long: "use-api-socket", type: "bool", help: "Bind mount Docker API socket and required auth" },
    note: "there is no socket of Docker's API here",
  },
  ...WINDOWS_ONLY,
  { long: "disable-content-trust", type: "bool", help: "Skip image verification", default: "true" },
];
