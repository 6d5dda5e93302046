import { hostConfig as HOST_CONFIG } from "../../../go/docker/host-config.js";
import { complete } from "../../../go/marshal.js";

/** Docker 26's settings for a container created without any options, on a machine with cgroups v2. */
const DEFAULTS = {
  LogConfig: { Type: "json-file", Config: {} },
  NetworkMode: "bridge",
  PortBindings: {},
  RestartPolicy: { Name: "no", MaximumRetryCount: 0 },
  ConsoleSize: [0, 0],
  CgroupnsMode: "private",
  Dns: [],
  DnsOptions: [],
  DnsSearch: [],
  IpcMode: "private",
  ShmSize: 64 * 1024 * 1024,
  Runtime: "runc",
  BlkioWeightDevice: [],
  BlkioDeviceReadBps: [],
  BlkioDeviceWriteBps: [],
  BlkioDeviceReadIOps: [],
  BlkioDeviceWriteIOps: [],
  Devices: [],
  Ulimits: [],
  MaskedPaths: [
    "/proc/asound",
    "/proc/acpi",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/timer_list",
    "/proc/timer_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/sys/firmware",
    "/sys/devices/virtual/powercap",
  ],
  ReadonlyPaths: ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
};

/** The whole HostConfig, with the requested settings. */
export function hostConfig<Asked extends object>(asked: Asked): typeof DEFAULTS & Asked {
  return complete(HOST_CONFIG, { ...DEFAULTS, ...asked });
}
