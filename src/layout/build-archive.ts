import type { ContentStore } from "../content/store.js";
import { canonicalJson } from "../go/json.js";
import { orderedConfig } from "../image/image.js";
import { type DiffID, type Digest, hexOf } from "../oci/digest.js";
import { parseReference } from "../oci/reference.js";
import { type Descriptor, DOCKER_TYPE, type ImageConfig, MEDIA_TYPE, type Platform } from "../oci/types.js";
import { fromBytes } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { compressLayer } from "./compress-layer.js";
import { layoutArchive } from "./layout-archive.js";

/** A built image that is written out instead of being kept. */
export interface BuiltImage {
  readonly config: ImageConfig;
  /** Lowest first. */
  readonly layers: readonly DiffID[];
  /** `ubuntu:latest` */
  readonly names: readonly string[];
  /** Of the manifest. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** RFC 3339: when it was written. */
  readonly created: string;
}

export interface BuildArchive {
  readonly manifest: Descriptor;
  readonly config: Digest;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** A built image in the store: its manifest, and everything that the manifest names. */
interface StoredImage {
  readonly manifest: Descriptor;
  readonly config: Digest;
  readonly layers: readonly Descriptor[];
}

/** Puts a built image into the store as it is sent and exported. Its layers are compressed: whoever calls this holds a lease. */
async function storeBuiltImage(
  image: Pick<BuiltImage, "config" | "layers" | "annotations">,
  content: ContentStore,
  format: "oci" | "docker",
): Promise<StoredImage> {
  const types = format === "oci" ? OCI_TYPES : DOCKER_TYPE;
  const config = content.put(text(canonicalJson(orderedConfig(image.config))));
  const compressed = new Map<DiffID, Descriptor>();
  for (const diffId of new Set(image.layers)) {
    const { digest, size } = await compressLayer(content.open(diffId), content);
    compressed.set(diffId, { mediaType: types.layer, digest, size });
  }
  const layers = image.layers.flatMap((diffId) => compressed.get(diffId) ?? []);
  const document = {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, digest: config.digest, size: config.size },
    layers,
    ...(image.annotations === undefined ? {} : { annotations: image.annotations }),
  };
  const stored = content.put(text(JSON.stringify(document, undefined, 2)));
  const manifest = { mediaType: types.manifest, digest: stored.digest, size: stored.size };
  return { manifest, config: config.digest, layers };
}

/** Images of one build for several platforms, under one index. */
export interface StoredIndex {
  readonly index: Descriptor;
  readonly images: readonly StoredImage[];
}

/** Puts the images of several platforms into the store, and the index that names them. */
export async function storePlatforms(
  images: readonly (Pick<BuiltImage, "config" | "layers" | "annotations"> & {
    readonly platform: Platform;
  })[],
  content: ContentStore,
  {
    format,
    annotations,
  }: { readonly format: "oci" | "docker"; readonly annotations?: BuiltImage["annotations"] },
): Promise<StoredIndex> {
  const stored: StoredImage[] = [];
  const manifests: Descriptor[] = [];
  for (const { platform, ...image } of images) {
    const one = await storeBuiltImage(image, content, format);
    stored.push(one);
    const { architecture, os, variant } = platform;
    manifests.push({
      ...one.manifest,
      platform: { architecture, os, ...(variant === undefined ? {} : { variant }) },
    });
  }
  const mediaType = format === "oci" ? MEDIA_TYPE.index : DOCKER_TYPE.list;
  const noted = annotations === undefined ? {} : { annotations };
  const document = { schemaVersion: 2, mediaType, manifests, ...noted };
  const { digest, size } = content.put(text(JSON.stringify(document, undefined, 2)));
  return { index: { mediaType, digest, size }, images: stored };
}

/**
 * An image as BuildKit's exporters write it: an OCI image layout with layers compressed by gzip; `docker` with Docker's media types and
 * with the `manifest.json` that `docker load` reads.
 */
export async function buildArchive(
  image: BuiltImage,
  content: ContentStore,
  format: "oci" | "docker",
): Promise<BuildArchive> {
  const stored = await storeBuiltImage(image, content, format);
  const { manifest, config, layers } = stored;
  const files = archiveFiles(manifest, [stored], image, content);
  if (format === "docker") {
    const [Config, Layers] = [blobPath(config), layers.map(({ digest }) => blobPath(digest))];
    const RepoTags = image.names.length > 0 ? image.names : null;
    files.set("manifest.json", text(JSON.stringify([{ Config, RepoTags, Layers }])));
  }
  files.set("oci-layout", text('{"imageLayoutVersion":"1.0.0"}'));
  return { manifest, config, bytes: () => layoutArchive(files) };
}

/** The same of several platforms: the layout's index names the index of the images. */
export function platformsArchive(
  { index, images }: StoredIndex,
  named: Pick<BuiltImage, "names" | "created">,
  content: ContentStore,
): AsyncIterable<Uint8Array> {
  const files = archiveFiles(index, images, named, content);
  files.set("oci-layout", text('{"imageLayoutVersion":"1.0.0"}'));
  return layoutArchive(files);
}

/** Everything but `oci-layout`, which is the last file. */
function archiveFiles(
  top: Descriptor,
  images: readonly StoredImage[],
  image: Pick<BuiltImage, "names" | "created">,
  content: ContentStore,
): Map<string, FileData> {
  const names = image.names.map(parseReference);
  const files = new Map<string, FileData>();
  const digests = new Set([
    top.digest,
    ...images.flatMap(({ manifest, config, layers }) => [
      manifest.digest,
      config,
      ...layers.map(({ digest }) => digest),
    ]),
  ]);
  for (const digest of [...digests].sort()) files.set(blobPath(digest), content.open(digest));
  const created = { "org.opencontainers.image.created": image.created };
  const entries = names.map(({ domain, path, tag = "latest" }) => ({
    ...top,
    annotations: {
      "io.containerd.image.name": `${domain}/${path}:${tag}`,
      ...created,
      "org.opencontainers.image.ref.name": tag,
    },
  }));
  const index = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.index,
    manifests: entries.length > 0 ? entries : [{ ...top, annotations: created }],
  };
  files.set("index.json", text(JSON.stringify(index)));
  return files;
}

const OCI_TYPES = { ...MEDIA_TYPE, layer: `${MEDIA_TYPE.layer}+gzip` } as const;

function text(content: string): FileData {
  return fromBytes(new TextEncoder().encode(content));
}

function blobPath(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`;
}
