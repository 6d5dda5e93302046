import { HostFileError } from "../errors/host.js";

const TEXTS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EEXIST: "file exists",
  EISDIR: "is a directory",
  ELOOP: "too many levels of symbolic links",
  ENOENT: "no such file or directory",
  ENOSPC: "no space left on device",
  ENOTDIR: "not a directory",
  EPERM: "operation not permitted",
  EROFS: "read-only file system",
};

/** Node's error with Go's words for it; any other error as it is. */
export function hostError(operation: string, path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  return new HostFileError(operation, path, TEXTS[code] ?? code, { cause: error });
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && "syscall" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}
