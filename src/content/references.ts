import type { Digest } from "../oci/digest.js";

/**
 * How often each blob is referred to. Everything that refers to blobs keeps one of these up to date, so that a question
 * about one blob does not go through everything there is.
 */
export class References {
  readonly #counts = new Map<Digest, number>();

  add(digests: Iterable<Digest>): void {
    for (const digest of digests) this.#counts.set(digest, (this.#counts.get(digest) ?? 0) + 1);
  }

  /** @returns those that nothing refers to any more */
  remove(digests: Iterable<Digest>): readonly Digest[] {
    const gone: Digest[] = [];
    for (const digest of digests) {
      const left = (this.#counts.get(digest) ?? 0) - 1;
      if (left > 0) this.#counts.set(digest, left);
      else if (this.#counts.delete(digest)) gone.push(digest);
    }
    return gone;
  }

  has(digest: Digest): boolean {
    return this.#counts.has(digest);
  }

  clear(): void {
    this.#counts.clear();
  }

  all(): Iterable<Digest> {
    return this.#counts.keys();
  }
}
