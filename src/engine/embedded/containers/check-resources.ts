import { processorCount } from "#platform/host";
import { ContainerSettingsError } from "../../../errors/container-settings.js";
import type { HostConfig } from "../../host-config.js";
import { checkRestartPolicy } from "./check-restart-policy.js";

const MINIMUM = 6 * 1024 * 1024;

/**
 * moby's `verifyPlatformContainerResources`, as on a machine whose kernel has every cgroup controller.
 *
 * @param isUpdate of a container that there is: its limits may be set one after the other
 * @throws {ContainerSettingsError}
 */
export function checkResources(host: HostConfig, isUpdate = false): void {
  const { Memory = 0, MemorySwap = 0, MemoryReservation = 0 } = host;
  if (Memory !== 0 && Memory < MINIMUM) fail("Minimum memory limit allowed is 6MB");
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory)
    fail("Minimum memoryswap limit should be larger than memory limit, see usage");
  if (Memory === 0 && MemorySwap > 0 && !isUpdate)
    fail("You should always set the Memory limit when using Memoryswap limit, see usage");
  if (MemoryReservation > 0 && MemoryReservation < MINIMUM) fail("Minimum memory reservation allowed is 6MB");
  if (Memory > 0 && Memory < MemoryReservation)
    fail("Minimum memory limit can not be less than memory reservation limit, see usage");
  checkProcessors(host);
  const { BlkioWeight = 0 } = host;
  if (BlkioWeight > 0 && (BlkioWeight < 10 || BlkioWeight > 1000))
    fail("Range of blkio weight is from 10 to 1000");
}

/** What `docker update` may change, against what the container has. @throws {ContainerSettingsError} */
export function checkUpdate(has: HostConfig, changes: HostConfig): void {
  checkRestartPolicy(changes.RestartPolicy);
  checkResources(changes, true);
  const { Memory = 0, MemorySwap = 0 } = changes;
  const swap = has.MemorySwap ?? 0;
  if (Memory > 0 && MemorySwap === 0 && swap > 0 && Memory > swap)
    fail(
      "Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time",
    );
  if (changes.NanoCpus !== undefined && changes.NanoCpus > 0) {
    if ((has.CpuPeriod ?? 0) > 0)
      fail("Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set");
    if ((has.CpuQuota ?? 0) > 0)
      fail("Conflicting options: Nano CPUs cannot be updated as CPU Quota has already been set");
  }
}

function checkProcessors(host: HostConfig): void {
  const { NanoCpus = 0, CpuPeriod = 0, CpuQuota = 0, CpusetCpus = "", CpusetMems = "" } = host;
  const cpus = processorCount();
  if (NanoCpus > 0 && CpuPeriod > 0) fail("Conflicting options: Nano CPUs and CPU Period cannot both be set");
  if (NanoCpus > 0 && CpuQuota > 0) fail("Conflicting options: Nano CPUs and CPU Quota cannot both be set");
  if (NanoCpus < 0 || NanoCpus > cpus * 1e9)
    fail(`Range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`);
  if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000))
    fail("CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
  if (CpuQuota > 0 && CpuQuota < 1000) fail("CPU cfs quota can not be less than 1ms (i.e. 1000)");
  checkSet(CpusetCpus, "cpuset cpus", "CPUs", cpus - 1);
  checkSet(CpusetMems, "cpuset mems", "memory nodes", 0);
}

/** `0-2,4` */
function checkSet(text: string, shown: string, what: string, last: number): void {
  if (text === "") return;
  for (const part of text.split(",")) {
    const [, from = "", to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (from === "" || Number(to) < Number(from))
      fail(`Invalid value ${text} for ${shown}: invalid format: ${part}`);
    if (Number(to) > last)
      fail(
        `Requested ${what} are not available - requested ${text}, available: ${last === 0 ? "0" : `0-${last}`}`,
      );
  }
}

function fail(reason: string): never {
  throw new ContainerSettingsError(reason);
}
