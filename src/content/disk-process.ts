import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Names of processes that stay valid after they have ended: `PID START SYSTEM HOST`.
 *
 * Sooner or later a pid is given to another process, so the start time (in ticks since boot, proc_pid_stat(5)) is part of
 * the name where the system tells it. SYSTEM is where pids can be looked up: this boot of this kernel and this pid
 * namespace. A host name says neither: Binder and JupyterHub give the same machine another one each time, and two
 * containers of one machine do not see each other's processes.
 */
export function selfName(): string {
  return `${process.pid} ${startOf(process.pid) ?? "-"} ${system()} ${hostname()}`;
}

/** `unknown`: a process of another system, which cannot be looked up from here. */
export type Liveness = "alive" | "dead" | "unknown";

export function liveness(name: string): Liveness {
  const [pid = "", start = "-", home = ""] = name.split(" ");
  const number = Number(pid);
  if (!Number.isSafeInteger(number) || number <= 0) return "dead";
  if (home !== system()) return "unknown";
  try {
    process.kill(number, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return "dead";
  }
  const now = startOf(number);
  return start === "-" || now === undefined || now === start ? "alive" : "dead";
}

/** `process 4711`, or with its host where that is another one. */
export function describeProcess(name: string): string {
  const [pid = "", , home = "", ...host] = name.split(" ");
  if (!/^\d+$/.test(pid)) return "a process that did not leave its name";
  const where = host.join(" ") || home;
  return `process ${pid}${home === system() || where === "" ? "" : ` on ${where}`}`;
}

let known: string | undefined;

function system(): string {
  known ??= process.platform === "linux" ? linuxSystem() : hostname();
  return known;
}

function linuxSystem(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    const [namespace = ""] = /\d+/.exec(readlinkSync("/proc/self/ns/pid")) ?? [];
    return `${boot}.${namespace}`;
  } catch {
    // No /proc: the host's name is all that is known.
    return hostname();
  }
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
