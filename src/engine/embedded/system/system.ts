import type { CacheRecord } from "../../../builder/cache.js";
import type { DiskUsage, EngineVersion, Pruned, PruneOptions, System } from "../../system.js";
import type { LabStore } from "../store/store.js";
import { prune } from "./prune.js";
import { diskUsage } from "./usage.js";

export interface SystemParts {
  readonly store: LabStore;
  /** The build cache, most recently used first. */
  readonly cacheRecords: () => readonly CacheRecord[];
  readonly version: string;
}

/** The engine as a whole. See {@link System} for each call. */
export class EmbeddedSystem implements System {
  readonly #parts: SystemParts;

  constructor(parts: SystemParts) {
    this.#parts = parts;
  }

  async version(): Promise<EngineVersion> {
    return { name: "layerlab's embedded engine (no Docker daemon)", version: this.#parts.version };
  }

  /** In the order of `docker system df -v`: of the cache, what was used longest ago comes first. */
  async df(): Promise<DiskUsage> {
    const { store, cacheRecords } = this.#parts;
    return store.transact(() => diskUsage(store, cacheRecords().toReversed()));
  }

  async prune(options: PruneOptions): Promise<Pruned> {
    const { store } = this.#parts;
    return store.transact(() => prune(options, store));
  }
}
