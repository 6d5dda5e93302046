import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Names of processes that outlive them: `PID START HOST`. A pid alone is given to somebody else sooner or later,
 * so the time it started (in ticks since boot, proc_pid_stat(5)) belongs to it where the system tells.
 */
export function selfName(): string {
  return `${process.pid} ${startOf(process.pid) ?? "-"} ${hostname()}`;
}

/** A process of another host cannot be asked for, and counts as alive. */
export function isAlive(name: string): boolean {
  const [pid = "", start = "-", ...host] = name.split(" ");
  if (host.join(" ") !== hostname()) return true;
  const number = Number(pid);
  if (!Number.isSafeInteger(number) || number <= 0) return false;
  try {
    process.kill(number, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const now = startOf(number);
  return start === "-" || now === undefined || now === start;
}

/** `process 4711`, or with its host where that is another one. */
export function describeProcess(name: string): string {
  const [pid = "", , ...host] = name.split(" ");
  const where = host.join(" ");
  return `process ${pid}${where === hostname() || where === "" ? "" : ` on ${where}`}`;
}

function startOf(pid: number): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; only its parent has not noticed yet.
    if (fields[0] === "Z") return "ended";
    return fields[19];
  } catch {
    // No such process, or no /proc: then the pid alone decides.
    return undefined;
  }
}
