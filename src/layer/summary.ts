import type { DiffID } from "../oci/digest.js";
import { type Descriptor, MEDIA_TYPE } from "../oci/types.js";
import type { Layer } from "./layer.js";

/** What is known of a layer without its archive: the index keeps it, so that listing images reads no layer. */
export interface LayerSummary {
  readonly diffId: DiffID;
  /** Bytes of files and of symlink targets (hard links once): Docker's SIZE. */
  readonly size: number;
  /** Bytes of the tar archive. */
  readonly archiveSize: number;
  /** Entries of the archive. */
  readonly entries: number;
  /**
   * When the layer was read for the first time, in seconds since the epoch, if directories have their time from that: those
   * that no entry lists. In Docker they are as old as the unpacked layer.
   */
  readonly impliedAt?: number;
}

export function summaryOf({ diffId, size, descriptor, entries, impliedAt }: Layer): LayerSummary {
  return {
    ...{ diffId, size, archiveSize: descriptor.size, entries },
    ...(impliedAt === undefined ? {} : { impliedAt }),
  };
}

/** The layer's entry in a manifest. */
export function descriptorOf({ diffId, archiveSize }: LayerSummary): Descriptor {
  return { mediaType: MEDIA_TYPE.layer, digest: diffId, size: archiveSize };
}
