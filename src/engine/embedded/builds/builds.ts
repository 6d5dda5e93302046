import { BuildCache, type CacheRecord, cacheId } from "../../../builder/cache.js";
import type { BuildCheck } from "../../../builder/check.js";
import type { BuildOutline } from "../../../builder/describe.js";
import { Progress } from "../../../builder/events.js";
import { type BuildOptions, isForSeveral, tagsOf } from "../../../builder/options.js";
import { endedSteps } from "../../../builder/step-end.js";
import type { EndedStep, StepResult } from "../../../builder/step-result.js";
import { StoreAccessError } from "../../../errors/store.js";
import type { Runtime } from "../../../process/process.js";
import type { MutableDirectory } from "../../../vfs/node.js";
import type {
  BuilderInstance,
  BuildResult,
  Builds,
  CreateBuilderOptions,
  PruneCacheOptions,
} from "../../builds.js";
import { imageEvent } from "../events/report.js";
import type { RegistryOptions } from "../registry/connect.js";
import type { LabStore } from "../store/store.js";
import { Builder } from "./builder.js";
import type { BuilderFile } from "./builders.js";
import type { CacheFile } from "./cache-file.js";
import { exportBuild } from "./export.js";
import { exportPlatforms, type PlatformBuild, together } from "./export-platforms.js";
import { exportCaches } from "./remote-cache/export.js";
import { CacheSources } from "./remote-cache/sources.js";

/** What builds need from the engine. */
export interface BuildParts {
  readonly store: LabStore;
  readonly cache: CacheFile;
  readonly builders: BuilderFile;
  readonly runtime: Runtime;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  /** Pulls an image that is not here, for the platform if one is asked for. */
  readonly pull: (reference: string, platform?: string) => Promise<void>;
  /** For caches that are kept there. */
  readonly registry: RegistryOptions;
}

/** Builds and their cache. See {@link Builds} for each method. */
export class EmbeddedBuilds implements Builds {
  readonly #parts: BuildParts;
  /** Files of `RUN --mount=type=cache`, by id, for the life of this engine: a cache mount may be empty at any time. */
  readonly #cacheMounts = new Map<string, MutableDirectory>();

  constructor(parts: BuildParts) {
    this.#parts = parts;
    parts.store.alsoUsing({
      references: () => parts.cache.open().references(),
      refersTo: (digest) => parts.cache.open().refersTo(digest),
      stacks: () => parts.cache.open().stacks(),
    });
  }

  async build(options: BuildOptions): Promise<BuildResult> {
    const { cache: file, store } = this.#parts;
    return store.storing(async () => {
      // Replayed steps saw other times than a build's, so no other build can use them.
      if (options.replay !== undefined)
        return this.#finish(this.#builder(new BuildCache(), { cacheMounts: new Map() }), options);
      const cache = this.#do(() => file.open());
      const sources = new CacheSources({ ...this.#parts, signal: options.signal });
      try {
        return await this.#finish(this.#builder(cache, { sources }), options);
      } finally {
        sources.close();
        // The steps before one that failed need not run again.
        this.#remember(cache);
      }
    });
  }

  /** A cache that cannot be written costs that steps run again, and not the image that was built. */
  #remember(cache: BuildCache): void {
    try {
      this.#do(() => this.#save(cache));
    } catch (error) {
      if (!(error instanceof StoreAccessError)) throw error;
      this.#parts.cache.forget();
    }
  }

  async #finish(builder: Builder, options: BuildOptions): Promise<BuildResult> {
    const { store, clock, registry } = this.#parts;
    if (isForSeveral(options)) return this.#finishSeveral(builder, options);
    const built = await builder.build(options);
    const { steps, seconds } = built;
    const result = await exportBuild(built, options, {
      ...{ store, clock },
      keep: () => {
        const { id, references } = this.#do(() => builder.store(built, options));
        for (const name of references) imageEvent(store, "tag", id, { name });
        return { id, references };
      },
    });
    await exportCaches(together([built], built.progress), options, { store, registry });
    return { ...result, steps, seconds };
  }

  /** One build after another: they share the cache, and images keep their names. */
  async #finishSeveral(builder: Builder, options: BuildOptions): Promise<BuildResult> {
    const { store, clock, registry } = this.#parts;
    const progress = new Progress(options.onEvent ?? (() => {}));
    const builds: PlatformBuild[] = [];
    for (const platform of options.platforms ?? [])
      builds.push({ platform, built: await builder.build({ ...options, platform }, progress) });
    const result = await exportPlatforms(builds, options, { store, clock, registry, progress });
    const all = builds.map(({ built }) => built);
    await exportCaches(together(all, progress), options, { store, registry });
    const seconds = all.reduce((sum, built) => sum + built.seconds, 0);
    return { ...result, steps: all.flatMap(({ steps }) => steps), seconds };
  }

  async previewBuild(options: BuildOptions): Promise<readonly StepResult[]> {
    const cache = this.#do(() => this.#parts.cache.open());
    return this.#builder(cache).preview(options);
  }

  async lastBuild(name: string): Promise<readonly EndedStep[] | undefined> {
    const steps = this.#do(() => this.#parts.cache.open().lastBuild(tagsOf({ tags: [name] })[0] ?? name));
    return steps === undefined ? undefined : endedSteps(steps);
  }

  async checkBuild(options: BuildOptions): Promise<BuildCheck> {
    return this.#builder(new BuildCache()).check(options);
  }

  async outlineBuild(options: BuildOptions): Promise<BuildOutline> {
    return this.#builder(new BuildCache()).outline(options);
  }

  /** The build cache, most recently used first. */
  records(): readonly CacheRecord[] {
    return this.#do(() =>
      // Of steps that one build used within a millisecond, the later one comes first.
      this.#parts.cache
        .open()
        .records()
        .toReversed()
        .sort((a, b) => Date.parse(b.lastUsed) - Date.parse(a.lastUsed)),
    );
  }

  async buildCache(): Promise<readonly CacheRecord[]> {
    return this.records();
  }

  async pruneBuildCache(which: PruneCacheOptions = {}): Promise<readonly CacheRecord[]> {
    const records = this.records();
    return this.#do(() => {
      const { cache: file, store } = this.#parts;
      const cache = file.open();
      const gone = cache.prune(toPrune(records, which));
      this.#save(cache);
      store.collectLater();
      return gone;
    });
  }

  async builders(): Promise<readonly BuilderInstance[]> {
    return this.#do(() => this.#parts.builders.list());
  }

  async createBuilder(options: CreateBuilderOptions): Promise<string> {
    return this.#do(() => this.#parts.builders.create(options));
  }

  async useBuilder(name: string): Promise<void> {
    this.#do(() => this.#parts.builders.use(name));
  }

  async removeBuilder(name: string): Promise<void> {
    this.#do(() => this.#parts.builders.remove(name));
  }

  #save(cache: BuildCache): void {
    this.#parts.cache.save(cache);
    this.#parts.store.discard(cache.takeReleased());
  }

  #builder(
    cache: BuildCache,
    { cacheMounts = this.#cacheMounts, sources = new CacheSources(this.#parts) } = {},
  ): Builder {
    const { store, runtime, clock, pull } = this.#parts;
    const { content, images, snapshots } = store;
    return new Builder({
      ...{ content, images, snapshots, runtime, cache, cacheMounts, clock, pull },
      openCache: (each) => sources.open(each),
      keepName: (reference, id) =>
        this.#do(() => {
          if (!reference.includes("@")) images.tag(id, reference);
        }),
      find: (reference) => this.#do(() => (images.has(reference) ? images.find(reference).image : undefined)),
    });
  }

  readonly #do: LabStore["transact"] = (work) => this.#parts.store.transact(work);
}

/**
 * BuildKit keeps what was used last.
 *
 * @param records the one that was used last comes first
 */
function toPrune(
  records: readonly CacheRecord[],
  { before, keep = 0, id }: PruneCacheOptions,
): readonly CacheRecord[] {
  let kept = 0;
  let isFull = false;
  return records.filter((record) => {
    isFull ||= kept + record.size > keep;
    if (keep > 0 && !isFull) {
      kept += record.size;
      return false;
    }
    if (before !== undefined && record.lastUsed >= before) return false;
    return id === undefined || cacheId(record).startsWith(id);
  });
}
