import type { ContentStore } from "../content/store.js";
import { asDiffId, type DiffID } from "../oci/digest.js";
import { type Descriptor, MEDIA_TYPE } from "../oci/types.js";
import type { ChangeDirectory } from "../vfs/node.js";
import { decodeLayer } from "./decode.js";
import { encodeLayer } from "./encode.js";

/** A committed layer: its archive in the store, and what the archive says. */
export interface Layer {
  readonly diffId: DiffID;
  /** The archive's blob, uncompressed, so its digest is the DiffID. */
  readonly descriptor: Descriptor;
  readonly changes: ChangeDirectory;
  /** Entries of the archive. */
  readonly entries: number;
  /** Bytes of files and of symlink targets, hard links once: Docker's SIZE. */
  readonly size: number;
  /** Time of the directories that no entry lists, where there are any: seconds since the epoch. */
  readonly impliedAt?: number;
}

/** Writes a changeset as a layer into the store; an existing one is found by its digest. */
export function writeLayer(store: ContentStore, changes: ChangeDirectory): Layer {
  return readLayer(store, asDiffId(store.put(encodeLayer(changes)).digest));
}

/**
 * @param impliedAt the time that directories without an entry were given when the layer was read for the first time
 * @throws {BlobNotFoundError} {@link BlobCorruptError} {@link ArchiveError} {@link InvalidLayerError}
 */
export function readLayer(store: ContentStore, diffId: DiffID, impliedAt?: number): Layer {
  const archive = store.open(diffId);
  return {
    diffId,
    descriptor: { mediaType: MEDIA_TYPE.layer, digest: diffId, size: archive.size },
    ...decodeLayer(archive, impliedAt),
  };
}
