import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { liveness } from "./disk-process.js";

/**
 * Files that say who is doing something: a lock, a lease, a container's owner. Whether such a file still counts is
 * decided here and nowhere else: by looking up the process it names where that is possible, otherwise by the file's age.
 */

/** A process that cannot be looked up keeps its file fresh; after this long without an update it is taken to have ended. */
const SILENT_MS = 5 * 60_000;
export const REFRESH_MS = 60_000;
/** No file appears without its owner's name, unless the disk was full or has no hard links. */
const NAMELESS_MS = 2000;

/** What a claim's file says, and how long ago it was last touched. */
export interface Claim {
  readonly text: string;
  /** Its first line: the owner, as `selfName` has it; empty for a file that was left half-made. */
  readonly owner: string;
  /** Milliseconds, never negative: a clock that was set back makes a file old, not young for ever. */
  readonly age: number;
}

export function readClaim(path: string): Claim | undefined {
  try {
    const text = readFileSync(path, "utf8");
    const age = Math.abs(Date.now() - statSync(path).mtimeMs);
    return { text, owner: text.split("\n", 1)[0] ?? "", age };
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** @param silent how long an owner that cannot be asked for may be silent, in milliseconds */
export function isHeld({ owner, age }: Claim, silent = SILENT_MS): boolean {
  if (owner === "") return age < NAMELESS_MS;
  const state = liveness(owner);
  return state === "unknown" ? age < silent : state === "alive";
}

/** Where a file can be written before it has its name; `Temporaries` is one. */
export interface Workbench {
  next(): string;
  remove(path: string): void;
}

/**
 * Makes a file that nobody else has made, all at once: nobody ever finds it without its text, and a full disk or a kill
 * half-way leaves no file. Returns whether it made it.
 */
export function claim(path: string, text: string, workbench: Workbench): boolean {
  const temporary = workbench.next();
  try {
    write(temporary, text, "w");
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    if (isCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"))
      return claimWithoutLinks(path, text, workbench);
    throw error;
  } finally {
    workbench.remove(temporary);
  }
}

/** On a disk without hard links a file and its text come in two steps. */
function claimWithoutLinks(path: string, text: string, workbench: Workbench): boolean {
  try {
    write(path, text, "wx");
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    // It is this process's own, and would be in the way for a while.
    workbench.remove(path);
    throw error;
  }
}

/** Writes a file that others may be reading: they see the old text or the new one. */
export function replace(path: string, text: string, workbench: Workbench): void {
  const temporary = workbench.next();
  try {
    write(temporary, text, "w");
    renameSync(temporary, path);
  } catch (error) {
    workbench.remove(temporary);
    throw error;
  }
}

/** Shows that the owner is still alive. */
export function refresh(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch (error) {
    if (!isCode(error, "ENOENT", "EROFS", "EACCES", "EPERM")) throw error;
  }
}

function write(path: string, text: string, flags: "w" | "wx"): void {
  const fd = openSync(path, flags, 0o644);
  try {
    writeSync(fd, text);
  } finally {
    closeSync(fd);
  }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
