import type { DiffID, Digest } from "../oci/digest.js";
import type { Platform } from "../oci/types.js";
import type { LayerPullEvent, LayerPushEvent } from "../registry/distribution/progress.js";
import type { PlatformOptions } from "./images.js";

/** Images on their way between this engine and registries. */
export interface Registries {
  pull(reference: string, options?: PullOptions): Promise<PullResult>;
  /** The tags of a repository, as its registry lists them, or of the built-in images of that name. */
  tags(repository: string, options?: Pick<PullOptions, "insecure" | "signal">): Promise<readonly string[]>;
  /** Sends an image to the registry that its name says; nothing is sent that is there already. */
  push(reference: string, options?: PushOptions): Promise<PushResult>;
  /** The manifest or the index that a name has in its registry; nothing is kept. */
  registryManifest(reference: string, options?: ManifestOptions): Promise<RegistryManifest>;
  /** Images that can be pulled without a network, those first whose names fit best. */
  search(term: string): Promise<readonly SearchResult[]>;
  /** Asks a registry whether it accepts these credentials; keeps nothing. Its refusal is thrown. */
  checkLogin(registry: string, credentials: RegistryCredentials): Promise<void>;
}

export interface ManifestOptions extends Pick<PullOptions, "insecure" | "signal"> {
  /** Also ask the image's configuration what the image is for. */
  readonly platform?: boolean;
}

/** A document of a registry, byte for byte. */
export interface RegistryManifest {
  /** As the document says, or its registry. */
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  /** Of one image, where it was asked for. */
  readonly platform?: Platform;
}

export interface PullOptions {
  readonly onProgress?: (event: PullProgress) => void;
  /** `linux/arm64`; by default the machine's own, or whichever there is. */
  readonly platform?: string;
  /** A built-in image does for any platform. */
  readonly orBuiltIn?: boolean;
  /** Plain HTTP where the registry has no HTTPS. Not needed for a registry on this machine. */
  readonly insecure?: boolean;
  readonly signal?: AbortSignal;
}

/** One line of a pull's display. */
export type PullProgress =
  | {
      readonly kind: "pulling-from";
      readonly repository: string;
      readonly tag: string;
      /** Absent for a built-in image. */
      readonly registry?: string;
    }
  | LayerPullEvent;

export interface PullResult {
  readonly id: Digest;
  /** The manifest's digest, as `Digest:` shows it. */
  readonly digest: Digest;
  /** `ubuntu:latest` */
  readonly reference: string;
  readonly upToDate: boolean;
  /** Lowest first; absent for a built-in image, which comes over no network. */
  readonly layers?: readonly LayerTransfer[];
}

export interface PushOptions extends PlatformOptions {
  readonly onProgress?: (event: PushProgress) => void;
  readonly insecure?: boolean;
  readonly signal?: AbortSignal;
}

/** One line of a push's display. */
export type PushProgress = { readonly kind: "pushing-to"; readonly repository: string } | LayerPushEvent;

export interface PushResult {
  /** `localhost:5000/x:latest` */
  readonly reference: string;
  readonly tag: string;
  /** The manifest's, and its bytes. */
  readonly digest: Digest;
  readonly size: number;
  /** Lowest first. */
  readonly layers: readonly LayerTransfer[];
}

/** What happened to one layer between here and a registry. */
export interface LayerTransfer {
  /** As the progress names it. */
  readonly id: string;
  readonly diffId: DiffID;
  /** Of the blob in the registry, which is compressed. */
  readonly digest: Digest;
  /** Bytes of files. */
  readonly size: number;
  /** Bytes that went over the network for it. */
  readonly transferred: number;
  /** `there`: it was where it was to go; `mounted`: the registry had it in another repository. */
  readonly how: "transferred" | "there" | "mounted";
}

export interface SearchResult {
  readonly name: string;
  readonly description: string;
  /** Always 0: without a network nobody counts stars. */
  readonly stars: number;
  readonly official: boolean;
  readonly tags: readonly string[];
}

export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}
