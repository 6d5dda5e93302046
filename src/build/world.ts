import type { Image } from "../image/image.js";
import type { Layer } from "../layer/layer.js";
import type { DiffID, Digest } from "../oci/digest.js";
import type { Stdio } from "../runtime/process.js";
import type { FileData } from "../vfs/filesystem.js";
import type { ChangeDirectory, DirectoryNode } from "../vfs/node.js";
import type { BuildCache } from "./cache.js";
import type { RunMount } from "./run-mounts.js";
import type { StepReplay } from "./step-replay.js";

/** What a build needs of the engine it runs in. */
export interface BuildWorld {
  readonly cache: BuildCache;
  /** Seconds since the epoch: the time of files and steps; fixed by SOURCE_DATE_EPOCH. */
  readonly clock: () => number;
  /** An image by name, pulled when it is not here (or always, when asked). */
  image(reference: string, options: { readonly pull: boolean }): Promise<Image>;
  /** The merged tree of a stack. */
  tree(layers: readonly DiffID[]): DirectoryNode;
  layer(diffId: DiffID): Layer;
  hasLayer(diffId: DiffID): boolean;
  addLayer(changes: ChangeDirectory): Layer;
  /** Keeps a small input by its digest, for {@link read} in a later build. */
  keep(content: FileData): void;
  /** A kept input; `undefined` when it is not there any more. */
  read(digest: Digest): Uint8Array | undefined;
  /**
   * Runs a program in a temporary container on top of a stack, and answers what it changed. The container is gone
   * when this returns.
   */
  run(layers: readonly DiffID[], request: RunRequest): Promise<RunResult>;
}

export interface RunRequest {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: string;
  readonly mounts: readonly RunMount[];
  readonly stdio: Stdio;
  readonly replay?: StepReplay;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly exitCode: number;
  readonly changes: ChangeDirectory;
}
