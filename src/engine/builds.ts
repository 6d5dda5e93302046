import type { CacheRecord } from "../builder/cache.js";
import type { ExportedImage } from "../builder/exports.js";
import type { BuildOptions } from "../builder/options.js";
import type { StepResult } from "../builder/step-result.js";
import type { Digest } from "../oci/digest.js";

/** Builds and the cache of their steps. */
export interface Builds {
  /**
   * Builds an image from a Dockerfile, BuildKit's way: steps come from the cache where nothing they depend on has
   * changed. The image gets the given names.
   */
  build(options: BuildOptions): Promise<BuildResult>;
  /** What {@link build} would reuse and what it would build, and why, without building. */
  previewBuild(options: BuildOptions): Promise<readonly StepResult[]>;
  /** Results of build steps that are kept, most recently used first. */
  buildCache(): Promise<readonly CacheRecord[]>;
  /** Forgets results of build steps; images keep their layers. */
  pruneBuildCache(): Promise<readonly CacheRecord[]>;
}

export interface BuildResult {
  /** Of its configuration: the image's id, whether or not the engine has that image now. */
  readonly id: Digest;
  /** Where it was written with a manifest. */
  readonly exported?: ExportedImage;
  readonly references: readonly string[];
  /** Each step that makes a layer, in the Dockerfile's order: reused or built, and why. */
  readonly steps: readonly StepResult[];
  readonly seconds: number;
}
