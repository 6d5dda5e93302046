import { LayerlabError } from "./base.js";

/** The POSIX error names that the file systems here can return, and the text `strerror` gives for each. */
const POSIX_ERRORS = {
  EACCES: "Permission denied",
  EBADF: "Bad file descriptor",
  EBUSY: "Device or resource busy",
  EEXIST: "File exists",
  EFBIG: "File too large",
  EINVAL: "Invalid argument",
  EISDIR: "Is a directory",
  ELOOP: "Too many levels of symbolic links",
  ENAMETOOLONG: "File name too long",
  ENOENT: "No such file or directory",
  ENOSPC: "No space left on device",
  ENOTDIR: "Not a directory",
  ENOTEMPTY: "Directory not empty",
  ENXIO: "No such device or address",
  EPERM: "Operation not permitted",
  EROFS: "Read-only file system",
  EXDEV: "Invalid cross-device link",
} as const;

export type PosixErrorCode = keyof typeof POSIX_ERRORS;

/** A file operation failed, exactly as the system call of that name would have. */
export class FileSystemError extends LayerlabError<PosixErrorCode, { syscall: string; path: string }> {
  constructor(code: PosixErrorCode, syscall: string, path: string) {
    super(code, `${code}: ${POSIX_ERRORS[code].toLowerCase()}, ${syscall} '${path}'`, { syscall, path });
  }

  /** The C library's words for it, as programs in a container print them: `No such file or directory`. */
  get strerror(): string {
    return POSIX_ERRORS[this.code];
  }
}
