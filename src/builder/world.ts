import type { Image } from "../image/image.js";
import type { Layer } from "../layer/layer.js";
import type { DiffID } from "../oci/digest.js";
import type { Stdio } from "../process/process.js";
import type { ChangeDirectory, DirectoryNode } from "../vfs/node.js";
import type { BuildCache } from "./cache.js";
import type { ImageSource } from "./copy-from.js";
import type { CacheImport, CacheSource } from "./remote-cache/options.js";
import type { StepMount } from "./step-mounts.js";
import type { StepReplay } from "./step-replay.js";

/** What a build needs from the engine it runs in. */
export interface BuildWorld {
  readonly cache: BuildCache;
  /** Seconds since the epoch: the time of files and steps; fixed by SOURCE_DATE_EPOCH. */
  readonly clock: () => number;
  /** An image by name, pulled if it is not here for that platform (or always, if requested). */
  image(source: ImageSource, options: { readonly pull: boolean }): Promise<Image>;
  /** The merged tree of a stack. */
  tree(layers: readonly DiffID[]): DirectoryNode;
  layer(diffId: DiffID): Layer;
  hasLayer(diffId: DiffID): boolean;
  addLayer(changes: ChangeDirectory): Layer;
  /** A cache of elsewhere. */
  openCache(cache: CacheImport): Promise<CacheSource>;
  /**
   * Runs a program in a temporary container on top of a stack and returns what it changed. The container is removed
   * before this returns.
   */
  run(layers: readonly DiffID[], request: RunRequest): Promise<RunResult>;
}

export interface RunRequest {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: string;
  readonly mounts: readonly StepMount[];
  /** Lines of /etc/hosts, `name:ip`. */
  readonly hosts: readonly string[];
  readonly stdio: Stdio;
  readonly replay?: StepReplay;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly exitCode: number;
  readonly changes: ChangeDirectory;
}
