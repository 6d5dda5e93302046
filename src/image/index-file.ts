import { type Medium, writeWhole } from "../content/medium.js";
import { StoreDocumentError } from "../errors/store.js";
import { canonicalJson, RawJson } from "../go/json.js";
import type { LayerSummary } from "../layer/summary.js";
import { asDiffId, type Digest, isDigest } from "../oci/digest.js";
import { parseReference } from "../oci/reference.js";
import { MEDIA_TYPE } from "../oci/types.js";
import type { ImageFacts } from "./records.js";

/** One image as the index describes it. */
interface IndexedImage {
  readonly facts: ImageFacts;
  /** `ubuntu:latest`, `ubuntu@sha256:…` */
  readonly names: readonly string[];
}

export interface ImageIndexContent {
  readonly images: readonly IndexedImage[];
  /** Entries made by another tool; they are left alone. */
  readonly foreign: readonly object[];
}

const INDEX = "/index.json";
const LAYOUT = "/oci-layout";
const NAME = "io.containerd.image.name";
const REF_NAME = "org.opencontainers.image.ref.name";
const ID = "dev.layerlab.image.id";
const PARENT = "dev.layerlab.image.parent";
const COMMANDS = "dev.layerlab.image.commands";
const TAGGED = "dev.layerlab.image.last-tag-time";
const LAYERS = "dev.layerlab.image.layers";
const REMEDY =
  "put an older copy of it back, or move the whole directory away and pull or load the images again (the blobs beside it are unharmed)";

/**
 * `index.json` and `oci-layout`, which make the directory an OCI image layout (image-layout.md). The index is the
 * one place that says which images there are: one entry for each name, and one for an image without a name.
 *
 * `io.containerd.image.name` holds the whole name, as containerd and Docker write it;
 * `org.opencontainers.image.ref.name` the short one, so `skopeo inspect oci:DIR:ubuntu:latest` finds it.
 */
export class IndexFile {
  readonly #medium: Medium;
  #stamp: string | undefined = "never read";
  /** The entries of an image as last written: of many images most have not changed since. */
  readonly #written = new WeakMap<
    ImageFacts,
    { readonly names: readonly string[]; readonly entries: readonly RawJson[] }
  >();

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  /**
   * The content of the index, if it has changed since the last call or {@link write}.
   * @throws {StoreDocumentError}
   */
  readIfChanged(): ImageIndexContent | undefined {
    const stamp = this.#medium.stamp(INDEX);
    if (stamp === this.#stamp) return undefined;
    const content = stamp === undefined ? { images: [], foreign: [] } : this.#read();
    this.#stamp = stamp;
    return content;
  }

  /** The next {@link readIfChanged} reads. */
  forget(): void {
    this.#stamp = "forgotten";
  }

  write({ images, foreign }: ImageIndexContent): void {
    if (!this.#medium.exists(LAYOUT)) this.#put(LAYOUT, { imageLayoutVersion: "1.0.0" });
    const manifests = [...images.flatMap((image) => this.#entriesOf(image)), ...foreign];
    this.#put(INDEX, { schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests });
    this.#stamp = this.#medium.stamp(INDEX);
  }

  #entriesOf({ facts, names }: IndexedImage): readonly RawJson[] {
    const written = this.#written.get(facts);
    if (written?.names === names) return written.entries;
    const entries = entriesOf(facts, names).map((entry) => new RawJson(canonicalJson(entry)));
    this.#written.set(facts, { names, entries });
    return entries;
  }

  #put(path: string, document: object): void {
    writeWhole(this.#medium, path, new TextEncoder().encode(canonicalJson(document)));
  }

  #read(): ImageIndexContent {
    const data = this.#medium.open(INDEX);
    let document: unknown;
    try {
      document = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data.read(0, data.size)));
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
      throw new StoreDocumentError(INDEX.slice(1), error.message, REMEDY, { cause: error });
    }
    const { manifests } = members(document, "the document");
    if (!Array.isArray(manifests)) return wrong("manifests", "a list");
    const images = new Map<Digest, IndexedImage>();
    const foreign: object[] = [];
    for (const [at, item] of manifests.entries()) {
      const where = `manifests[${at}]`;
      const entry = members(item, where);
      const notes = entry.annotations === undefined ? {} : members(entry.annotations, `${where}.annotations`);
      if (notes[ID] === undefined) {
        foreign.push(entry);
        continue;
      }
      const image = imageOf(entry, notes, where);
      const { id } = image.facts;
      const known = images.get(id);
      images.set(id, known === undefined ? image : { ...known, names: [...known.names, ...image.names] });
    }
    return { images: [...images.values()], foreign };
  }
}

function entriesOf(image: ImageFacts, names: readonly string[]): object[] {
  const { mediaType, digest, size } = image.manifest;
  const own = {
    [ID]: image.id,
    [LAYERS]: JSON.stringify(
      image.layers.map(({ diffId, size, archiveSize, entries, impliedAt }) => [
        ...[diffId, size, archiveSize, entries],
        ...(impliedAt === undefined ? [] : [impliedAt]),
      ]),
    ),
    [TAGGED]: image.lastTagTime,
    ...(image.parent === undefined ? {} : { [PARENT]: image.parent }),
    ...(image.commands.length === 0 ? {} : { [COMMANDS]: image.commands.join(" ") }),
  };
  const entry = (names: object) => ({ mediaType, digest, size, annotations: { ...own, ...names } });
  if (names.length === 0) return [entry({})];
  return names.map((name) => entry({ [NAME]: fullName(name), [REF_NAME]: name }));
}

function imageOf(entry: Members, notes: Members, where: string): IndexedImage {
  const { mediaType, size } = entry;
  if (typeof mediaType !== "string") return wrong(`${where}.mediaType`, "a string");
  const name = notes[REF_NAME];
  const parent = notes[PARENT];
  const tagged = notes[TAGGED];
  const commands = notes[COMMANDS] ?? "";
  if (name !== undefined && typeof name !== "string") return wrong(`${where}: ${REF_NAME}`, "a name");
  const facts: ImageFacts = {
    id: digest(notes[ID], `${where}: ${ID}`),
    manifest: {
      mediaType,
      digest: digest(entry.digest, `${where}.digest`),
      size: count(size, `${where}.size`),
    },
    parent: parent === undefined ? undefined : digest(parent, `${where}: ${PARENT}`),
    commands: String(commands)
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => digest(word, `${where}: ${COMMANDS}`)),
    lastTagTime: typeof tagged === "string" ? tagged : wrong(`${where}: ${TAGGED}`, "a time"),
    layers: layersOf(notes[LAYERS], `${where}: ${LAYERS}`),
  };
  return { facts, names: name === undefined ? [] : [name] };
}

function layersOf(value: unknown, where: string): readonly LayerSummary[] {
  let list: unknown;
  try {
    list = JSON.parse(String(value));
  } catch {
    return wrong(where, "a list of layers");
  }
  if (!Array.isArray(list)) return wrong(where, "a list of layers");
  return list.map((item: unknown) => {
    if (!Array.isArray(item)) return wrong(where, "a list of layers");
    const [diffId, size, archiveSize, entries, impliedAt]: readonly unknown[] = item;
    if (impliedAt !== undefined && typeof impliedAt !== "number") return wrong(where, "a list of layers");
    return {
      diffId: asDiffId(digest(diffId, where)),
      size: count(size, where),
      archiveSize: count(archiveSize, where),
      entries: count(entries, where),
      ...(impliedAt === undefined ? {} : { impliedAt }),
    };
  });
}

type Members = Readonly<Record<string, unknown>>;

function members(value: unknown, where: string): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(where, "an object");
  return { ...value };
}

function digest(value: unknown, where: string): Digest {
  return typeof value === "string" && isDigest(value) ? value : wrong(where, "a digest");
}

function count(value: unknown, where: string): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
    ? value
    : wrong(where, "a number");
}

function wrong(where: string, wanted: string): never {
  throw new StoreDocumentError(INDEX.slice(1), `${where} is not ${wanted}`, REMEDY);
}

/** `ubuntu:latest` → `docker.io/library/ubuntu:latest`, and the same of `ubuntu@sha256:…` */
function fullName(name: string): string {
  const { domain, path, tag, digest } = parseReference(name);
  return digest === undefined ? `${domain}/${path}:${tag ?? "latest"}` : `${domain}/${path}@${digest}`;
}
