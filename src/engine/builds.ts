import type { CacheRecord } from "../builder/cache.js";
import type { BuildCheck } from "../builder/check.js";
import type { BuildOutline } from "../builder/describe.js";
import type { ExportedImage } from "../builder/exports.js";
import type { BuildOptions } from "../builder/options.js";
import type { EndedStep, FinishedResult, StepResult } from "../builder/step-result.js";
import type { Digest } from "../oci/digest.js";

/** Builds and the cache of their steps. */
export interface Builds {
  /**
   * Builds an image from a Dockerfile, BuildKit's way: steps come from the cache where nothing they depend on has
   * changed. The image gets the given names.
   */
  build(options: BuildOptions): Promise<BuildResult>;
  /**
   * The steps of the last build of a name, as that build ended them; `undefined` where none is remembered. A build with several names is
   * remembered under its first one.
   */
  lastBuild(name: string): Promise<readonly EndedStep[] | undefined>;
  /** What {@link build} would reuse and what it would build, and why, without building. */
  previewBuild(options: BuildOptions): Promise<readonly StepResult[]>;
  /** What BuildKit's rules say of a Dockerfile, without building it. */
  checkBuild(options: BuildOptions): Promise<BuildCheck>;
  /** The arguments and secrets that a build can be given. */
  outlineBuild(options: BuildOptions): Promise<BuildOutline>;
  /** Results of build steps that are kept, most recently used first. */
  buildCache(): Promise<readonly CacheRecord[]>;
  /** Forgets results of build steps, all by default; images keep their layers. */
  pruneBuildCache(which?: PruneCacheOptions): Promise<readonly CacheRecord[]>;
  /** The builders that builds can be given to, Docker's own first. All of them build here. */
  builders(): Promise<readonly BuilderInstance[]>;
  /** @returns its name. @throws {BuilderError} */
  createBuilder(options: CreateBuilderOptions): Promise<string>;
  /** Makes it the one that builds go to. @throws {BuilderError} */
  useBuilder(name: string): Promise<void>;
  /** @throws {BuilderError} */
  removeBuilder(name: string): Promise<void>;
}

export interface PruneCacheOptions {
  /** RFC 3339: what was used since then stays. */
  readonly before?: string;
  /** Bytes: what was used last stays, as far as it fits. */
  readonly keep?: number;
  /** The beginning of an id, as `docker buildx du` shows it: only these go. */
  readonly id?: string;
}

/** A named builder of buildx. */
export interface BuilderInstance {
  readonly name: string;
  /** `docker` for Docker's own, else `docker-container` or what it was made with. */
  readonly driver: string;
  readonly node: string;
  readonly endpoint: string;
  /** Those it was said to be for, besides what programs here run on. */
  readonly platforms: readonly string[];
  readonly isCurrent: boolean;
}

export interface CreateBuilderOptions {
  /** By default two words that nobody has taken. */
  readonly name?: string;
  readonly driver?: string;
  readonly node?: string;
  readonly endpoint?: string;
  readonly platforms?: readonly string[];
  /** Builds go to it from now on. */
  readonly use?: boolean;
}

export interface BuildResult {
  /** Of its configuration: the image's id, whether or not the engine has that image now. */
  readonly id: Digest;
  /** Where it was written with a manifest. */
  readonly exported?: ExportedImage;
  readonly references: readonly string[];
  /** Each step that makes a layer, in the Dockerfile's order: reused or built, and why. */
  readonly steps: readonly FinishedResult[];
  readonly seconds: number;
}
