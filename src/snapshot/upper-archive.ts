import type { ContentStore, StoredBlob } from "../content/store.js";
import { InvalidLayerError } from "../errors/layer.js";
import { decodeOverlay, overlayEntries } from "../layer/overlay.js";
import { type Digest, isDigest } from "../oci/digest.js";
import { archiveChunks } from "../tar/write.js";
import { fromBytes, slice } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import type { ChangeDirectory, MutableDirectory } from "../vfs/node.js";

/** A writable layer in the store: its tree, and the packs with its larger contents. */
export interface StoredUpper {
  readonly tree: StoredBlob;
  readonly packs: readonly StoredBlob[];
}

/** Contents up to this size are part of the tree; a record with their place would be as long. */
const INLINE = 1024;

/**
 * Stores one container's writable layer in the content store, so that storing it again costs only what has changed.
 *
 * The tree (names, metadata, small contents) is an archive in overlayfs's form and is written again each time. Larger
 * contents are concatenated in *packs*, and stay where they are: new contents go into a new pack. A pack
 * that is mostly dead, or not larger than the new one, is merged into it, so there are only few
 * (they differ in size by a factor) and at most half of a pack is waste. Contents are read, and verified, when
 * they are needed.
 */
export class UpperArchive {
  readonly #content: ContentStore;
  /** Contents are values: the place of one is found by the object. */
  readonly #places = new WeakMap<FileData, Place>();
  #packs: readonly StoredBlob[] = [];

  constructor(content: ContentStore) {
    this.#content = content;
  }

  load(stored: StoredUpper): MutableDirectory {
    this.#packs = stored.packs;
    const archive = fromBytes(this.#content.read(stored.tree.digest));
    return decodeOverlay(archive, (text) => this.#resolve(text));
  }

  /** Packs written since then may be gone: their contents are written again. */
  keptAs(stored: StoredUpper | undefined): void {
    this.#packs = stored?.packs ?? [];
  }

  save(upper: ChangeDirectory): StoredUpper {
    const contents = largeContents(upper);
    const live = new Map<Digest, number>();
    for (const data of contents) {
      const pack = this.#placed(data)?.pack;
      if (pack !== undefined) live.set(pack, (live.get(pack) ?? 0) + data.size);
    }
    const fresh = contents.filter((data) => this.#placed(data) === undefined);
    const kept = this.#worthKeeping(live, sizeOf(fresh));
    const keptDigests = new Set(kept.map(({ digest }) => digest));
    const moving = contents.filter((data) => {
      const place = this.#placed(data);
      return place === undefined || !keptDigests.has(place.pack);
    });
    const pack = moving.length === 0 ? undefined : this.#writePack(moving);
    this.#packs = pack === undefined ? kept : [...kept, pack];
    const place = (data: FileData) => {
      const at = data.size > INLINE ? this.#places.get(data) : undefined;
      return at && `${at.pack}:${at.offset}:${at.size}`;
    };
    const tree = this.#write(archiveChunks(overlayEntries(upper, { place })));
    return { tree, packs: this.#packs };
  }

  #placed(data: FileData): Place | undefined {
    const place = this.#places.get(data);
    return place !== undefined && this.#packs.some(({ digest }) => digest === place.pack) ? place : undefined;
  }

  #worthKeeping(live: ReadonlyMap<Digest, number>, fresh: number): readonly StoredBlob[] {
    const bySize = [...this.#packs].sort((a, b) => b.size - a.size);
    const dead = bySize.filter(({ digest, size }) => (live.get(digest) ?? 0) * 2 < size);
    const kept = bySize.filter((pack) => !dead.includes(pack));
    let moving = fresh + dead.reduce((sum, { digest }) => sum + (live.get(digest) ?? 0), 0);
    for (
      let last = kept.at(-1);
      last !== undefined && moving > 0 && last.size <= moving;
      last = kept.at(-1)
    ) {
      moving += live.get(last.digest) ?? 0;
      kept.pop();
    }
    return kept;
  }

  #writePack(contents: readonly FileData[]): StoredBlob {
    const pack = this.#write(chunksOf(contents));
    let offset = 0;
    for (const data of contents) {
      this.#places.set(data, { pack: pack.digest, offset, size: data.size });
      offset += data.size;
    }
    return pack;
  }

  #write(chunks: Iterable<Uint8Array>): StoredBlob {
    const writer = this.#content.writer();
    try {
      for (const chunk of chunks) writer.write(chunk);
      return writer.commit();
    } catch (error) {
      writer.abort();
      throw error;
    }
  }

  #resolve(text: string): FileData {
    const [, digest = "", offset = "", size = ""] = /^(sha256:[0-9a-f]{64}):(\d+):(\d+)$/.exec(text) ?? [];
    if (!isDigest(digest)) throw new InvalidLayerError(text, "names no place of a content");
    const place = { pack: digest, offset: Number(offset), size: Number(size) };
    const data = lazily(place.size, () => slice(this.#content.open(digest), place.offset, place.size));
    this.#places.set(data, place);
    return data;
  }
}

interface Place {
  readonly pack: Digest;
  readonly offset: number;
  readonly size: number;
}

/** Each distinct content that is too large for the tree. */
function largeContents(directory: ChangeDirectory, found = new Set<FileData>()): readonly FileData[] {
  for (const node of directory.changes.values()) {
    if (node.kind === "directory") largeContents(node, found);
    else if (node.kind === "file" && node.data.size > INLINE) found.add(node.data);
  }
  return [...found];
}

function* chunksOf(contents: readonly FileData[]): Generator<Uint8Array> {
  for (const data of contents) yield* data.chunks();
}

function sizeOf(contents: readonly FileData[]): number {
  return contents.reduce((sum, { size }) => sum + size, 0);
}

function lazily(size: number, open: () => FileData): FileData {
  let opened: FileData | undefined;
  const data = (): FileData => {
    opened ??= open();
    return opened;
  };
  return {
    size,
    read: (offset, length) => data().read(offset, length),
    chunks: () => data().chunks(),
  };
}
