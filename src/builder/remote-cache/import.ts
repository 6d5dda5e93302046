import { fromBase64 } from "#platform/bytes";
import { LayerlabError } from "../../errors/base.js";
import { RemoteCacheError } from "../../errors/remote-cache.js";
import { isRecord } from "../../go/reflect/value.js";
import { asDiffId, hexOf, isDigest, sha256 } from "../../oci/digest.js";
import { parseImageConfig } from "../../oci/image-config.js";
import { type Descriptor, DOCKER_TYPE, type ImageConfig, MEDIA_TYPE } from "../../oci/types.js";
import { type ImageManifest, parseManifest } from "../../registry/distribution/manifest.js";
import type { Progress } from "../events.js";
import { CACHE_CONFIG_TYPE, parseCacheConfig, parseInlineRecords } from "./config.js";
import { ImportedCache, type RemoteLayer } from "./imported-cache.js";
import type { CacheImport, CacheSource } from "./options.js";

/** Where a blob's annotations say what its digest is once it is uncompressed, and when its step ran. */
export const UNCOMPRESSED = "containerd.io/uncompressed";
export const CREATED_AT = "buildkit/createdat";
/** The member of an image's configuration that has its cache, in base64. */
export const INLINE_CACHE = "moby.buildkit.cache.v0";
/** BuildKit reads no larger document of a cache. */
const MAX_DOCUMENT = 1 << 20;
/** An index of images that have their caches inline names no more of them. */
const MAX_IMAGES = 64;

/**
 * Opens the caches that a build was given. One that cannot be read is said to be so, and the build goes on without it.
 *
 * @param open finds a cache's manifest; what it throws is shown
 */
export async function importCaches(
  imports: readonly CacheImport[],
  open: (cache: CacheImport) => Promise<CacheSource>,
  progress: Progress,
): Promise<readonly ImportedCache[]> {
  const caches = await Promise.all(imports.map((each) => importOne(each, open, progress)));
  return caches.flat();
}

async function importOne(
  cache: CacheImport,
  open: (cache: CacheImport) => Promise<CacheSource>,
  progress: Progress,
): Promise<readonly ImportedCache[]> {
  const vertex = progress.start(`importing cache manifest from ${nameOf(cache)}`);
  try {
    const source = await opened(cache, open);
    const found = await readCaches(source);
    vertex.status(`inferred cache manifest type: ${found.type} done`);
    vertex.done();
    return found.caches;
  } catch (error) {
    if (!(error instanceof LayerlabError)) throw error;
    vertex.error(error.message);
    return [];
  }
}

async function opened(
  cache: CacheImport,
  open: (cache: CacheImport) => Promise<CacheSource>,
): Promise<CacheSource> {
  try {
    return await open(cache);
  } catch (error) {
    if (!(error instanceof LayerlabError)) throw error;
    throw new RemoteCacheError(`failed to configure ${cache.kind} cache importer: ${error.message}`, {
      cause: error,
    });
  }
}

/** A registry's reference; of others a number that stands for what they were given. */
function nameOf(cache: CacheImport): string {
  if (cache.kind === "registry") return cache.reference;
  return `local:${BigInt(`0x${hexOf(sha256(cache.digest)).slice(0, 16)}`)}`;
}

interface FoundCaches {
  readonly type: string;
  readonly caches: readonly ImportedCache[];
}

async function readCaches(source: CacheSource): Promise<FoundCaches> {
  if (source.manifest.length > MAX_DOCUMENT)
    throw new RemoteCacheError(
      `blob ${sha256(source.manifest)} is too large (${source.manifest.length} > ${MAX_DOCUMENT})`,
    );
  const document = parseManifest(source.manifest);
  if (document.kind === "index") {
    const config = document.manifests.find(({ mediaType }) => mediaType === CACHE_CONFIG_TYPE);
    const type = document.mediaType || MEDIA_TYPE.index;
    if (config !== undefined) return { type, caches: [await readCache(source, config, document.manifests)] };
    return { type, caches: await inlineOfIndex(source, document.manifests) };
  }
  const type = document.mediaType || MEDIA_TYPE.manifest;
  if (document.config.mediaType === CACHE_CONFIG_TYPE)
    return { type, caches: [await readCache(source, document.config, document.layers)] };
  return { type, caches: await inlineOf(source, document) };
}

async function readCache(
  source: CacheSource,
  config: Descriptor,
  blobs: readonly Descriptor[],
): Promise<ImportedCache> {
  return new ImportedCache(source, parseCacheConfig(await small(source, config)), blobs.flatMap(layerOf));
}

async function inlineOfIndex(
  source: CacheSource,
  manifests: readonly Descriptor[],
): Promise<readonly ImportedCache[]> {
  const caches: ImportedCache[] = [];
  for (const descriptor of manifests.slice(0, MAX_IMAGES)) {
    if (descriptor.mediaType !== MEDIA_TYPE.manifest && descriptor.mediaType !== DOCKER_TYPE.manifest)
      continue;
    const manifest = parseManifest(await small(source, descriptor));
    if (manifest.kind === "image") caches.push(...(await inlineOf(source, manifest)));
  }
  return caches;
}

/** The cache that an image has in its configuration; none, if it has none. */
async function inlineOf(
  source: CacheSource,
  { config, layers }: ImageManifest,
): Promise<readonly ImportedCache[]> {
  if (layers.length === 0) return [];
  const bytes = await small(source, config);
  const records = inlineRecords(bytes);
  if (records === undefined) return [];
  const image = parseImageConfig(bytes);
  const diffIds = image.rootfs.diff_ids;
  if (diffIds.length !== layers.length) return [];
  const times = createdTimes(image);
  const remote = layers.flatMap((descriptor, at) => {
    const diffId = diffIds[at];
    return diffId === undefined ? [] : [{ descriptor, diffId, createdAt: times[at] }];
  });
  const parsed = parseInlineRecords(
    records,
    layers.map(({ digest }) => digest),
  );
  return [new ImportedCache(source, parsed, remote)];
}

function inlineRecords(config: Uint8Array): Uint8Array | undefined {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(config));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RemoteCacheError(error.message, { cause: error });
    throw error;
  }
  const text = isRecord(document) ? document[INLINE_CACHE] : undefined;
  return typeof text === "string" ? fromBase64(text) : undefined;
}

function createdTimes({ history = [] }: ImageConfig): readonly (string | undefined)[] {
  return history.flatMap(({ created, empty_layer: isEmpty }) => (isEmpty === true ? [] : [created]));
}

/** Without its uncompressed digest nobody could say which layer it is. */
function layerOf(descriptor: Descriptor): readonly RemoteLayer[] {
  const diffId = descriptor.annotations?.[UNCOMPRESSED] ?? "";
  if (!isDigest(diffId)) return [];
  return [{ descriptor, diffId: asDiffId(diffId), createdAt: descriptor.annotations?.[CREATED_AT] }];
}

async function small(source: CacheSource, descriptor: Descriptor): Promise<Uint8Array> {
  if (descriptor.size > MAX_DOCUMENT)
    throw new RemoteCacheError(
      `blob ${descriptor.digest} is too large (${descriptor.size} > ${MAX_DOCUMENT})`,
    );
  return source.read(descriptor);
}
