import { availableParallelism, freemem, loadavg, totalmem, uptime } from "node:os";

/** The machine this runs on, in Go's words for it: `linux/amd64`. */
export function hostPlatform(): { readonly os: string; readonly arch: string } {
  const { platform, arch } = process;
  return { os: platform === "win32" ? "windows" : platform, arch: arch === "x64" ? "amd64" : arch };
}

/** The processor time that this process has used, in milliseconds. */
export function processorTime(): number | undefined {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How many processors programs can use at once. */
export function processorCount(): number {
  return availableParallelism();
}

/** Bytes that the machine has; 0 where it does not say. */
export function memoryTotal(): number {
  return totalmem();
}

/** Bytes that nobody uses; 0 where the machine does not say. */
export function memoryFree(): number {
  return freemem();
}

/** Of the last minute, five and fifteen. */
export function loadAverage(): readonly number[] {
  return loadavg();
}

/** For how long the machine has been running. */
export function upSeconds(): number {
  return uptime();
}
