import type { FsStat } from "just-bash";

export const DEVICES: ReadonlySet<string> = new Set([
  "/dev/null",
  "/dev/zero",
  "/dev/full",
  "/dev/random",
  "/dev/urandom",
  "/dev/tty",
  "/dev/stdin",
  "/dev/stdout",
  "/dev/stderr",
]);

/** just-bash keeps process substitutions in files that it writes to /dev/fd. */
export function isDescriptor(path: string): boolean {
  return path.startsWith("/dev/fd/");
}

export function device(mode: number): FsStat {
  return { isFile: true, isDirectory: false, isSymbolicLink: false, mode, size: 0, mtime: new Date(0) };
}

/** A whole /dev/zero cannot be read; a careless reader gets one page of it. */
export function readDevice(path: string): Uint8Array {
  if (path === "/dev/zero" || path === "/dev/full") return new Uint8Array(4096);
  if (path === "/dev/random" || path === "/dev/urandom") return crypto.getRandomValues(new Uint8Array(4096));
  return new Uint8Array(0);
}
