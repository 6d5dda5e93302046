import type { ContentStore } from "../content/store.js";
import { InvalidImageArchiveError } from "../errors/layout.js";
import { type Digest, isDigest } from "../oci/digest.js";
import { familiarString, parseReference, splitTag } from "../oci/reference.js";
import { decompressed, limited, type Source } from "./compression.js";
import { imagesOfVersion1 } from "./load-v1.js";
import type { LoadedImage } from "./loaded-image.js";
import { SpooledArchive, spool, uncompressed } from "./spooled-archive.js";

/**
 * Reads an archive of images: `docker save` of any version (an OCI layout with `manifest.json`, `ID/layer.tar` folders
 * with one, or those of before 1.10 with `repositories` alone) or a plain OCI layout, itself and its layers compressed or not.
 *
 * Every file is streamed into the store under the digest of its bytes, so memory is bounded, whatever order
 * the archive has; a blob whose name is a digest must have it. Blobs that turn out to belong to no image are
 * for the caller to collect.
 *
 * @throws {ArchiveError} not an archive, or truncated
 * @throws {BlobCorruptError} a blob's bytes are not what its name says
 * @throws {InvalidImageArchiveError} an archive, but not of images
 */
export async function loadArchive(source: Source, content: ContentStore): Promise<readonly LoadedImage[]> {
  const files = await spool(limited(decompressed(source), "the archive"), content);
  const archive = new SpooledArchive(files, content);
  if (archive.has("manifest.json")) return fromManifestJson(archive);
  if (archive.has("index.json")) return fromIndex(archive);
  if (archive.has("repositories")) return imagesOfVersion1(archive);
  throw new InvalidImageArchiveError(
    "the archive holds no image: neither manifest.json (docker save) nor index.json (OCI layout) is in it; an archive of files becomes an image with `docker import`",
  );
}

async function fromManifestJson(archive: SpooledArchive): Promise<readonly LoadedImage[]> {
  const list = archive.document(archive.digest("manifest.json"), "manifest.json");
  // Go reads null as a list of nothing.
  if (list === null) return [];
  if (!Array.isArray(list)) throw new InvalidImageArchiveError("manifest.json is no list");
  const images = await sequentially(list, async (item: unknown) => {
    const entry = record(item, "an entry of manifest.json");
    const { Config: config, RepoTags: tags, Parent: parent } = entry;
    const layers = entry.Layers ?? [];
    if (typeof config !== "string" || !isStrings(layers)) {
      throw new InvalidImageArchiveError("an entry of manifest.json has no Config or no Layers");
    }
    return {
      config: archive.digest(config),
      layers: await sequentially(layers, (name) => uncompressed(archive.digest(name), archive.content)),
      references: isStrings(tags) ? tags.map(tagged) : [],
      parent: typeof parent === "string" && isDigest(parent) ? parent : undefined,
    };
  });
  // A parent that is not in the archive is passed over, as moby's validatedParentLinks does it.
  return images.map(({ parent, ...image }) =>
    parent !== undefined && parent !== image.config && images.some(({ config }) => config === parent)
      ? { ...image, parent }
      : image,
  );
}

/** A name in RepoTags, which must have a tag and nothing else. */
function tagged(name: string): string {
  const reference = parseReference(name);
  if (reference.digest !== undefined || splitTag(name).tag === undefined)
    throw new InvalidImageArchiveError(`invalid tag ${JSON.stringify(name)}`);
  return familiarString(reference);
}

/** Of one image for several platforms the one that containers here have, or else the first there is. */
function forOnePlatform(manifests: readonly unknown[]): readonly unknown[] {
  const platforms = manifests.map((item) => {
    const { platform } = record(item, "a descriptor");
    return platform === undefined ? undefined : record(platform, "a platform");
  });
  const at = platforms.findIndex((platform) => platform?.os === "linux" && platform.architecture === "amd64");
  if (at >= 0) return manifests.slice(at, at + 1);
  const first = platforms.findIndex((platform) => platform === undefined || platform.os !== "unknown");
  return first < 0 ? [] : manifests.slice(first, first + 1);
}

async function fromIndex(archive: SpooledArchive): Promise<readonly LoadedImage[]> {
  const images = new Map<Digest, { layers: readonly Digest[]; references: string[] }>();
  const walk = async (document: unknown, depth: number, inherited: string | undefined): Promise<void> => {
    const { manifests } = record(document, "index.json");
    if (!Array.isArray(manifests) || depth > 4)
      throw new InvalidImageArchiveError("an index without manifests");
    for (const item of depth === 0 ? manifests : forOnePlatform(manifests)) {
      const descriptor = record(item, "a descriptor");
      const name = referenceOf(descriptor) ?? inherited;
      const digest = archive.blob(String(descriptor.digest));
      const inner = record(archive.document(digest, "a manifest"), "a manifest");
      if (Array.isArray(inner.manifests)) {
        await walk(inner, depth + 1, name);
        continue;
      }
      const config = archive.blob(String(record(inner.config, "a manifest's config").digest));
      // Attestations and artifacts stand beside images; their config is no image configuration.
      if (!isImageConfig(archive, config)) continue;
      const list = Array.isArray(inner.layers) ? inner.layers : [];
      const layers = await sequentially(list, (layer: unknown) =>
        uncompressed(archive.blob(String(record(layer, "a layer").digest)), archive.content),
      );
      const known = images.get(config) ?? { layers, references: [] };
      if (name !== undefined && !known.references.includes(name)) known.references.push(name);
      images.set(config, known);
    }
  };
  await walk(archive.document(archive.digest("index.json"), "index.json"), 0, undefined);
  if (images.size === 0) throw new InvalidImageArchiveError("the archive's index.json names no image");
  return [...images].map(([config, { layers, references }]) => ({ config, layers, references }));
}

function isImageConfig(archive: SpooledArchive, digest: Digest): boolean {
  const config = record(archive.document(digest, "a configuration"), "a configuration");
  return typeof config.rootfs === "object" && config.rootfs !== null && config.os !== "unknown";
}

/** `io.containerd.image.name` is a whole name; `ref.name` alone may be just a tag, which names nothing. */
function referenceOf({ annotations }: Record<string, unknown>): string | undefined {
  const notes = typeof annotations === "object" && annotations !== null ? annotations : {};
  const full = "io.containerd.image.name" in notes ? notes["io.containerd.image.name"] : undefined;
  const short =
    "org.opencontainers.image.ref.name" in notes ? notes["org.opencontainers.image.ref.name"] : undefined;
  const name =
    typeof full === "string" ? full : typeof short === "string" && /[:/]/.test(short) ? short : undefined;
  return name === undefined ? undefined : familiarString(parseReference(name));
}

async function sequentially<In, Out>(items: readonly In[], map: (item: In) => Promise<Out>): Promise<Out[]> {
  const out: Out[] = [];
  for (const item of items) out.push(await map(item));
  return out;
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new InvalidImageArchiveError(`${what} is no object`);
  return { ...value };
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
