import { BuildCache } from "../../build/cache.js";
import type { Medium } from "../../content/medium.js";
import { toBytes } from "../../vfs/data.js";

const PATH = "/build-cache.json";

/**
 * The build cache as a document beside the images. It is read when somebody first asks for it; one that cannot be
 * read is an empty one, since all it costs is that steps run again.
 */
export class CacheFile {
  readonly #medium: Medium;
  readonly #kept: boolean;
  #cache: BuildCache | undefined;
  #text = "";

  constructor(medium: Medium, kept: boolean) {
    this.#medium = medium;
    this.#kept = kept;
  }

  /** As the last process left it. */
  open(): BuildCache {
    if (!this.#kept) {
      this.#cache ??= new BuildCache();
      return this.#cache;
    }
    const text = this.#medium.exists(PATH) ? new TextDecoder().decode(toBytes(this.#medium.open(PATH))) : "";
    if (this.#cache === undefined || text !== this.#text) {
      this.#text = text;
      this.#cache = parsed(text);
    }
    return this.#cache;
  }

  save(cache: BuildCache): void {
    this.#cache = cache;
    if (!this.#kept) return;
    this.#text = JSON.stringify(cache);
    const writer = this.#medium.create();
    try {
      writer.write(new TextEncoder().encode(this.#text));
      writer.commit(PATH);
    } catch (error) {
      writer.abort();
      throw error;
    }
  }
}

function parsed(text: string): BuildCache {
  if (text === "") return new BuildCache();
  try {
    return BuildCache.from(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return new BuildCache();
    throw error;
  }
}
