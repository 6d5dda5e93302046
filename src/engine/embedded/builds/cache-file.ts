import { BuildCache } from "../../../builder/cache.js";
import { type Medium, writeWhole } from "../../../content/medium.js";
import { toBytes } from "../../../vfs/data.js";

const PATH = "/build-cache.json";

/**
 * The build cache as a document beside the images. It is read on first use. An unreadable cache
 * counts as empty: that only means that steps run again.
 */
export class CacheFile {
  readonly #medium: Medium;
  readonly #kept: boolean;
  #cache: BuildCache | undefined;
  #stamp: string | undefined;
  /** JSON of records and steps as last written: of many builds most have not changed since. */
  readonly #texts = new WeakMap<object, string>();

  constructor(medium: Medium, kept: boolean) {
    this.#medium = medium;
    this.#kept = kept;
  }

  /** The cache as the last process left it. */
  open(): BuildCache {
    if (!this.#kept) {
      this.#cache ??= new BuildCache();
      return this.#cache;
    }
    const stamp = this.#medium.stamp(PATH);
    if (this.#cache === undefined || stamp !== this.#stamp) {
      this.#cache =
        stamp === undefined
          ? new BuildCache()
          : parsed(new TextDecoder().decode(toBytes(this.#medium.open(PATH))));
      this.#stamp = stamp;
    }
    return this.#cache;
  }

  /** What was not written is dropped. */
  forget(): void {
    if (this.#kept) this.#cache = undefined;
  }

  save(cache: BuildCache): void {
    this.#cache = cache;
    if (!this.#kept) return;
    try {
      writeWhole(this.#medium, PATH, new TextEncoder().encode(this.#encode(cache)));
      this.#stamp = this.#medium.stamp(PATH);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** As `JSON.stringify`. */
  #encode(cache: BuildCache): string {
    const { records, builds } = cache.toJSON();
    const named = builds.map(([name, steps]) => `[${JSON.stringify(name)},${this.#textOf(steps)}]`);
    return `{"records":[${records.map((record) => this.#textOf(record)).join(",")}],"builds":[${named.join(",")}]}`;
  }

  #textOf(value: object): string {
    let text = this.#texts.get(value);
    if (text === undefined) {
      text = JSON.stringify(value);
      this.#texts.set(value, text);
    }
    return text;
  }
}

function parsed(text: string): BuildCache {
  try {
    return BuildCache.from(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return new BuildCache();
    throw error;
  }
}
