import { LayerlabError } from "./base.js";

export class InvalidDigestError extends LayerlabError<"EDIGEST", { text: string }> {
  constructor(text: string) {
    super(
      "EDIGEST",
      `invalid digest ${JSON.stringify(text)}: expected "sha256:" and 64 lowercase hex digits`,
      { text },
    );
  }
}
