import { BuildCache, type CacheRecord } from "../../build/cache.js";
import type { StepResult } from "../../build/solver.js";
import type { Runtime } from "../../runtime/process.js";
import type { MutableDirectory } from "../../vfs/node.js";
import type { BuildOptions, BuildResult } from "../engine.js";
import { Builder, buildRequest } from "./builder.js";
import type { CacheFile } from "./cache-file.js";
import type { LabStore } from "./store.js";

/** What builds need of the engine. */
export interface BuildParts {
  readonly store: LabStore;
  readonly cache: CacheFile;
  readonly runtime: Runtime;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  /** Brings an image that is not here. */
  readonly pull: (reference: string) => Promise<void>;
}

/** Builds and their cache. See `Engine` for each call. */
export class Builds {
  readonly #parts: BuildParts;
  /** What `RUN --mount=type=cache` keeps, by id, as long as this engine lives: a cache may be empty at any time. */
  readonly #cacheMounts = new Map<string, MutableDirectory>();

  constructor(parts: BuildParts) {
    this.#parts = parts;
    parts.store.alsoUsing({
      digests: () => parts.cache.open().references(),
      stacks: () => parts.cache.open().stacks(),
    });
  }

  async build(options: BuildOptions): Promise<BuildResult> {
    const { cache: file, store } = this.#parts;
    return store.storing(async () => {
      // What ran under other circumstances than a build's is of no use to another build.
      if (options.replay !== undefined)
        return this.#finish(this.#builder(new BuildCache(), new Map()), options);
      const cache = this.#do(() => file.open());
      try {
        return await this.#finish(this.#builder(cache), options);
      } finally {
        // Steps that went well before one failed need not run again.
        this.#do(() => file.save(cache));
      }
    });
  }

  async #finish(builder: Builder, options: BuildOptions): Promise<BuildResult> {
    const request = buildRequest(options);
    const built = await builder.build(request);
    const { id, references, steps, seconds } = this.#do(() => builder.store(built, request.tags));
    return { id, references, steps, seconds };
  }

  async preview(options: BuildOptions): Promise<readonly StepResult[]> {
    const cache = this.#do(() => this.#parts.cache.open());
    return this.#builder(cache).preview(buildRequest(options));
  }

  /** The build cache, latest used first. */
  records(): readonly CacheRecord[] {
    return this.#do(() =>
      // Of those that one build used within a millisecond, the later step comes first.
      this.#parts.cache
        .open()
        .records()
        .toReversed()
        .sort((a, b) => Date.parse(b.lastUsed) - Date.parse(a.lastUsed)),
    );
  }

  prune(): readonly CacheRecord[] {
    return this.#do(() => {
      const { cache: file, store } = this.#parts;
      const cache = file.open();
      const gone = cache.prune();
      file.save(cache);
      store.collectLater();
      return gone;
    });
  }

  #builder(cache: BuildCache, cacheMounts = this.#cacheMounts): Builder {
    const { store, runtime, clock, pull } = this.#parts;
    const { content, images, snapshots } = store;
    return new Builder({
      ...{ content, images, snapshots, runtime, cache, cacheMounts, clock, pull },
      find: (reference) => this.#do(() => (images.has(reference) ? images.find(reference).image : undefined)),
    });
  }

  #do<Result>(work: () => Result): Result {
    return this.#parts.store.transact(work);
  }
}
