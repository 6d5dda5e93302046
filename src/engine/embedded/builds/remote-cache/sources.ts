import type { CacheDirectory, CacheImport, CacheSource } from "../../../../builder/remote-cache/options.js";
import type { ContentStore } from "../../../../content/store.js";
import { RegistryRefusedError } from "../../../../errors/registry.js";
import { RemoteCacheError } from "../../../../errors/remote-cache.js";
import { asDiffId, type Digest, hexOf, sha256 } from "../../../../oci/digest.js";
import { familiarString, parseReference } from "../../../../oci/reference.js";
import type { Descriptor } from "../../../../oci/types.js";
import type { RegistryClient } from "../../../../registry/distribution/client.js";
import { downloadLayer, storeLayer } from "../../../../registry/distribution/download.js";
import { connect, type RegistryOptions } from "../../registry/connect.js";
import type { LabStore } from "../../store/store.js";

export interface CacheSourceParts {
  readonly store: LabStore;
  readonly registry: RegistryOptions;
  readonly signal?: AbortSignal | undefined;
}

/** A document of a cache is no larger (BuildKit's limit); what is too large is said by who reads it. */
const MAX_READ = 2 << 20;

/** Opens the caches that builds may take steps from. Connections stay open until {@link close}, since layers are fetched when they are needed. */
export class CacheSources {
  readonly #parts: CacheSourceParts;
  readonly #open: (() => void)[] = [];

  constructor(parts: CacheSourceParts) {
    this.#parts = parts;
  }

  /** @throws {RemoteCacheError} and what a registry refuses */
  async open(cache: CacheImport): Promise<CacheSource> {
    const { content } = this.#parts.store;
    if (cache.kind === "local") return localSource(cache.directory, cache.digest, content);
    const here = cache.alsoHere ? this.#imageHere(cache.reference) : undefined;
    return here ?? this.#registrySource(cache.reference, cache.insecure);
  }

  close(): void {
    for (const cancel of this.#open.splice(0)) cancel();
  }

  /** An image of the engine's own: its layers are here. */
  #imageHere(reference: string): CacheSource | undefined {
    const { store } = this.#parts;
    const image = store.transact(() =>
      store.images.has(reference) ? store.images.find(reference).image : undefined,
    );
    if (image?.config["moby.buildkit.cache.v0"] === undefined) return undefined;
    return {
      manifest: store.content.read(image.manifest.digest),
      read: async ({ digest }) => store.content.read(digest),
      fetch: async ({ digest }) => {
        throw new RemoteCacheError(`${digest}: not found`);
      },
    };
  }

  async #registrySource(text: string, insecure: boolean): Promise<CacheSource> {
    const { registry, signal, store } = this.#parts;
    const reference = parseReference(text);
    const options = { insecure, ...(signal === undefined ? {} : { signal }) };
    const { client, cancel } = await connect(reference, registry, options);
    this.#open.push(cancel);
    try {
      const { bytes } = await client.manifest(reference.digest ?? reference.tag ?? "latest");
      return {
        manifest: bytes,
        read: (descriptor) => document(client, descriptor),
        fetch: (descriptor, diffId) =>
          downloadLayer(client, descriptor, asDiffId(diffId), store.content, {
            received: () => {},
            retrying: () => {},
            verifying: () => {},
          }),
      };
    } catch (error) {
      // containerd's resolver says no more.
      if (error instanceof RegistryRefusedError && error.data.status === 404)
        throw new RemoteCacheError(`${fullString(text)}: not found`, { cause: error });
      throw error;
    }
  }
}

function fullString(text: string): string {
  const reference = parseReference(text);
  return reference.domain === "docker.io"
    ? `docker.io/${reference.path}:${reference.tag ?? "latest"}`
    : familiarString(reference);
}

/** A manifest of an index, or a configuration. */
async function document(client: RegistryClient, descriptor: Descriptor): Promise<Uint8Array> {
  if (/\.(manifest|image\.index|manifest\.list)\.v\d\+json$/.test(descriptor.mediaType))
    return (await client.manifest(descriptor.digest)).bytes;
  return client.config(descriptor);
}

/** @throws {RemoteCacheError} */
async function localSource(
  directory: CacheDirectory,
  digest: Digest,
  content: ContentStore,
): Promise<CacheSource> {
  return {
    manifest: await verified(directory, digest),
    read: (descriptor) => verified(directory, descriptor.digest),
    fetch: (descriptor, diffId) =>
      storeLayer(opened(directory, descriptor.digest), { descriptor, diffId: asDiffId(diffId) }, content),
  };
}

async function* opened(directory: CacheDirectory, digest: Digest): AsyncGenerator<Uint8Array> {
  yield* directory.read(blobPath(digest));
}

async function verified(directory: CacheDirectory, digest: Digest): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of directory.read(blobPath(digest))) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_READ) break;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (size > MAX_READ) return bytes;
  const actual = sha256(bytes);
  if (actual !== digest) throw new RemoteCacheError(`blob ${digest} has the digest ${actual}`);
  return bytes;
}

export function blobPath(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`;
}
