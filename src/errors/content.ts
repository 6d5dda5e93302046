import { LayerlabError } from "./base.js";

/** No blob with that digest is stored. */
export class BlobNotFoundError extends LayerlabError<"EBLOBNOTFOUND", { digest: string }> {
  constructor(digest: string) {
    super(
      "EBLOBNOTFOUND",
      `content digest ${digest}: not found in the store; pull, load or build the image that needs it again, or remove the container that does`,
      { digest },
    );
  }
}

/** The stored bytes are not the ones the digest names. */
export class BlobCorruptError extends LayerlabError<
  "EBLOBCORRUPT",
  { digest: string; actual: string; size: number }
> {
  constructor(digest: string, actual: string, size: number) {
    super(
      "EBLOBCORRUPT",
      `blob ${digest} is damaged: its ${size} bytes have the digest ${actual}; pull, load or build the image that needs it again (that puts the right bytes in their place), or remove the container that does`,
      { digest, actual, size },
    );
  }
}
