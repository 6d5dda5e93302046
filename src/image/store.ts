import type { ContentStore, StoredBlob } from "../content/store.js";
import {
  AmbiguousImageError,
  InvalidImageError,
  InvalidReferenceError,
  NoSuchImageError,
} from "../errors/images.js";
import type { DiffID, Digest } from "../oci/digest.js";
import { parseImageConfig } from "../oci/image-config.js";
import { familiarString, parseReference, type Reference } from "../oci/reference.js";
import { type Descriptor, type ImageConfig, type Manifest, MEDIA_TYPE } from "../oci/types.js";
import { descriptorOf, type LayerFigures } from "../snapshot/snapshotter.js";
import { type Image, makeImage, orderedConfig } from "./image.js";
import type { IndexFile } from "./index-file.js";

/** An image and what the store keeps beside it. All but `image` is known without reading a blob. */
export interface ImageRecord {
  readonly id: Digest;
  readonly manifest: Descriptor;
  /** Lowest first. */
  readonly layers: readonly LayerFigures[];
  /**
   * Read, verified and checked when first asked for.
   * @throws {BlobNotFoundError} {@link BlobCorruptError} {@link InvalidImageError}
   */
  readonly image: Image;
  /** The image it was committed from here; a pulled image has none, so its history shows `<missing>`. */
  readonly parent: Digest | undefined;
  /**
   * Blobs that say how a commit came about: the document first, then what it refers to. They are no part of the image
   * and do not leave this store with it.
   */
  readonly commands: readonly Digest[];
  /** RFC 3339; the zero time while it has never been tagged. */
  readonly lastTagTime: string;
}

export const ZERO_TIME = "0001-01-01T00:00:00Z";

/**
 * The images of a lab and their names. Configurations and manifests are blobs of the content store; a name
 * points at an image and can be moved, an image never changes.
 *
 * With an index file, {@link refresh} takes over what other processes wrote and {@link save} writes what changed here.
 */
export class ImageStore {
  readonly #content: ContentStore;
  readonly #index: IndexFile | undefined;
  readonly #records = new Map<Digest, ImageRecord>();
  /** `ubuntu:latest` → id. */
  readonly #references = new Map<string, Digest>();
  /** Images never change, so what was read once holds. */
  readonly #read = new Map<Digest, Image>();
  #foreign: readonly object[] = [];
  #changed = false;

  constructor(content: ContentStore, index?: IndexFile) {
    this.#content = content;
    this.#index = index;
  }

  /** @throws {StoreDocumentError} */
  refresh(): void {
    const found = this.#index?.readIfChanged();
    if (found === undefined) return;
    this.#records.clear();
    this.#references.clear();
    this.#changed = false;
    this.#foreign = found.foreign;
    for (const { names, ...rest } of found.images) {
      this.#records.set(rest.id, this.#lazy(rest));
      for (const name of names) this.#references.set(name, rest.id);
    }
  }

  save(): void {
    if (!this.#changed) return;
    this.#index?.write({
      images: this.list().map((record) => ({ ...this.#facts(record), names: this.namesOf(record.id) })),
      foreign: this.#foreign,
    });
    this.#changed = false;
  }

  /** Drops what was not saved: the next {@link refresh} reads the index. */
  forget(): void {
    this.#index?.forget();
  }

  /** Entries of the index that other tools made. */
  get foreign(): readonly object[] {
    return this.#foreign;
  }

  /** Stores configuration and manifest; the same configuration is the same image and is stored once. */
  add(
    config: ImageConfig,
    layers: readonly LayerFigures[],
    parent?: Digest,
    commands: readonly Digest[] = [],
  ): Image {
    const ordered = orderedConfig(config);
    return this.#record(this.#content.putJson(ordered), ordered, layers, { parent, commands });
  }

  /** An image whose configuration came from elsewhere, byte for byte: its id must stay the digest of those bytes. */
  adopt(id: Digest, config: ImageConfig, layers: readonly LayerFigures[]): Image {
    return this.#record({ digest: id, size: this.#content.open(id).size }, config, layers, {
      parent: undefined,
      commands: [],
    });
  }

  #record(
    blob: StoredBlob,
    config: ImageConfig,
    layers: readonly LayerFigures[],
    origin: Pick<ImageRecord, "parent" | "commands">,
  ): Image {
    const document: Manifest = {
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.manifest,
      config: { mediaType: MEDIA_TYPE.config, digest: blob.digest, size: blob.size },
      layers: layers.map(descriptorOf),
    };
    // Stored even for an image that is there: putting its blobs again heals damaged ones.
    const manifest = { mediaType: MEDIA_TYPE.manifest, ...this.#content.putJson(document) };
    const image = makeImage(blob.digest, config, manifest);
    this.#read.set(image.id, image);
    const known = this.#records.get(image.id);
    if (known !== undefined) return known.image;
    const facts = { id: image.id, manifest, layers, ...origin, lastTagTime: ZERO_TIME };
    this.#records.set(image.id, this.#lazy(facts));
    this.#changed = true;
    return image;
  }

  /**
   * By name, id or unique prefix of an id.
   * @throws {NoSuchImageError} {@link AmbiguousImageError} {@link InvalidReferenceError}
   */
  find(nameOrId: string): ImageRecord {
    const byId = this.#byId(nameOrId);
    if (byId !== undefined) return byId;
    const name = familiarString(parseReference(nameOrId));
    const id = this.#references.get(name);
    const record = id === undefined ? this.#byPrefix(nameOrId) : this.#records.get(id);
    if (record === undefined) throw new NoSuchImageError(name);
    return record;
  }

  has(nameOrId: string): boolean {
    try {
      this.find(nameOrId);
      return true;
    } catch (error) {
      if (error instanceof NoSuchImageError || error instanceof InvalidReferenceError) return false;
      throw error;
    }
  }

  /** True when the text is an id or the beginning of one, rather than a name. */
  isId(nameOrId: string): boolean {
    if (this.#byId(nameOrId) !== undefined) return true;
    if (this.#referenceOf(nameOrId) !== undefined) return false;
    return this.#byPrefix(nameOrId) !== undefined;
  }

  get(id: Digest): ImageRecord {
    const record = this.#records.get(id);
    if (record === undefined) throw new NoSuchImageError(id);
    return record;
  }

  /** In the order they came. */
  list(): readonly ImageRecord[] {
    return [...this.#records.values()];
  }

  /** `ubuntu:latest`, sorted. */
  tagsOf(id: Digest): readonly string[] {
    return this.namesOf(id).filter((name) => !name.includes("@"));
  }

  /** `ubuntu@sha256:…`: what registries have it under, sorted. */
  digestsOf(id: Digest): readonly string[] {
    return this.namesOf(id).filter((name) => name.includes("@"));
  }

  /** Both, sorted. */
  namesOf(id: Digest): readonly string[] {
    return [...this.#references]
      .filter(([, target]) => target === id)
      .map(([name]) => name)
      .sort();
  }

  childrenOf(id: Digest): readonly ImageRecord[] {
    return this.list().filter(({ parent }) => parent === id);
  }

  tag(id: Digest, reference: string, now: string): string {
    const parsed = parseReference(reference);
    if (parsed.digest !== undefined)
      throw new InvalidReferenceError(reference, "refusing to create a tag with a digest reference");
    const name = familiarString(parsed);
    const facts = this.#facts(this.get(id));
    this.#references.set(name, id);
    this.#records.set(id, this.#lazy({ ...facts, lastTagTime: now }));
    this.#changed = true;
    return name;
  }

  /** A registry has the image under this digest of a manifest or an index. */
  addDigest(id: Digest, { domain, path }: Pick<Reference, "domain" | "path">, digest: Digest): void {
    const name = familiarString({ domain, path, tag: undefined, digest });
    if (this.#references.get(name) === id) return;
    this.get(id);
    this.#references.set(name, id);
    this.#changed = true;
  }

  untag(reference: string): string {
    const name = familiarString(parseReference(reference));
    if (!this.#references.delete(name)) throw new NoSuchImageError(name);
    this.#changed = true;
    return name;
  }

  /** Forgets an image; its blobs are the caller's to delete. */
  remove(id: Digest): void {
    this.get(id);
    this.#records.delete(id);
    this.#read.delete(id);
    this.#changed = true;
  }

  stacks(): readonly (readonly DiffID[])[] {
    return this.list().map(({ layers }) => layers.map(({ diffId }) => diffId));
  }

  #facts({ id, manifest, layers, parent, commands, lastTagTime }: ImageRecord): Omit<ImageRecord, "image"> {
    return { id, manifest, layers, parent, commands, lastTagTime };
  }

  #lazy(facts: Omit<ImageRecord, "image">): ImageRecord {
    const read = (): Image => this.#imageOf(facts);
    return {
      ...facts,
      get image() {
        return read();
      },
    };
  }

  #imageOf({ id, manifest, layers }: Omit<ImageRecord, "image">): Image {
    const known = this.#read.get(id);
    if (known !== undefined) return known;
    const config = parseImageConfig(this.#content.read(id));
    const stack = config.rootfs.diff_ids;
    if (stack.length !== layers.length || layers.some(({ diffId }, at) => diffId !== stack[at]))
      throw new InvalidImageError("the index lists other layers for it than its configuration");
    const image = makeImage(id, config, manifest);
    this.#read.set(id, image);
    return image;
  }

  #referenceOf(text: string): Digest | undefined {
    try {
      return this.#references.get(familiarString(parseReference(text)));
    } catch (error) {
      if (error instanceof InvalidReferenceError) return undefined;
      throw error;
    }
  }

  #byId(text: string): ImageRecord | undefined {
    const wanted = text.startsWith("sha256:") ? text : `sha256:${text}`;
    return this.list().find(({ id }) => id === wanted);
  }

  #byPrefix(text: string): ImageRecord | undefined {
    const prefix = text.replace(/^sha256:/, "");
    if (!/^[0-9a-f]+$/.test(prefix)) return undefined;
    const found = this.list().filter(({ id }) => id.startsWith(`sha256:${prefix}`));
    if (found.length > 1) throw new AmbiguousImageError(text);
    return found[0];
  }
}
