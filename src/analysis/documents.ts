import type { Verification, VerifiedBlob } from "../image/verify.js";
import type { Digest } from "../oci/digest.js";

/** A document or a layer that another document names by its digest. */
export interface NamedBlob {
  readonly digest: Digest;
  readonly mediaType: string;
  /** Bytes, as they are written where it is named. */
  readonly size: number;
  readonly status: VerifiedBlob["status"];
}

/** A layer, by both of its names. */
export interface NamedLayer extends NamedBlob {
  /** From 1, the lowest. */
  readonly number: number;
  /** What the configuration calls it: the digest of its bytes before compression. Absent where the configuration cannot be read. */
  readonly diffId?: Digest;
}

/** How an image hangs together: index → manifest → configuration and layers. */
export interface Documents {
  readonly name: string;
  /** The image's id: the configuration's digest. Absent where an archive's manifest cannot be read. */
  readonly id?: Digest;
  readonly manifest?: NamedBlob;
  readonly config?: NamedBlob;
  /** Lowest first. */
  readonly layers: readonly NamedLayer[];
  /** What is wrong with it. */
  readonly problems: readonly string[];
}

export function documentsOf({ name, id, blobs, problems }: Verification): Documents {
  const manifest = blobs.find(({ role }) => role === "manifest");
  const config = blobs.find(({ role }) => role === "config");
  return {
    name,
    id,
    ...(manifest === undefined ? {} : { manifest: named(manifest) }),
    ...(config === undefined ? {} : { config: named(config) }),
    layers: blobs
      .filter(({ role }) => role === "layer")
      .map((blob, at) => ({
        ...named(blob),
        number: at + 1,
        ...(blob.diffId === undefined ? {} : { diffId: blob.diffId }),
      })),
    problems,
  };
}

function named({ digest, mediaType, size, status }: VerifiedBlob): NamedBlob {
  return { digest, mediaType, size, status };
}
