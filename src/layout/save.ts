import { type Header, pack } from "tar-stream";
import type { ContentStore } from "../content/store.js";
import { asError } from "../errors/thrown.js";
import type { Image } from "../image/image.js";
import { hexOf } from "../oci/digest.js";
import { parseReference } from "../oci/reference.js";
import { type Descriptor, type Manifest, MEDIA_TYPE } from "../oci/types.js";
import { fromBytes } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";

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

const EPOCH = new Date(0);

/**
 * One archive of images, as Docker 25 and later write it: an OCI image layout with layers uncompressed, and
 * `manifest.json` beside it. The same images give the same bytes.
 */
export async function* saveArchive(
  images: readonly SavedImage[],
  content: ContentStore,
  options: SaveOptions = {},
): AsyncGenerator<Uint8Array> {
  const files = layoutFiles(images, content, options.format ?? "docker");
  const archive = pack();
  const writing = writeFiles(archive, files);
  // An error while writing ends the stream; it must not also be an unhandled rejection.
  writing.catch((error: unknown) => archive.destroy(asError(error)));
  for await (const chunk of archive) if (chunk instanceof Uint8Array) yield chunk;
  await writing;
}

async function writeFiles(
  archive: ReturnType<typeof pack>,
  files: ReadonlyMap<string, FileData>,
): Promise<void> {
  for (const name of ["blobs/", "blobs/sha256/"])
    await entry(archive, { name, type: "directory", mode: 0o755 });
  for (const [name, data] of files) await entry(archive, { name, size: data.size, mode: 0o644 }, data);
  archive.finalize();
}

function entry(
  archive: ReturnType<typeof pack>,
  header: Partial<Header> & { name: string },
  data?: FileData,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const full = { ...header, mtime: EPOCH, uid: 0, gid: 0 };
    const sink = archive.entry(full, (error) => (error ? reject(error) : resolve()));
    // The archive is destroyed with the error of one of its files, and then this part of it is, too.
    sink.on("error", reject);
    if (data === undefined || data.size === 0) {
      sink.end(undefined);
      return;
    }
    send(data, sink).then(() => sink.end(undefined), reject);
  });
}

/** Writes no faster than the archive is read. What a blob's disk refuses rejects, between two drains too. */
async function send(data: FileData, sink: ReturnType<ReturnType<typeof pack>["entry"]>): Promise<void> {
  for (const chunk of data.chunks())
    if (!sink.write(chunk)) await new Promise<void>((resolve) => sink.once("drain", () => resolve()));
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
