import { LayerlabError } from "./base.js";

/** A file of the machine the command runs on (not of a container) could not be used; Go's text. */
export class HostFileError extends LayerlabError<
  "EHOSTFILE",
  { operation: string; path: string; cause: string }
> {
  constructor(operation: string, path: string, cause: string, options?: ErrorOptions) {
    super("EHOSTFILE", `${operation} ${path}: ${cause}`, { operation, path, cause }, options);
  }
}
