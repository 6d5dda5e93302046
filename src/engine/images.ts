import type { Verification } from "../image/verify.js";
import type { LayerSummary } from "../layer/summary.js";
import type { ChainID, DiffID, Digest } from "../oci/digest.js";
import type { ContainerConfig } from "../oci/types.js";

/** Which of an image's platforms is meant. */
export interface PlatformOptions {
  /** `linux/arm64`. The images here have one platform each, so one for another platform is refused. */
  readonly platform?: string;
}

export interface RemoveImageOptions extends PlatformOptions {
  /** Also what a stopped container uses. */
  readonly force?: boolean;
  /** Keeps the nameless images that it was made from. */
  readonly noPrune?: boolean;
}

/** Images: by name, id or unique prefix of an id. They are values; a commit or a build makes another one. */
export interface Images {
  /**
   * Newest first, one entry for each image; dangling ones have no tags. Nameless images that others were made
   * from are shown only with `all`.
   */
  images(options?: { all?: boolean }): Promise<readonly ImageSummary[]>;
  inspectImage(reference: string, options?: PlatformOptions): Promise<ImageInspect>;
  /** Newest first, as `docker history` prints it. */
  history(reference: string, options?: PlatformOptions): Promise<readonly HistoryRow[]>;
  tag(source: string, target: string): Promise<void>;
  /** What was done, in order: names taken away, then images deleted. */
  removeImage(reference: string, options?: RemoveImageOptions): Promise<readonly ImageRemoval[]>;
  /** Hashes every blob of an image again, following the digests from its name down. */
  verify(reference: string): Promise<Verification>;
  /**
   * The image as it was after a step of its history (1 is the oldest, -1 the newest). An image that was stored here
   * then is returned itself; otherwise one is made of the first layers, without a name.
   */
  imageAt(reference: string, step: number): Promise<Digest>;
}

export interface ImageSummary {
  readonly id: Digest;
  /** `name:tag`, sorted. */
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  /** Absent where the image has no configuration for containers. */
  readonly labels?: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly created: string;
  /** Bytes of all layers' files. */
  readonly size: number;
  /** Why the image cannot be read: one of its documents is damaged or missing. Absent for all others. */
  readonly damage?: string;
}

export interface HistoryRow {
  /** The image this step ended in, or why there is none to name. */
  readonly image:
    | { readonly known: true; readonly id: Digest }
    | { readonly known: false; readonly reason: MissingReason };
  readonly tags: readonly string[];
  /** RFC 3339; absent where the image does not say. */
  readonly created?: string;
  readonly createdBy: string;
  readonly comment: string;
  /** Bytes of files and of symlink targets; 0 for a step that only changed configuration. */
  readonly size: number;
  readonly layer: LayerSummary | undefined;
}

/** Why Docker prints `<missing>`: no image of that step was ever stored here. */
export type MissingReason =
  /** The step belongs to an image that came whole from elsewhere; only its end is an image here. */
  | "pulled"
  /** The step was made by a build, and a build stores only the image it ends in. */
  | "built";

export type ImageRemoval =
  | { readonly kind: "untagged"; readonly reference: string }
  /** An image by its id, or a layer nothing stands on any more by its ChainID. */
  | { readonly kind: "deleted"; readonly id: Digest | ChainID };

/** `docker image inspect`, Docker's own members and order. */
export interface ImageInspect {
  readonly Id: Digest;
  readonly RepoTags: readonly string[];
  readonly RepoDigests: readonly string[];
  readonly Parent: string;
  readonly Comment: string;
  /** Absent where the image does not say. */
  readonly Created?: string;
  readonly DockerVersion: string;
  readonly Author: string;
  readonly Config: ContainerConfig;
  readonly Architecture: string;
  readonly Variant?: string;
  readonly Os: string;
  readonly Size: number;
  readonly GraphDriver: GraphDriver;
  readonly RootFS: { readonly Type: "layers"; readonly Layers: readonly DiffID[] };
  readonly Metadata: { readonly LastTagTime: string };
}

export interface GraphDriver {
  readonly Data: {
    /** Lower directories, topmost first, joined by `:`. Absent for an image of one layer. */
    readonly LowerDir?: string;
    readonly MergedDir: string;
    readonly UpperDir: string;
    readonly WorkDir: string;
  };
  readonly Name: "overlay2";
}
