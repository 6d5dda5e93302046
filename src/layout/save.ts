import type { ContentStore } from "../content/store.js";
import type { Image } from "../image/image.js";
import { hexOf } from "../oci/digest.js";
import { parseReference } from "../oci/reference.js";
import { type Descriptor, type Manifest, MEDIA_TYPE } from "../oci/types.js";
import { fromBytes } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { layoutArchive } from "./layout-archive.js";

/** An image to be saved, under the names it was requested by (none if it was requested by id). */
export interface SavedImage {
  readonly image: Image;
  /** `ubuntu:latest` */
  readonly references: readonly string[];
}

export interface SaveOptions {
  /** `docker`: an OCI layout and, for older tools, `manifest.json` and `repositories`. `oci`: the layout alone. */
  readonly format?: "docker" | "oci";
}

/**
 * One archive of images, as Docker 25 and later write it: an OCI image layout with layers uncompressed, and
 * `manifest.json` beside it. The same images give the same bytes.
 */
export async function* saveArchive(
  images: readonly SavedImage[],
  content: ContentStore,
  options: SaveOptions = {},
): AsyncGenerator<Uint8Array> {
  yield* layoutArchive(layoutFiles(images, content, options.format ?? "docker"));
}

function layoutFiles(
  images: readonly SavedImage[],
  content: ContentStore,
  format: "docker" | "oci",
): ReadonlyMap<string, FileData> {
  const blobs = new Map<string, FileData>();
  const manifests: Descriptor[] = [];
  const docker: object[] = [];
  const repositories: Record<string, Record<string, string>> = {};
  for (const { image, references } of images) {
    const manifest: Manifest = JSON.parse(new TextDecoder().decode(content.read(image.manifest.digest)));
    for (const { digest } of [image.manifest, manifest.config, ...manifest.layers]) {
      blobs.set(blobPath(digest), content.open(digest));
    }
    manifests.push(...named(image.manifest, references));
    docker.push({
      Config: blobPath(manifest.config.digest),
      RepoTags: references.length > 0 ? references : null,
      Layers: manifest.layers.map(({ digest }) => blobPath(digest)),
      LayerSources: Object.fromEntries(
        manifest.layers.map((layer) => [layer.digest, layer] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    });
    const top = manifest.layers.at(-1);
    for (const reference of references) {
      const at = reference.lastIndexOf(":");
      const name = reference.slice(0, at);
      repositories[name] = {
        ...repositories[name],
        [reference.slice(at + 1)]: top === undefined ? "" : hexOf(top.digest),
      };
    }
  }
  const sorted = [...blobs].sort(([a], [b]) => (a < b ? -1 : 1));
  const index = { schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests };
  return new Map([
    ...sorted,
    ["index.json", json(index)],
    ...(format === "docker" ? [["manifest.json", json(docker)] as const] : []),
    ["oci-layout", json({ imageLayoutVersion: "1.0.0" })],
    ...(format === "docker" && Object.keys(repositories).length > 0
      ? [["repositories", json(repositories)] as const]
      : []),
  ]);
}

/** One index entry for each name; an image without a name has one all the same. */
function named(manifest: Descriptor, references: readonly string[]): readonly Descriptor[] {
  if (references.length === 0) return [manifest];
  return references.map((reference) => {
    const { domain, path, tag = "latest" } = parseReference(reference);
    return {
      ...manifest,
      annotations: {
        "io.containerd.image.name": `${domain}/${path}:${tag}`,
        "org.opencontainers.image.ref.name": tag,
      },
    };
  });
}

function json(value: object): FileData {
  return fromBytes(new TextEncoder().encode(JSON.stringify(value)));
}

function blobPath(digest: Descriptor["digest"]): string {
  return `blobs/sha256/${hexOf(digest)}`;
}
