import type { Digest } from "../oci/digest.js";

/** An image found in an archive: its configuration and layers are blobs of the store by now. */
export interface LoadedImage {
  readonly config: Digest;
  /** Uncompressed archives, lowest first, each with the digest its bytes have. */
  readonly layers: readonly Digest[];
  /** `ubuntu:latest` */
  readonly references: readonly string[];
  /** The image of this archive, by its id, that this one was made from; where the archive says so, it is before this. */
  readonly parent?: Digest;
  /** Docker says nothing of images of before its version 1.10. */
  readonly isSilent?: boolean;
}
