import type { Digest } from "../oci/digest.js";

/**
 * Where a build's result goes (`docker build --output`). An image is kept by the engine and gets the build's names; everything
 * else is written somewhere, and the engine has no image of it afterwards.
 */
export type BuildExport =
  | { readonly kind: "image" }
  | RegistryExport
  | FilesExport
  | ArchiveExport
  /** Nothing but the cache. */
  | { readonly kind: "none" };

/** A build for several platforms, sent to the registries of its names without becoming images here. */
export interface RegistryExport {
  readonly kind: "registry";
  /** Over plain HTTP, too. */
  readonly insecure: boolean;
}

/** The files of the result, as a tar archive: for a directory, or to be kept as one. */
export interface FilesExport {
  readonly kind: "files";
  readonly into: "directory" | "archive";
  readonly write: (archive: AsyncIterable<Uint8Array>) => Promise<void>;
}

/** The image as an archive of an image layout, its layers compressed: `docker` for `docker load`, `oci` for everything else. */
export interface ArchiveExport {
  readonly kind: "image-archive";
  readonly format: "oci" | "docker";
  /** Instead of the build's. */
  readonly names?: readonly string[];
  readonly write: (archive: AsyncIterable<Uint8Array>) => Promise<void>;
}

/** What an image was exported as. */
export interface ExportedImage {
  readonly digest: Digest;
  readonly size: number;
  readonly mediaType: string;
}
