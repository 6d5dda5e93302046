import { LayerlabError } from "./base.js";

/** A build cache of elsewhere cannot be read or written; BuildKit's words where it has some. A build goes on without it. */
export class RemoteCacheError extends LayerlabError<"EREMOTECACHE", { reason: string }> {
  constructor(reason: string, options?: ErrorOptions) {
    super("EREMOTECACHE", reason, { reason }, options);
  }
}
