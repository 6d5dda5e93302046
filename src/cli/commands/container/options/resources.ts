import { UsageError } from "../../../../errors/cli.js";
import { parseRamSize } from "../../../../go/units.js";
import { TOOL_FAILED } from "../../../../posix/exit-status.js";
import { type CreateOption, isOn } from "./create-option.js";
import { nanoCpus, swapBytes, throttle, ulimit, ulimits, weightedDevice } from "./values.js";

const NO_CGROUPS = "containers here run inside one process, without cgroups that would limit them";

/** How much of its machine a container may use: kept, checked, and without effect here. */
export const RESOURCE_OPTIONS: readonly CreateOption[] = (
  [
    {
      ...{
        long: "memory-swappiness",
        type: "int",
        help: "Tune container memory swappiness (0 to 100)",
        default: "-1",
      },
      keep: ({ value }) => {
        const swappiness = Number(value);
        if (swappiness === -1) return {};
        if (swappiness < 0 || swappiness > 100)
          throw new UsageError(
            `invalid value: ${swappiness}. Valid memory swappiness range is 0-100`,
            TOOL_FAILED,
          );
        return { hostConfig: { MemorySwappiness: swappiness } };
      },
    },
    {
      ...{ long: "blkio-weight", type: "uint16" },
      help: "Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)",
      keep: ({ value }) => ({ hostConfig: { BlkioWeight: Number(value) } }),
    },
    {
      ...{
        long: "blkio-weight-device",
        type: "list",
        help: "Block IO weight (relative device weight) (default [])",
      },
      check: weightedDevice,
      keep: ({ all }) => ({ hostConfig: { BlkioWeightDevice: all.map(weightedDevice) } }),
    },
    {
      ...{ long: "cgroup-parent", type: "string", help: "Optional parent cgroup for the container" },
      keep: ({ value }) => ({ hostConfig: { CgroupParent: value } }),
    },
    {
      ...{ long: "cpu-period", type: "int", help: "Limit CPU CFS (Completely Fair Scheduler) period" },
      keep: ({ value }) => ({ hostConfig: { CpuPeriod: Number(value) } }),
    },
    {
      ...{ long: "cpu-quota", type: "int", help: "Limit CPU CFS (Completely Fair Scheduler) quota" },
      keep: ({ value }) => ({ hostConfig: { CpuQuota: Number(value) } }),
    },
    {
      ...{ long: "cpu-rt-period", type: "int", help: "Limit CPU real-time period in microseconds" },
      keep: ({ value }) => ({ hostConfig: { CpuRealtimePeriod: Number(value) } }),
    },
    {
      ...{ long: "cpu-rt-runtime", type: "int", help: "Limit CPU real-time runtime in microseconds" },
      keep: ({ value }) => ({ hostConfig: { CpuRealtimeRuntime: Number(value) } }),
    },
    {
      ...{ long: "cpu-shares", short: "c", type: "int", help: "CPU shares (relative weight)" },
      keep: ({ value }) => ({ hostConfig: { CpuShares: Number(value) } }),
    },
    {
      ...{ long: "cpus", type: "decimal", help: "Number of CPUs" },
      check: nanoCpus,
      keep: ({ value }) => ({ hostConfig: { NanoCpus: nanoCpus(value) } }),
    },
    {
      ...{ long: "cpuset-cpus", type: "string", help: "CPUs in which to allow execution (0-3, 0,1)" },
      keep: ({ value }) => ({ hostConfig: { CpusetCpus: value } }),
    },
    {
      ...{ long: "cpuset-mems", type: "string", help: "MEMs in which to allow execution (0-3, 0,1)" },
      keep: ({ value }) => ({ hostConfig: { CpusetMems: value } }),
    },
    {
      ...{
        long: "device-read-bps",
        type: "list",
        help: "Limit read rate (bytes per second) from a device (default [])",
      },
      check: throttle,
      keep: ({ all }) => ({ hostConfig: { BlkioDeviceReadBps: all.map((one) => throttle(one)) } }),
    },
    {
      ...{
        long: "device-read-iops",
        type: "list",
        help: "Limit read rate (IO per second) from a device (default [])",
      },
      check: (value) => throttle(value, true),
      keep: ({ all }) => ({ hostConfig: { BlkioDeviceReadIOps: all.map((one) => throttle(one, true)) } }),
    },
    {
      ...{
        long: "device-write-bps",
        type: "list",
        help: "Limit write rate (bytes per second) to a device (default [])",
      },
      check: throttle,
      keep: ({ all }) => ({ hostConfig: { BlkioDeviceWriteBps: all.map((one) => throttle(one)) } }),
    },
    {
      ...{
        long: "device-write-iops",
        type: "list",
        help: "Limit write rate (IO per second) to a device (default [])",
      },
      check: (value) => throttle(value, true),
      keep: ({ all }) => ({ hostConfig: { BlkioDeviceWriteIOps: all.map((one) => throttle(one, true)) } }),
    },
    // Docker's engine no longer has this limit, and ignores it.
    { long: "kernel-memory", type: "bytes", help: "Kernel memory limit", check: parseRamSize },
    {
      ...{ long: "memory", short: "m", type: "bytes", help: "Memory limit" },
      check: parseRamSize,
      keep: ({ value }) => ({ hostConfig: { Memory: parseRamSize(value) } }),
    },
    {
      ...{ long: "memory-reservation", type: "bytes", help: "Memory soft limit" },
      check: parseRamSize,
      keep: ({ value }) => ({ hostConfig: { MemoryReservation: parseRamSize(value) } }),
    },
    {
      ...{ long: "memory-swap", type: "bytes", check: swapBytes },
      help: "Swap limit equal to memory plus swap: '-1' to enable unlimited swap",
      keep: ({ value }) => ({ hostConfig: { MemorySwap: swapBytes(value) } }),
    },
    {
      ...{ long: "oom-kill-disable", type: "bool", help: "Disable OOM Killer" },
      keep: (given) => ({ hostConfig: { OomKillDisable: isOn(given) } }),
    },
    {
      ...{ long: "oom-score-adj", type: "int", help: "Tune host's OOM preferences (-1000 to 1000)" },
      keep: ({ value }) => ({ hostConfig: { OomScoreAdj: Number(value) } }),
    },
    {
      ...{ long: "pids-limit", type: "int", help: "Tune container pids limit (set -1 for unlimited)" },
      keep: ({ value }) => ({ hostConfig: { PidsLimit: Number(value) } }),
    },
    {
      ...{ long: "shm-size", type: "bytes", help: "Size of /dev/shm" },
      check: parseRamSize,
      keep: ({ value }) => ({ hostConfig: { ShmSize: parseRamSize(value) } }),
    },
    {
      ...{ long: "ulimit", type: "ulimit", help: "Ulimit options (default [])" },
      check: ulimit,
      keep: ({ all }) => ({ hostConfig: { Ulimits: ulimits(all) } }),
    },
  ] satisfies readonly CreateOption[]
).map((option) => ({ note: NO_CGROUPS, ...option }));
