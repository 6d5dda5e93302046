import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

interface Running {
  readonly pid: number;
  readonly parent: number;
  /** What it holds of the machine's memory. */
  readonly residentBytes: number;
}

/** The processes that one has started, and they. */
export async function descendantsOf(pid: number | undefined): Promise<number[]> {
  const all = await processes();
  const below = (parent: number | undefined): number[] =>
    all.flatMap((each) => (each.parent === parent ? [each.pid, ...below(each.pid)] : []));
  return below(pid);
}

/** What a process and all below it hold of the machine's memory. */
export async function residentBytes(pid: number | undefined): Promise<number> {
  const counted = new Set([pid, ...(await descendantsOf(pid))]);
  return (await processes())
    .filter((each) => counted.has(each.pid))
    .reduce((sum, each) => sum + each.residentBytes, 0);
}

async function processes(): Promise<Running[]> {
  // Small Linux machines have no ps.
  if (existsSync("/proc/self/status"))
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => {
        const status = readStatus(name);
        const member = (key: string): number =>
          Number(new RegExp(`^${key}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);
        return { pid: Number(name), parent: member("PPid"), residentBytes: member("VmRSS") * 1024 };
      });
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
      return { pid, parent, residentBytes: kilobytes * 1024 };
    });
}

function readStatus(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
