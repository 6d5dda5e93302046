import type { ContentStore } from "../content/store.js";
import { canonicalJson } from "../go/json.js";
import { orderedConfig } from "../image/image.js";
import { type DiffID, type Digest, hexOf } from "../oci/digest.js";
import { parseReference } from "../oci/reference.js";
import { type Descriptor, DOCKER_TYPE, type ImageConfig, MEDIA_TYPE } from "../oci/types.js";
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

/**
 * An image as BuildKit's exporters write it: an OCI image layout with layers compressed by gzip; `docker` with Docker's media types and
 * with the `manifest.json` that `docker load` reads. The compressed layers are put into the store: whoever calls this holds a lease.
 */
export async function buildArchive(
  image: BuiltImage,
  content: ContentStore,
  format: "oci" | "docker",
): Promise<BuildArchive> {
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
  const names = image.names.map(parseReference);
  const files = new Map<string, FileData>();
  const digests = new Set([config.digest, stored.digest, ...layers.map(({ digest }) => digest)]);
  for (const digest of [...digests].sort()) files.set(blobPath(digest), content.open(digest));
  const created = { "org.opencontainers.image.created": image.created };
  const entries = names.map(({ domain, path, tag = "latest" }) => ({
    ...manifest,
    annotations: {
      "io.containerd.image.name": `${domain}/${path}:${tag}`,
      ...created,
      "org.opencontainers.image.ref.name": tag,
    },
  }));
  const index = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.index,
    manifests: entries.length > 0 ? entries : [{ ...manifest, annotations: created }],
  };
  files.set("index.json", text(JSON.stringify(index)));
  if (format === "docker") {
    const [Config, Layers] = [blobPath(config.digest), layers.map(({ digest }) => blobPath(digest))];
    const RepoTags = image.names.length > 0 ? image.names : null;
    files.set("manifest.json", text(JSON.stringify([{ Config, RepoTags, Layers }])));
  }
  files.set("oci-layout", text('{"imageLayoutVersion":"1.0.0"}'));
  return { manifest, config: config.digest, bytes: () => layoutArchive(files) };
}

const OCI_TYPES = { ...MEDIA_TYPE, layer: `${MEDIA_TYPE.layer}+gzip` } as const;

function text(content: string): FileData {
  return fromBytes(new TextEncoder().encode(content));
}

function blobPath(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`;
}
