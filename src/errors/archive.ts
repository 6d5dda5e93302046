import { LayerlabError } from "./base.js";

/** The bytes are not the tar archive they should be. */
export class ArchiveError extends LayerlabError<"EARCHIVE", { reason: string; offset: number }> {
  constructor(reason: string, offset: number) {
    super("EARCHIVE", `archive/tar: ${reason} (at byte ${offset})`, { reason, offset });
  }
}
