import { References } from "../content/references.js";
import type { DiffID, Digest } from "../oci/digest.js";
import type { InputFile } from "./inputs.js";
import type { CacheMisses } from "./miss.js";
import type { Operation, WrittenStep } from "./step.js";

/** Names a step's result: what it does, what it reads, and what it is based on (BuildKit's cache key). */
export type CacheKey = string & { readonly __cacheKey: true };

/** Everything the key was made of, kept so that a later miss can be explained. */
export interface CacheDefinition {
  readonly operation: Operation;
  readonly inputs: readonly InputFile[];
  /** Key of the step below, or the ChainID of the base image's layers. */
  readonly parent: string;
  /** The instruction as written. */
  readonly original: string;
  /** What else decided what it means; no part of the key, and absent in records of an earlier release. */
  readonly written?: WrittenStep;
}

export interface CacheRecord {
  readonly key: CacheKey;
  readonly definition: CacheDefinition;
  readonly layer: DiffID;
  /** The layers it was made on and its own, lowest first; records of an earlier release have none. */
  readonly stack?: readonly DiffID[];
  /** RFC 3339: when the step ran. A reused step keeps it, so an unchanged build gives the same image. */
  readonly created: string;
  /** Bytes of files in the layer. */
  readonly size: number;
  /** Milliseconds the step took when it ran. */
  readonly duration: number;
  readonly lastUsed: string;
}

/** How lists of the cache name a record: as short as BuildKit's ids. */
export function cacheId({ key }: Pick<CacheRecord, "key">): string {
  return key.replace(/^sha256:/, "").slice(0, 25);
}

/** A step of a finished build, for comparing the next build with it. */
export interface BuiltStep {
  readonly key: CacheKey;
  readonly stage: string;
  readonly definition: CacheDefinition;
  readonly layer: DiffID;
  /** How it ended; absent in what an earlier release remembered. */
  readonly end?: StepEnd;
}

/** How a step of a finished build ended: kept so that the build can be explained later, too. */
export interface StepEnd {
  readonly label: string;
  /** Bytes of files in its layer. */
  readonly size: number;
  /** Milliseconds that it took when it ran. */
  readonly duration: number;
  /** Why it was not reused, the root reason first, without diffs; absent if it was. */
  readonly misses?: CacheMisses;
}

/**
 * Results of steps by their key. Removing an image or a tag does not touch it; `docker builder prune` does.
 */
export class BuildCache {
  readonly #records = new Map<CacheKey, CacheRecord>();
  /** Steps of the last build of each name (tag, or Dockerfile), to explain misses against. */
  readonly #builds = new Map<string, readonly BuiltStep[]>();
  /** Blobs that are referred to: layers; an image's removal must leave them. */
  readonly #references = new References();
  #released: Digest[] = [];

  find(key: CacheKey): CacheRecord | undefined {
    return this.#records.get(key);
  }

  put(record: CacheRecord): void {
    const before = this.#records.get(record.key);
    this.#records.set(record.key, record);
    this.#references.add([record.layer]);
    if (before !== undefined) this.#release([before.layer]);
  }

  touch(key: CacheKey, now: string): void {
    const record = this.#records.get(key);
    if (record !== undefined) this.#records.set(key, { ...record, lastUsed: now });
  }

  records(): readonly CacheRecord[] {
    return [...this.#records.values()];
  }

  lastBuild(name: string): readonly BuiltStep[] | undefined {
    return this.#builds.get(name);
  }

  /** The last build of all whose names are the ones asked for. */
  lastBuildAmong(isAskedFor: (name: string) => boolean): readonly BuiltStep[] | undefined {
    const name = [...this.#builds.keys()].findLast(isAskedFor);
    return name === undefined ? undefined : this.#builds.get(name);
  }

  remember(name: string, steps: readonly BuiltStep[]): void {
    // The last one is at the end.
    this.#builds.delete(name);
    this.#builds.set(name, steps);
  }

  /** Every blob that is referred to. */
  references(): Iterable<Digest> {
    return this.#references.all();
  }

  refersTo(digest: Digest): boolean {
    return this.#references.has(digest);
  }

  /** Blobs that have lost their last reference from here since the last call. */
  takeReleased(): readonly Digest[] {
    const released = this.#released.filter((digest) => !this.refersTo(digest));
    this.#released = [];
    return released;
  }

  /** Layers that are kept as they lie on each other: removing an image takes none of these apart. */
  stacks(): readonly (readonly DiffID[])[] {
    return this.records().flatMap(({ stack }) => (stack === undefined ? [] : [stack]));
  }

  /** Removes all records, or those that were named. */
  prune(gone = this.records()): readonly CacheRecord[] {
    for (const { key } of gone) this.#records.delete(key);
    this.#release(gone.map(({ layer }) => layer));
    return gone;
  }

  #release(digests: readonly Digest[]): void {
    this.#released.push(...this.#references.remove(digests));
  }

  /** For keeping it on a disk. */
  toJSON(): {
    records: readonly CacheRecord[];
    builds: readonly (readonly [string, readonly BuiltStep[]])[];
  } {
    return { records: this.records(), builds: [...this.#builds] };
  }

  static from(stored: ReturnType<BuildCache["toJSON"]>): BuildCache {
    const cache = new BuildCache();
    for (const record of stored.records) cache.put(record);
    for (const [name, steps] of stored.builds) cache.remember(name, steps);
    return cache;
  }
}
