import { gzip } from "#platform/compression";
import { RegistryAnswerError, RegistryUnreachableError } from "../../errors/registry.js";
import { type DiffID, type Digest, digester, shortId } from "../../oci/digest.js";
import { type Descriptor, DOCKER_TYPE, MEDIA_TYPE } from "../../oci/types.js";
import type { FileData } from "../../vfs/filesystem.js";
import type { RegistryClient } from "./client.js";
import { isTemporary } from "./http.js";
import { limiter, throttle } from "./limit.js";
import { dockerManifest, type ImageManifest, parseManifest } from "./manifest.js";
import type { LayerPushEvent } from "./progress.js";

/** A layer as some registry has it. */
export interface KnownBlob {
  readonly descriptor: Descriptor;
  readonly domain: string;
  readonly repository: string;
}

interface PushedLayer {
  readonly diffId: DiffID;
  /** The uncompressed archive. */
  readonly archive: FileData;
  /** What registries are known to have of it. */
  readonly known: readonly KnownBlob[];
}

export interface PushRequest {
  readonly config: { readonly digest: Digest; readonly bytes: Uint8Array };
  /** Lowest first. */
  readonly layers: readonly PushedLayer[];
  readonly tags: readonly string[];
  /** Manifests with which this image was pulled or pushed before; the one that fits is sent again unchanged. */
  readonly manifests: readonly Uint8Array[];
  readonly onProgress: (event: LayerPushEvent) => void;
  /** Ends what is still in progress; called when a part of the push has failed. */
  readonly cancel: () => void;
  readonly parallel?: number;
}

export interface PushOutcome {
  readonly digest: Digest;
  readonly manifest: Uint8Array;
  readonly layers: readonly {
    readonly diffId: DiffID;
    readonly descriptor: Descriptor;
    readonly how: "sent" | "there" | "mounted";
  }[];
}

/** Docker's default is 5 for pushes; fewer are kinder to a notebook server, and the disk would not be faster with more. */
const PARALLEL = 3;
const PROGRESS_MS = 100;

/**
 * Sends an image. A layer that the repository has is not sent again, one that another repository of the same registry
 * has is mounted from there, and everything else is compressed on the way, so memory stays at a few chunks. The
 * manifest goes last: whoever finds it finds everything it names.
 *
 * @throws what {@link RegistryClient} throws
 */
export async function pushToRegistry(client: RegistryClient, request: PushRequest): Promise<PushOutcome> {
  const { config, layers, tags, onProgress, parallel = PARALLEL } = request;
  const run = limiter(parallel);
  // Docker names the topmost layer first.
  const order = [...new Map(layers.map((layer) => [layer.diffId, layer])).values()].reverse();
  for (const { diffId } of order) onProgress({ kind: "layer", id: shortId(diffId), status: "Preparing" });
  await client.ping();
  for (const { diffId } of order.slice(parallel))
    onProgress({ kind: "layer", id: shortId(diffId), status: "Waiting" });
  const sending = new Map(
    order.map((layer) => [layer.diffId, run(() => pushLayer(client, layer, onProgress))]),
  );
  try {
    await Promise.all(sending.values());
  } catch (error) {
    request.cancel();
    throw error;
  } finally {
    await Promise.allSettled(sending.values());
  }
  const pushed: PushOutcome["layers"][number][] = [];
  for (const { diffId } of layers) {
    const outcome = await sending.get(diffId);
    if (outcome !== undefined) pushed.push({ diffId, ...outcome });
  }
  if (!(await client.hasBlob(config.digest))) {
    await retried(
      client,
      () => client.uploadWhole(config.bytes),
      () => {},
    );
  }
  const descriptors = pushed.map(({ descriptor }) => descriptor);
  const manifest =
    request.manifests.find((bytes) => fits(bytes, config.digest, descriptors)) ??
    dockerManifest({ digest: config.digest, size: config.bytes.length }, descriptors);
  // Docker's form always states its media type; a manifest without one is the OCI's, where it is optional.
  const mediaType = imageManifestOf(manifest)?.mediaType || MEDIA_TYPE.manifest;
  let digest: Digest | undefined;
  for (const tag of tags) digest = await client.putManifest(tag, manifest, mediaType);
  if (digest === undefined) throw new RangeError("a push needs a tag");
  return { digest, manifest, layers: pushed };
}

async function pushLayer(
  client: RegistryClient,
  { diffId, archive, known }: PushedLayer,
  onProgress: (event: LayerPushEvent) => void,
): Promise<{ descriptor: Descriptor; how: "sent" | "there" | "mounted" }> {
  const line = { kind: "layer", id: shortId(diffId) } as const;
  const here = ({ domain, repository }: KnownBlob): boolean =>
    domain === client.domain && repository === client.repository;
  for (const blob of known.toSorted((a, b) => Number(here(b)) - Number(here(a)))) {
    if (!(await client.hasBlob(blob.descriptor.digest))) continue;
    onProgress({ ...line, status: "Layer already exists" });
    return { descriptor: blob.descriptor, how: "there" };
  }
  for (const blob of known) {
    if (blob.domain !== client.domain || here(blob)) continue;
    if (!(await client.mount(blob.descriptor.digest, blob.repository))) continue;
    onProgress({ ...line, status: `Mounted from ${blob.repository}` });
    return { descriptor: blob.descriptor, how: "mounted" };
  }
  const descriptor = await retried(
    client,
    () =>
      uploadLayer(client, archive, (current) =>
        onProgress({ ...line, status: "Pushing", current, total: archive.size }),
      ),
    (seconds) =>
      onProgress({ ...line, status: `Retrying in ${seconds} ${seconds === 1 ? "second" : "seconds"}` }),
  );
  onProgress({ ...line, status: "Pushed" });
  return { descriptor, how: "sent" };
}

/** A stream that broke is started again: compression is deterministic, so the same blob results. */
async function uploadLayer(
  client: RegistryClient,
  archive: FileData,
  onProgress: (read: number) => void,
): Promise<Descriptor> {
  const hash = digester();
  const due = throttle(PROGRESS_MS);
  let read = 0;
  let size = 0;
  let digest: Digest | undefined;
  function* counted(): Generator<Uint8Array> {
    for (const chunk of archive.chunks()) {
      yield chunk;
      read += chunk.length;
      if (due() || read === archive.size) onProgress(read);
    }
  }
  async function* sent(): AsyncGenerator<Uint8Array> {
    for await (const chunk of gzip(counted())) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  const finished = (): Digest => {
    digest ??= hash.digest();
    return digest;
  };
  await client.upload(sent(), finished);
  return { mediaType: DOCKER_TYPE.layer, digest: finished(), size };
}

async function retried<Result>(
  { transport }: RegistryClient,
  act: () => Promise<Result>,
  retrying: (seconds: number) => void,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      const isBroken =
        error instanceof RegistryUnreachableError ||
        (error instanceof RegistryAnswerError && isTemporary(error.data.status));
      if (!isBroken || attempt >= transport.attempts) throw error;
      retrying(Math.max(1, Math.round(await transport.rest(attempt))));
    }
  }
}

function fits(bytes: Uint8Array, config: Digest, layers: readonly Descriptor[]): boolean {
  const manifest = imageManifestOf(bytes);
  if (manifest === undefined || manifest.config.digest !== config || manifest.layers.length !== layers.length)
    return false;
  return manifest.layers.every(({ digest }, at) => digest === layers[at]?.digest);
}

function imageManifestOf(bytes: Uint8Array): ImageManifest | undefined {
  const document = parseManifest(bytes);
  return document.kind === "image" ? document : undefined;
}
