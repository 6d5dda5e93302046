import { LayerlabError } from "./base.js";

/** An archive of images that cannot be read as one. */
export class InvalidImageArchiveError extends LayerlabError<"EIMAGEARCHIVE", { reason: string }> {
  constructor(reason: string, options?: ErrorOptions) {
    super("EIMAGEARCHIVE", reason, { reason }, options);
  }
}
