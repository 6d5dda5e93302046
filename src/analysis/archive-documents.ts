import { InvalidImageArchiveError } from "../errors/layout.js";
import { type Digest, digester, hexOf, isDigest } from "../oci/digest.js";
import { readArchive } from "../tar/read.js";
import { fromBytes, toBytes } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import type { Documents, NamedBlob } from "./documents.js";

/** No document is longer; a layer may be. */
const MAX_DOCUMENT = 4 << 20;
/** How deep indexes may name indexes, and how many images are followed. */
const MAX_DEPTH = 3;
const MAX_IMAGES = 40;

/**
 * The documents of each image in an archive that `docker save` or a build has written, an OCI image layout. Every digest is computed again.
 *
 * @throws {ArchiveError} it is no tar archive, or is compressed
 * @throws {InvalidImageArchiveError} it has no index.json
 */
export function archiveDocuments(archive: Uint8Array): readonly Documents[] {
  const files = new Map<string, FileData>();
  for (const { name, type, data } of readArchive(fromBytes(archive)))
    if (type === "file") files.set(name.replace(/^\.\//, ""), data);
  const index = files.get("index.json");
  if (index === undefined)
    throw new InvalidImageArchiveError(
      "the archive has no index.json, which names its images: it is not an OCI image layout, as docker save writes it since Docker 25",
    );
  const images: Documents[] = [];
  follow(document(index), { blobs: new Blobs(files), images, name: "", depth: 0 });
  return images;
}

interface Walk {
  readonly blobs: Blobs;
  readonly images: Documents[];
  /** Of the entry that led here. */
  readonly name: string;
  readonly depth: number;
}

/** Every image that an index names, those in indexes below it, too. */
function follow(index: Members, walk: Walk): void {
  for (const entry of list(index.manifests)) {
    if (walk.images.length >= MAX_IMAGES) return;
    const pointer = pointerOf(entry);
    if (pointer === undefined) continue;
    const name = nameOf(entry) || walk.name;
    const data = walk.blobs.data(pointer.digest);
    const inner = data === undefined ? {} : document(data);
    if (list(inner.manifests).length > 0 && walk.depth < MAX_DEPTH)
      follow(inner, { ...walk, name, depth: walk.depth + 1 });
    else walk.images.push(imageOf(name, walk.blobs.named(pointer), inner, walk.blobs));
  }
}

function imageOf(name: string, manifest: NamedBlob, said: Members, blobs: Blobs): Documents {
  const problems: string[] = [];
  const config = pointerOf(members(said.config));
  if (config === undefined) problems.push("The manifest names no configuration, or cannot be read.");
  const configData = config === undefined ? undefined : blobs.data(config.digest);
  const diffIds = configData === undefined ? [] : list(members(document(configData).rootfs).diff_ids);
  const layers = list(said.layers).flatMap((layer) => pointerOf(layer) ?? []);
  if (diffIds.length !== layers.length)
    problems.push(
      `The manifest lists ${layers.length} layers, the configuration ${diffIds.length === 0 ? "none that can be read" : `${diffIds.length} DiffIDs`}.`,
    );
  return {
    name: name === "" ? "an image without a name" : name,
    ...(config === undefined ? {} : { id: config.digest, config: blobs.named(config) }),
    manifest,
    layers: layers.map((pointer, at) => {
      const diffId = diffIds[at];
      return {
        ...blobs.named(pointer),
        number: at + 1,
        ...(typeof diffId === "string" && isDigest(diffId) ? { diffId } : {}),
      };
    }),
    problems,
  };
}

interface Pointer {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly size: number;
}

/** The blobs of the archive. Each is hashed once, however many images have it. */
class Blobs {
  readonly #files: ReadonlyMap<string, FileData>;
  readonly #digests = new Map<Digest, Digest>();

  constructor(files: ReadonlyMap<string, FileData>) {
    this.#files = files;
  }

  data(digest: Digest): FileData | undefined {
    return this.#files.get(`blobs/sha256/${hexOf(digest)}`);
  }

  named(pointer: Pointer): NamedBlob {
    const data = this.data(pointer.digest);
    if (data === undefined) return { ...pointer, status: "missing" };
    const matches = this.#computed(pointer.digest, data) === pointer.digest && data.size === pointer.size;
    return { ...pointer, status: matches ? "matches" : "differs" };
  }

  #computed(digest: Digest, data: FileData): Digest {
    const known = this.#digests.get(digest);
    if (known !== undefined) return known;
    const hash = digester();
    for (const chunk of data.chunks()) hash.update(chunk);
    const computed = hash.digest();
    this.#digests.set(digest, computed);
    return computed;
  }
}

type Members = Readonly<Record<string, unknown>>;

/** What a document says; nothing if it cannot be read. */
function document(data: FileData): Members {
  if (data.size > MAX_DOCUMENT) return {};
  try {
    return members(JSON.parse(new TextDecoder().decode(toBytes(data))));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function members(value: unknown): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function pointerOf(value: unknown): Pointer | undefined {
  const { digest, mediaType, size } = members(value);
  if (typeof digest !== "string" || !isDigest(digest) || typeof size !== "number") return undefined;
  return { digest, mediaType: typeof mediaType === "string" ? mediaType : "", size };
}

/** The name in an index's entry, with its platform. */
function nameOf(entry: unknown): string {
  const { annotations, platform } = members(entry);
  const noted = members(annotations);
  const { os, architecture } = members(platform);
  const name = [noted["io.containerd.image.name"], noted["org.opencontainers.image.ref.name"]].find(
    (text) => typeof text === "string",
  );
  return [
    ...(typeof name === "string" ? [name] : []),
    ...(typeof os === "string" && typeof architecture === "string" ? [`${os}/${architecture}`] : []),
  ].join(" ");
}
