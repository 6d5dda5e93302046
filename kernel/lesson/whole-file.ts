import { renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Written whole or not at all: a notebook is somebody's work. */
export function writeWhole(path: string, text: string): void {
  const partial = join(dirname(path), `.${process.pid}.partial.ipynb`);
  writeFileSync(partial, text);
  renameSync(partial, path);
}

/** An error of the system, such as a file that is missing; its message says which. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
