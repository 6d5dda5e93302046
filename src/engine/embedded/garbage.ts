import type { Medium } from "../../content/medium.js";
import type { ContentStore } from "../../content/store.js";
import { LayerlabError } from "../../errors/base.js";
import { registryDocuments } from "../../image/registry-documents.js";
import type { ImageStore } from "../../image/store.js";
import { type Digest, isDigest } from "../../oci/digest.js";
import type { ContainerTable } from "./containers.js";

interface Holders {
  readonly medium: Medium;
  readonly content: ContentStore;
  readonly images: ImageStore;
  readonly containers: ContainerTable;
  /** The stacks of containers that are kept nowhere. */
  readonly stacks: () => readonly (readonly Digest[])[];
}

const MARK = "/garbage";

/**
 * Blobs nobody refers to any more. While some process stores what nothing refers to yet (a lease), nothing is
 * deleted; a mark then says that there is something to do later.
 */
export class Garbage {
  readonly #holders: Holders;
  readonly #others: (() => Iterable<Digest>)[] = [];

  constructor(holders: Holders) {
    this.#holders = holders;
  }

  /** Deletes those of the given blobs that nothing refers to. Answers their bytes together. */
  discard(candidates: Iterable<Digest>): number {
    const wanted = [...candidates];
    if (wanted.length === 0) return 0;
    const live = this.#live();
    if (live === undefined || this.#holders.medium.leases() > 0) {
      this.mark();
      return 0;
    }
    return this.#remove(wanted.filter((digest) => !live.has(digest)));
  }

  alsoUsing(digests: () => Iterable<Digest>): void {
    this.#others.push(digests);
  }

  mark(): void {
    this.#holders.medium.note(MARK, "1");
  }

  /** Deletes all that nothing refers to, when somebody left a mark (or `always`). Answers the bytes. */
  collect(always: boolean): number {
    const { medium, content } = this.#holders;
    if (!always && !medium.exists(MARK)) return 0;
    const live = this.#live();
    if (live === undefined || medium.leases() > 0) {
      if (always) this.mark();
      return 0;
    }
    const freed = this.#remove(content.list().filter((digest) => !live.has(digest)));
    medium.note(MARK, undefined);
    return freed;
  }

  #remove(digests: readonly Digest[]): number {
    const { content } = this.#holders;
    let freed = 0;
    for (const digest of new Set(digests)) {
      if (!content.has(digest)) continue;
      freed += content.size(digest);
      content.remove(digest);
    }
    return freed;
  }

  /** All that is referred to; `undefined` when something cannot be read that may refer to more. */
  #live(): ReadonlySet<Digest> | undefined {
    const { images, containers, stacks } = this.#holders;
    if (containers.damaged.size > 0) return undefined;
    const live = new Set<Digest>();
    for (const { id, manifest, layers, commands } of images.list()) {
      live.add(id).add(manifest.digest);
      for (const digest of commands) live.add(digest);
      for (const { diffId } of layers) live.add(diffId);
      for (const digest of registryDocuments(id, images.digestsOf(id), this.#holders.content).all)
        live.add(digest);
    }
    for (const { layers, upper } of containers.records()) {
      for (const diffId of layers) live.add(diffId);
      if (upper === undefined) continue;
      live.add(upper.tree.digest);
      for (const { digest } of upper.packs) live.add(digest);
    }
    for (const { archives } of containers.list()) for (const digest of archives) live.add(digest);
    for (const digests of this.#others) for (const digest of digests()) live.add(digest);
    for (const stack of stacks()) for (const diffId of stack) live.add(diffId);
    try {
      for (const entry of images.foreign) this.#follow(entry, live);
    } catch (error) {
      if (error instanceof LayerlabError || error instanceof SyntaxError) return undefined;
      throw error;
    }
    return live;
  }

  /** A descriptor another tool wrote, and all that the documents behind it name. */
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
