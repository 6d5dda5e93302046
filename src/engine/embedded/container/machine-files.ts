import { loadAverage, memoryFree, memoryTotal, processorCount, upSeconds } from "#platform/host";
import type { HostConfig } from "../../host-config.js";

/**
 * What `/proc` tells of the machine, as it was when the container started: as with Docker it is the machine's memory and not the
 * container's limit. The processors' names are a stand-in; how many there are is true.
 */
export function machineTexts(): Readonly<Record<"meminfo" | "cpuinfo" | "loadavg" | "uptime", string>> {
  const total = kib(memoryTotal());
  const free = kib(memoryFree());
  const sizes = [
    ["MemTotal", total],
    ["MemFree", free],
    ["MemAvailable", free],
    ["Buffers", 0],
    ["Cached", 0],
    ["SwapTotal", 0],
    ["SwapFree", 0],
  ] as const;
  const processors = Array.from(
    { length: processorCount() },
    (_, at) => `processor\t: ${at}\nmodel name\t: stand-in of layerlab\nCPU architecture: 8\n\n`,
  );
  return {
    meminfo: sizes.map(([name, size]) => `${`${name}:`.padEnd(16)}${String(size).padStart(8)} kB\n`).join(""),
    cpuinfo: processors.join(""),
    loadavg: `${loadAverage()
      .map((load) => load.toFixed(2))
      .join(" ")} 1/1 1\n`,
    uptime: `${upSeconds().toFixed(2)} 0.00\n`,
  };
}

/** A container's limits, where control groups of version 2 have them. They are kept, and limit nothing here. */
export function limitTexts(host: HostConfig): Readonly<Record<string, string>> {
  const { Memory = 0, MemorySwap = 0, NanoCpus = 0, CpuQuota = 0, CpuPeriod = 0, PidsLimit } = host;
  const period = CpuPeriod > 0 ? CpuPeriod : 100_000;
  const quota = NanoCpus > 0 ? Math.round((NanoCpus / 1e9) * period) : CpuQuota;
  const most = (limit: number): string => `${limit > 0 ? limit : "max"}\n`;
  return {
    "memory.max": most(Memory),
    "memory.swap.max": MemorySwap > 0 && Memory > 0 ? `${MemorySwap - Memory}\n` : "max\n",
    "cpu.max": `${quota > 0 ? quota : "max"} ${period}\n`,
    "pids.max": most(PidsLimit ?? 0),
  };
}

function kib(bytes: number): number {
  return Math.floor(bytes / 1024);
}
