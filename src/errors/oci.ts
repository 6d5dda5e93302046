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

/** Not the name of a platform. */
export class InvalidPlatformError extends LayerlabError<"EPLATFORMNAME", { text: string }> {
  /** @param reason containerd's words, which Docker shows */
  constructor(text: string, reason: string) {
    super("EPLATFORMNAME", `${reason}: invalid argument; write it as linux/amd64 or linux/arm64/v8`, {
      text,
    });
  }
}
