import type { CacheRecord } from "../builder/cache.js";
import type { ContainerSummary } from "./containers.js";
import type { ImageRemoval, ImageSummary } from "./images.js";
import type { VolumeSummary } from "./volumes.js";

/** The engine as a whole. */
export interface System {
  /** What `docker version` and `docker info` say of the server. */
  version(): Promise<EngineVersion>;
  /** What takes room on the disk, layers that images share counted once. */
  df(): Promise<DiskUsage>;
  /** Deletes what nothing uses. */
  prune(options: PruneOptions): Promise<Pruned>;
}

export interface EngineVersion {
  /** Which engine it is, in a few words. */
  readonly name: string;
  readonly version: string;
}

/** `docker system df`; all sizes are bytes of files. */
export interface DiskUsage {
  readonly images: UsageOf<ImageUsage>;
  readonly containers: UsageOf<ContainerUsage>;
  readonly volumes: UsageOf<VolumeUsage>;
  /** Active ones are those whose layer an image has too: deleting them frees nothing. */
  readonly buildCache: UsageOf<CacheRecord>;
}

export interface UsageOf<Item> {
  readonly total: number;
  /** Images that a container was made from; containers that run. */
  readonly active: number;
  readonly size: number;
  /** What would be free without those that are not active. */
  readonly reclaimable: number;
  /** The lines of `-v`. */
  readonly items: readonly Item[];
}

export interface ImageUsage extends ImageSummary {
  /** Of layers that other images stand on too. */
  readonly sharedSize: number;
  readonly uniqueSize: number;
  /** How many containers were made from it. */
  readonly containers: number;
}

export interface ContainerUsage extends ContainerSummary {
  /** Of its writable layer; 0 where that cannot be read. */
  readonly size: number;
  /** Why it or its writable layer cannot be read. Absent for all others. */
  readonly damage?: string;
}

export interface VolumeUsage extends VolumeSummary {
  readonly size: number;
}

export interface PruneOptions {
  /** `system`: containers, then volumes if they are asked for, then images, then blobs that an interrupted command has left. */
  readonly kind: "images" | "containers" | "volumes" | "system";
  /** Of `system`: also anonymous volumes that no container has. */
  readonly volumes?: boolean;
  /** Only volumes that pass each of these: `label=NAME`, `label=NAME=VALUE`, `label!=…`. */
  readonly labels?: readonly string[];
  /** Of volumes: also those that have a name. Of images: also those that have a name, when no container was made from them. */
  readonly all?: boolean;
  /** Only what was made before; seconds since the epoch. */
  readonly until?: number;
}

export interface Pruned {
  /** Ids. */
  readonly containers: readonly string[];
  /** Names. */
  readonly volumes: readonly string[];
  readonly images: readonly ImageRemoval[];
  /** Bytes. */
  readonly spaceReclaimed: number;
}
