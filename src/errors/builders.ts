import { LayerlabError } from "./base.js";

/** A builder cannot be made, used or removed as asked; the message is buildx's. */
export class BuilderError extends LayerlabError<"EBUILDER", { builder: string }> {
  constructor(reason: string, builder: string) {
    super("EBUILDER", reason, { builder });
  }
}
