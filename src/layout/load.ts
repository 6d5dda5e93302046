import { extract, type Header } from "tar-stream";
import type { ContentStore } from "../content/store.js";
import { ArchiveError } from "../errors/archive.js";
import { BlobCorruptError } from "../errors/content.js";
import { InvalidImageArchiveError } from "../errors/layout.js";
import { type Digest, isDigest } from "../oci/digest.js";
import { familiarString, parseReference } from "../oci/reference.js";
import type { FileData } from "../vfs/filesystem.js";
import { decompressed, limited, type Source } from "./compression.js";
import { feed } from "./feed.js";

/** An image found in an archive: its configuration and layers are blobs of the store by now. */
export interface LoadedImage {
  readonly config: Digest;
  /** Uncompressed archives, lowest first, each with the digest its bytes have. */
  readonly layers: readonly Digest[];
  /** `ubuntu:latest` */
  readonly references: readonly string[];
}

/** Names, manifests and configurations are small; only layers may be large, and those are streamed. */
const MAX_ENTRIES = 100_000;
const MAX_DOCUMENT = 8 * 1024 * 1024;

/**
 * Reads an archive of images: `docker save` of any version (an OCI layout with `manifest.json`, or the old
 * `ID/layer.tar` folders) or a plain OCI layout, itself and its layers compressed or not.
 *
 * Every file is streamed into the store under the digest of its bytes, so memory is bounded, whatever order
 * the archive has; a blob whose name is a digest must have it. Blobs that turn out to belong to no image are
 * the caller's to collect.
 *
 * @throws {ArchiveError} not an archive, or cut short
 * @throws {BlobCorruptError} a blob's bytes are not what its name says
 * @throws {InvalidImageArchiveError} an archive, but of no images
 */
export async function loadArchive(source: Source, content: ContentStore): Promise<readonly LoadedImage[]> {
  const files = await spool(limited(decompressed(source), "the archive"), content);
  const archive = new SpooledArchive(files, content);
  if (archive.has("manifest.json")) return fromManifestJson(archive);
  if (archive.has("index.json")) return fromIndex(archive);
  throw new InvalidImageArchiveError(
    "the archive holds no image: neither manifest.json (docker save) nor index.json (OCI layout) is in it; an archive of files becomes an image with `docker import`",
  );
}

/** What lies under a name of the archive: bytes in the store, or another name. */
type Spooled = { readonly digest: Digest } | { readonly link: string };

async function spool(source: Source, content: ContentStore): Promise<ReadonlyMap<string, Spooled>> {
  const files = new Map<string, Spooled>();
  const reader = extract();
  const feeding = feed(source, reader);
  let seen = 0;
  try {
    for await (const entry of reader) {
      const { header } = entry;
      seen += 1;
      if (files.size > MAX_ENTRIES) throw new InvalidImageArchiveError(`more than ${MAX_ENTRIES} files`);
      const found = await spoolEntry(header, entry, content);
      if (found !== undefined) files.set(normalized(header.name), found);
    }
  } catch (error) {
    throw asArchiveError(error);
  } finally {
    await feeding;
  }
  if (seen === 0) throw new ArchiveError("unexpected EOF", 0);
  return files;
}

async function spoolEntry(
  header: Header,
  entry: AsyncIterable<unknown>,
  content: ContentStore,
): Promise<Spooled | undefined> {
  if (header.type === "symlink" || header.type === "link") {
    const target = header.linkname ?? "";
    const directory = header.type === "symlink" ? normalized(header.name).replace(/[^/]*$/, "") : "";
    return { link: normalized(directory + target) };
  }
  if (header.type !== "file" && header.type !== "contiguous-file") return undefined;
  const writer = content.writer();
  try {
    for await (const chunk of entry) if (chunk instanceof Uint8Array) writer.write(chunk);
    const named = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(normalized(header.name))?.[1];
    const expected = named === undefined ? undefined : `sha256:${named}`;
    return writer.commit(expected !== undefined && isDigest(expected) ? expected : undefined);
  } catch (error) {
    writer.abort();
    throw error;
  }
}

function asArchiveError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (
    error instanceof ArchiveError ||
    error instanceof BlobCorruptError ||
    error instanceof InvalidImageArchiveError
  )
    return error;
  if (/unexpected end/i.test(error.message)) return new ArchiveError("unexpected EOF", 0);
  if (/invalid tar header/i.test(error.message)) return new ArchiveError("invalid tar header", 0);
  return error;
}

class SpooledArchive {
  readonly #files: ReadonlyMap<string, Spooled>;
  readonly content: ContentStore;

  constructor(files: ReadonlyMap<string, Spooled>, content: ContentStore) {
    this.#files = files;
    this.content = content;
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  digest(name: string): Digest {
    let at = normalized(name);
    for (let hops = 0; hops < 16; hops++) {
      const found = this.#files.get(at);
      if (found === undefined) break;
      if ("digest" in found) return found.digest;
      at = found.link;
    }
    throw new InvalidImageArchiveError(`the archive names ${JSON.stringify(name)}, but it is not in it`);
  }

  blob(digest: string): Digest {
    if (!isDigest(digest))
      throw new InvalidImageArchiveError(`${JSON.stringify(digest)} is no digest this store knows`);
    return this.digest(`blobs/sha256/${digest.slice("sha256:".length)}`);
  }

  document(digest: Digest, what: string): unknown {
    if (this.content.open(digest).size > MAX_DOCUMENT)
      throw new InvalidImageArchiveError(`${what} is larger than ${MAX_DOCUMENT} bytes`);
    try {
      return JSON.parse(new TextDecoder().decode(this.content.read(digest)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new InvalidImageArchiveError(`${what} is no JSON: ${error.message}`, { cause: error });
    }
  }
}

async function fromManifestJson(archive: SpooledArchive): Promise<readonly LoadedImage[]> {
  const list = archive.document(archive.digest("manifest.json"), "manifest.json");
  if (!Array.isArray(list)) throw new InvalidImageArchiveError("manifest.json is no list");
  return sequentially(list, async (item: unknown) => {
    const { Config: config, Layers: layers, RepoTags: tags } = record(item, "an entry of manifest.json");
    if (typeof config !== "string" || !isStrings(layers)) {
      throw new InvalidImageArchiveError("an entry of manifest.json has no Config or no Layers");
    }
    return {
      config: archive.digest(config),
      layers: await sequentially(layers, (name) => uncompressed(archive.digest(name), archive.content)),
      references: isStrings(tags) ? tags.map((tag) => familiarString(parseReference(tag))) : [],
    };
  });
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

/** A layer's blob as the engine keeps it; compressed ones are stored again without compression. */
async function uncompressed(digest: Digest, content: ContentStore): Promise<Digest> {
  const data = content.open(digest);
  const magic = data.read(0, 4);
  const isPlain = !(magic[0] === 0x1f && magic[1] === 0x8b) && !(magic[0] === 0x28 && magic[1] === 0xb5);
  if (isPlain) return digest;
  const writer = content.writer();
  try {
    for await (const chunk of limited(decompressed(streamed(data)), "a layer")) writer.write(chunk);
    return writer.commit().digest;
  } catch (error) {
    writer.abort();
    throw error;
  }
}

async function* streamed(data: FileData): AsyncGenerator<Uint8Array> {
  yield* data.chunks();
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

/** `./a//b/../c` → `a/c`; a name cannot leave the archive. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
