import type { Digest } from "../../oci/digest.js";
import type { Descriptor } from "../../oci/types.js";

/** `--cache-from`: a cache that steps may come from. */
export type CacheImport = LocalCacheImport | RegistryCacheImport;

interface LocalCacheImport {
  readonly kind: "local";
  readonly directory: CacheDirectory;
  /** Of the cache's manifest. */
  readonly digest: Digest;
}

interface RegistryCacheImport {
  readonly kind: "registry";
  /** `localhost:5000/app:cache`, or an image that was built with its cache inline. */
  readonly reference: string;
  /** Over plain HTTP, too. */
  readonly insecure: boolean;
  /** An image of that name that is here counts, too, as with Docker's own builder. */
  readonly alsoHere: boolean;
}

/** `--cache-to`: where the build's steps are written for others. */
export type CacheExport = InlineCacheExport | LocalCacheExport | RegistryCacheExport;

/** Into the image's configuration, where a later build finds which steps its layers are of. */
interface InlineCacheExport {
  readonly kind: "inline";
}

interface WrittenCacheExport {
  /** `min`: layers of the image alone; `max`: of every step of every stage. */
  readonly mode: "min" | "max";
  /** As an image's manifest, for registries that take no other; else as an index. */
  readonly imageManifest: boolean;
  /** The media types of OCI; else Docker's. */
  readonly ociTypes: boolean;
  /** A cache that cannot be written does not fail the build. */
  readonly ignoreError: boolean;
}

interface LocalCacheExport extends WrittenCacheExport {
  readonly kind: "local";
  readonly directory: CacheDirectory;
  /** Its entry in `index.json`. */
  readonly tag: string;
}

interface RegistryCacheExport extends WrittenCacheExport {
  readonly kind: "registry";
  readonly reference: string;
  readonly insecure: boolean;
}

/** A directory that holds caches as an OCI image layout. Paths are below it: `blobs/sha256/…`. */
export interface CacheDirectory {
  /** @throws {RemoteCacheError} there is no such file */
  read(path: string): AsyncIterable<Uint8Array>;
  has(path: string): boolean;
  write(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
}

/** A cache of elsewhere, opened. */
export interface CacheSource {
  /** Its manifest: an index, an image's, or the one of an image that has its cache inline. */
  readonly manifest: Uint8Array;
  /** A small blob, verified. @throws {RemoteCacheError} */
  read(descriptor: Descriptor): Promise<Uint8Array>;
  /** Brings a layer here, uncompressed and verified. @throws {RemoteCacheError} */
  fetch(descriptor: Descriptor, diffId: Digest): Promise<void>;
}

/** Where a cache is written. */
export interface CacheSink {
  /** Skipped if it is there. */
  blob(descriptor: Descriptor, chunks: () => Iterable<Uint8Array>): Promise<void>;
  /** Comes last: whoever finds it finds everything that it names. */
  manifest(bytes: Uint8Array, mediaType: string): Promise<void>;
}
