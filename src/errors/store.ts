import { LayerlabError } from "./base.js";

/** Another process holds the store for longer than anything here takes. */
export class StoreBusyError extends LayerlabError<"ESTOREBUSY", { path: string; holder: string }> {
  constructor(path: string, holder: string, seconds: number) {
    super(
      "ESTOREBUSY",
      `the store is in use by ${holder}, for more than ${seconds} seconds; wait for it or end it and try again (if no such process runs any more, remove ${path})`,
      { path, holder },
    );
  }
}

/** The machine refused an operation on the store's files: no room, no permission. */
export class StoreAccessError extends LayerlabError<
  "ESTOREACCESS",
  { path: string; operation: string; reason: string }
> {
  constructor(path: string, operation: string, cause: Error & { readonly code?: unknown }) {
    const reason = typeof cause.code === "string" ? cause.code : cause.message;
    super(
      "ESTOREACCESS",
      `cannot ${operation} ${path}: ${HINTS[reason] ?? cause.message}; nothing of this step was kept`,
      { path, operation, reason },
      { cause },
    );
  }
}

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: "no space left on the disk (free some, or keep the store elsewhere with LAYERLAB_HOME)",
  ENOMEM: "it is larger than a store in memory can take (use one on the disk: the layerlab command)",
  EDQUOT: "the disk quota is used up (free some room, or keep the store elsewhere with LAYERLAB_HOME)",
  EACCES: "permission denied (keep the store in a directory of your own with LAYERLAB_HOME)",
  EPERM: "permission denied (keep the store in a directory of your own with LAYERLAB_HOME)",
  ENOTDIR: "there is a file where a directory should be (keep the store elsewhere with LAYERLAB_HOME)",
  EEXIST: "there is a file where a directory should be (keep the store elsewhere with LAYERLAB_HOME)",
  EROFS: "the file system is read-only (keep the store elsewhere with LAYERLAB_HOME)",
};

/** A document of the store cannot be parsed as what it should be. */
export class StoreDocumentError extends LayerlabError<"ESTOREDOCUMENT", { path: string; reason: string }> {
  constructor(path: string, reason: string, remedy: string, options?: ErrorOptions) {
    super("ESTOREDOCUMENT", `${path} is damaged: ${reason}; ${remedy}`, { path, reason }, options);
  }
}
