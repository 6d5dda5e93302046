import type { Medium } from "../../../content/medium.js";
import type { ContentStore } from "../../../content/store.js";
import { LayerlabError } from "../../../errors/base.js";
import { registryDocuments } from "../../../image/registry-documents.js";
import type { ImageStore } from "../../../image/store.js";
import { type Digest, isDigest } from "../../../oci/digest.js";
import type { ContainerTable } from "../containers/table.js";
import { blobsOf, type VolumeTable } from "../volumes/table.js";

interface Holders {
  readonly medium: Medium;
  readonly content: ContentStore;
  readonly images: ImageStore;
  readonly containers: ContainerTable;
  /** The number of leases, without those whose work is over. */
  readonly leases: () => number;
  readonly volumes: VolumeTable;
  /** The stacks of containers that are kept nowhere. */
  readonly stacks: () => Iterable<readonly Digest[]>;
}

/** What else refers to blobs, besides images and containers. */
export interface BlobHolder {
  references(): Iterable<Digest>;
  refersTo(digest: Digest): boolean;
}

const MARK = "/garbage";

/**
 * Deletes blobs that nothing refers to any more. While a process holds a lease (it is storing what nothing refers to
 * yet), nothing is deleted; a mark then says that there is something left to do.
 */
export class Garbage {
  readonly #holders: Holders;
  readonly #others: BlobHolder[] = [];

  constructor(holders: Holders) {
    this.#holders = holders;
  }

  /** Deletes the given blobs that nothing refers to. */
  discard(candidates: Iterable<Digest>): void {
    // Something almost always refers to all of them, which can be seen without looking at everything.
    const wanted = [...candidates].filter((digest) => !this.#isHeld(digest));
    if (wanted.length === 0) return;
    const live = this.#live();
    if (live === undefined || this.#holders.leases() > 0) this.mark();
    else this.#remove(wanted.filter((digest) => !live.has(digest)));
  }

  alsoUsing(holder: BlobHolder): void {
    this.#others.push(holder);
  }

  mark(): void {
    this.#holders.medium.note(MARK, "1");
  }

  /** Deletes everything that nothing refers to, if there is a mark. */
  collect(): void {
    const { medium, content, containers, leases } = this.#holders;
    if (!medium.exists(MARK) || leases() > 0) return;
    const live = this.#live();
    if (live === undefined) return;
    this.#remove(content.list().filter((digest) => !live.has(digest)));
    containers.removeRests();
    medium.note(MARK, undefined);
  }

  #isHeld(digest: Digest): boolean {
    return this.#holders.images.refersTo(digest) || this.#others.some((other) => other.refersTo(digest));
  }

  #remove(digests: readonly Digest[]): void {
    for (const digest of new Set(digests)) this.#holders.content.remove(digest);
  }

  /** Everything that is referred to; `undefined` if something that may refer to more cannot be read. */
  #live(): ReadonlySet<Digest> | undefined {
    const { images, containers, volumes, stacks } = this.#holders;
    if (containers.damaged.size > 0 || volumes.damaged.size > 0) return undefined;
    const live = new Set<Digest>();
    for (const { id, manifest, layers, commands } of images.list()) {
      live.add(id).add(manifest.digest);
      for (const digest of commands) live.add(digest);
      for (const { diffId } of layers) live.add(diffId);
      const documents = registryDocuments(id, images.digestsOf(id), this.#holders.content);
      if (documents.damaged) return undefined;
      for (const digest of documents.all) live.add(digest);
    }
    for (const { layers, upper } of containers.records()) {
      for (const diffId of layers) live.add(diffId);
      if (upper === undefined) continue;
      live.add(upper.tree.digest);
      for (const { digest } of upper.packs) live.add(digest);
    }
    for (const { archives } of containers.list()) for (const digest of archives) live.add(digest);
    for (const record of volumes.records()) for (const digest of blobsOf(record)) live.add(digest);
    for (const other of this.#others) for (const digest of other.references()) live.add(digest);
    for (const stack of stacks()) for (const diffId of stack) live.add(diffId);
    try {
      for (const entry of images.foreign) this.#follow(entry, live);
    } catch (error) {
      if (error instanceof LayerlabError || error instanceof SyntaxError) return undefined;
      throw error;
    }
    return live;
  }

  /** A descriptor that another tool wrote, and everything that the documents behind it name. */
  #follow(descriptor: unknown, live: Set<Digest>): void {
    if (typeof descriptor !== "object" || descriptor === null) return;
    const { digest, mediaType, manifests, config, layers }: Record<string, unknown> = { ...descriptor };
    for (const inner of [config, ...lists(manifests), ...lists(layers)]) this.#follow(inner, live);
    if (typeof digest !== "string" || !isDigest(digest) || live.has(digest)) return;
    live.add(digest);
    if (typeof mediaType !== "string" || !/manifest|index/.test(mediaType)) return;
    this.#follow(JSON.parse(new TextDecoder().decode(this.#holders.content.read(digest))), live);
  }
}

function lists(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
