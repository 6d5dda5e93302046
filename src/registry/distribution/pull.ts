import type { ContentStore } from "../../content/store.js";
import { BlobCorruptError } from "../../errors/content.js";
import { ManifestUnknownError, PullDeniedError } from "../../errors/images.js";
import {
  complaintText,
  InvalidManifestError,
  PlatformMismatchError,
  RegistryRefusedError,
  RepositoryUnknownError,
} from "../../errors/registry.js";
import { type DiffID, type Digest, shortId } from "../../oci/digest.js";
import { parseImageConfig } from "../../oci/image-config.js";
import { fitness, platformText } from "../../oci/platform.js";
import { familiarName, familiarString, type Reference } from "../../oci/reference.js";
import {
  type Descriptor,
  DOCKER_TYPE,
  type ImageConfig,
  MEDIA_TYPE,
  type Platform,
} from "../../oci/types.js";
import { fromBytes } from "../../vfs/data.js";
import type { RegistryClient } from "./client.js";
import { downloadLayer } from "./download.js";
import { limiter, throttle } from "./limit.js";
import { choosePlatform, type FetchedManifest, type ImageManifest } from "./manifest.js";
import type { LayerPullEvent } from "./progress.js";

export interface PullRequest {
  readonly reference: Reference;
  /** What is taken from an index. */
  readonly platform: Platform;
  /** Whether to refuse an image of another platform: yes, if somebody asked for a platform by name. */
  readonly isPlatformAsked: boolean;
  readonly content: ContentStore;
  /** Whether an image with this id is here. */
  readonly isKnown: (id: Digest) => boolean;
  /** Called when the name has been found, before anything else. */
  readonly onFound: () => void;
  readonly onProgress: (event: LayerPullEvent) => void;
  /** Called for a layer that is here, lowest first, to read the archive. */
  readonly extract: (diffId: DiffID) => void;
  /** Ends what is still in progress; called when a part of the pull has failed. */
  readonly cancel: () => void;
  /** The number of transfers at a time. */
  readonly parallel?: number;
}

/** What a pull has put into the store; nothing refers to it yet. */
export interface PulledImage {
  readonly id: Digest;
  readonly config: ImageConfig;
  /** What the name stands for in the registry: a manifest or an index, byte for byte. */
  readonly digest: Digest;
  /** Each layer of the image: its size in the registry, and whether it had to be transferred. */
  readonly layers: readonly PulledLayer[];
}

interface PulledLayer {
  readonly diffId: DiffID;
  /** In the registry's form: compressed. */
  readonly descriptor: Descriptor;
  readonly transferred: boolean;
}

/** Docker's default. */
const PARALLEL = 3;
const PROGRESS_MS = 100;

/**
 * Brings an image into the content store: index, manifest, configuration, and the layers that are not here yet, as many
 * at a time as Docker transfers. Every byte is verified on arrival.
 *
 * @throws {PullDeniedError} {@link ManifestUnknownError} {@link RepositoryUnknownError} {@link VerificationError}
 *   {@link NoMatchingManifestError} and what {@link RegistryClient} throws
 */
export async function pullFromRegistry(client: RegistryClient, request: PullRequest): Promise<PulledImage> {
  const { reference, content } = request;
  const top = await translated(reference, () =>
    client.manifest(reference.digest ?? reference.tag ?? "latest"),
  );
  request.onFound();
  const chosen = await imageManifest(client, top, request);
  const { manifest } = chosen;
  checkConfigType(manifest);
  const bytes = here(content, manifest.config.digest) ?? (await client.config(manifest.config));
  const config = parseImageConfig(bytes);
  checkPlatform(config, request);
  const { diff_ids: diffIds } = config.rootfs;
  if (diffIds.length !== manifest.layers.length)
    throw new InvalidManifestError("layers from manifest don't match image configuration");
  const isKnown = request.isKnown(manifest.config.digest);
  const layers = await pullLayers(client, manifest.layers, diffIds, isKnown, request);
  for (const document of new Set([top.bytes, chosen.bytes, bytes])) content.put(fromBytes(document));
  return { id: manifest.config.digest, config, digest: top.digest, layers };
}

async function imageManifest(
  client: RegistryClient,
  top: FetchedManifest,
  { platform }: PullRequest,
): Promise<{ readonly manifest: ImageManifest; readonly bytes: Uint8Array }> {
  if (top.document.kind === "image") return { manifest: top.document, bytes: top.bytes };
  const found = await client.manifest(choosePlatform(top.document, platform).digest);
  if (found.document.kind === "index")
    throw new InvalidManifestError("an index in an index is not supported");
  return { manifest: found.document, bytes: found.bytes };
}

/** moby `distribution/pull_v2.go`: charts, plugins and other artifacts have the same manifests without being images. */
function checkConfigType({ mediaType, config }: ImageManifest): void {
  if (IMAGE_CONFIG_TYPES.includes(config.mediaType)) return;
  if (mediaType !== DOCKER_TYPE.manifest)
    throw new InvalidManifestError(`unsupported media type ${config.mediaType}`);
  const kind = config.mediaType === PLUGIN_CONFIG_TYPE ? "plugin" : "unknown";
  throw new InvalidManifestError(
    `encountered remote ${JSON.stringify(config.mediaType)}(${kind}) when fetching`,
  );
}

const IMAGE_CONFIG_TYPES: readonly string[] = [
  DOCKER_TYPE.config,
  MEDIA_TYPE.config,
  "application/octet-stream",
  "",
];
const PLUGIN_CONFIG_TYPE = "application/vnd.docker.plugin.v1+json";

function checkPlatform(
  config: ImageConfig,
  { reference, platform: wanted, isPlatformAsked }: PullRequest,
): void {
  if (!isPlatformAsked || fitness(config, wanted) !== undefined) return;
  throw new PlatformMismatchError(familiarString(reference), platformText(wanted), platformText(config));
}

async function pullLayers(
  client: RegistryClient,
  descriptors: readonly Descriptor[],
  diffIds: readonly DiffID[],
  isKnown: boolean,
  { content, onProgress, extract, cancel, parallel = PARALLEL }: PullRequest,
): Promise<readonly PulledLayer[]> {
  const run = limiter(parallel);
  const downloads = new Map<
    DiffID,
    { readonly done: Promise<void>; readonly line: { kind: "layer"; id: string } }
  >();
  const layers: PulledLayer[] = [];
  for (const [at, descriptor] of descriptors.entries()) {
    const diffId = diffIds[at];
    if (diffId === undefined) break;
    const line = { kind: "layer", id: shortId(descriptor.digest) } as const;
    const transferred = !isHere(content, diffId);
    layers.push({ diffId, descriptor, transferred });
    if (!transferred) {
      // For an image that is here as a whole, Docker does not list the layers.
      if (!isKnown) onProgress({ ...line, status: "Already exists" });
      continue;
    }
    if (downloads.has(diffId)) continue;
    onProgress({ ...line, status: "Pulling fs layer" });
    if (downloads.size >= parallel) onProgress({ ...line, status: "Waiting" });
    const done = run(() => download(client, descriptor, diffId, content, onProgress));
    downloads.set(diffId, { done, line });
  }
  const all = Promise.all([...downloads.values()].map(({ done }) => done));
  all.catch(() => undefined);
  try {
    for (const [diffId, { done, line }] of downloads) {
      // A layer that fails ends the pull, wherever it is in the image.
      await Promise.race([done, all]);
      await done;
      const total = content.size(diffId);
      onProgress({ ...line, status: "Extracting", current: 0, total });
      extract(diffId);
      onProgress({ ...line, status: "Pull complete" });
    }
  } catch (error) {
    cancel();
    throw error;
  } finally {
    await Promise.allSettled([...downloads.values()].map(({ done }) => done));
  }
  return layers;
}

/** A small blob, if it is here and intact. */
function here(content: ContentStore, digest: Digest): Uint8Array | undefined {
  if (!content.has(digest)) return undefined;
  try {
    return content.read(digest);
  } catch (error) {
    if (error instanceof BlobCorruptError) return undefined;
    throw error;
  }
}

/** Here and intact: a damaged blob is fetched again. */
function isHere(content: ContentStore, diffId: DiffID): boolean {
  if (!content.has(diffId)) return false;
  try {
    content.open(diffId);
    return true;
  } catch (error) {
    if (error instanceof BlobCorruptError) return false;
    throw error;
  }
}

async function download(
  client: RegistryClient,
  descriptor: Descriptor,
  diffId: DiffID,
  content: ContentStore,
  onProgress: (event: LayerPullEvent) => void,
): Promise<void> {
  const line = { kind: "layer", id: shortId(descriptor.digest) } as const;
  const due = throttle(PROGRESS_MS);
  await downloadLayer(client, descriptor, diffId, content, {
    received: (current) => {
      if (due() || current === descriptor.size)
        onProgress({ ...line, status: "Downloading", current, total: descriptor.size });
    },
    retrying: (seconds) => onProgress({ ...line, status: `Retrying in ${count(seconds)}` }),
    verifying: () => onProgress({ ...line, status: "Verifying Checksum" }),
  });
  onProgress({ ...line, status: "Download complete" });
}

function count(seconds: number): `${number} second` | `${number} seconds` {
  const whole = Math.max(1, Math.round(seconds));
  return whole === 1 ? `${whole} second` : `${whole} seconds`;
}

/** moby `distribution/errors.go`: a registry's message, rephrased for the requested image. */
async function translated<Result>(reference: Reference, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof RegistryRefusedError)) throw error;
    const [first] = error.data.complaints;
    const cause = first === undefined ? "" : complaintText(first);
    if (first?.code === "DENIED") throw new PullDeniedError(familiarName(reference), [], cause);
    if (first?.code === "MANIFEST_UNKNOWN")
      throw new ManifestUnknownError(familiarString(reference), [], cause);
    if (first?.code === "NAME_UNKNOWN") throw new RepositoryUnknownError(familiarName(reference), cause);
    throw error;
  }
}
