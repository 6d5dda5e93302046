import type { Digest } from "../oci/digest.js";
import { splitTag } from "../oci/reference.js";

const NONE: readonly string[] = [];

/** Names of images, both ways: a name points at one image, an image may have several names. */
export class ImageNames {
  /** `ubuntu:latest` → id. */
  readonly #ids = new Map<string, Digest>();
  /** Sorted. */
  readonly #names = new Map<Digest, readonly string[]>();

  idOf(name: string): Digest | undefined {
    return this.#ids.get(name);
  }

  /** Sorted; the same list until a name comes or goes. */
  of(id: Digest): readonly string[] {
    return this.#names.get(id) ?? NONE;
  }

  /** Those of a repository, sorted. */
  in(repository: string): readonly { readonly name: string; readonly id: Digest }[] {
    return [...this.#ids]
      .filter(([name]) => splitTag(name.split("@", 1)[0] ?? "").repository === repository)
      .map(([name, id]) => ({ name, id }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Takes the name from the image that had it. */
  set(name: string, id: Digest): void {
    this.delete(name);
    this.#ids.set(name, id);
    this.#names.set(id, [...this.of(id), name].sort());
  }

  /** @returns whether an image had it */
  delete(name: string): boolean {
    const id = this.#ids.get(name);
    if (id === undefined) return false;
    this.#ids.delete(name);
    const left = this.of(id).filter((known) => known !== name);
    if (left.length > 0) this.#names.set(id, left);
    else this.#names.delete(id);
    return true;
  }

  clear(): void {
    this.#ids.clear();
    this.#names.clear();
  }
}
