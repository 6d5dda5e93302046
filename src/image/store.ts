import type { ContentStore, StoredBlob } from "../content/store.js";
import {
  AmbiguousImageError,
  InvalidReferenceError,
  MaxDepthError,
  NoSuchImageError,
} from "../errors/images.js";
import { descriptorOf, type LayerSummary } from "../layer/summary.js";
import { type DiffID, type Digest, isDigest } from "../oci/digest.js";
import { familiarName, familiarString, parseReference, type Reference } from "../oci/reference.js";
import { type ImageConfig, type Manifest, MEDIA_TYPE } from "../oci/types.js";
import { type Image, makeImage, orderedConfig } from "./image.js";
import type { IndexFile } from "./index-file.js";
import { ImageNames } from "./names.js";
import { factsOf, type ImageRecord, ImageRecords, stackOf } from "./records.js";

/** moby `layer.maxLayerDepth`: as many as one overlayfs mount could take. */
const MAX_LAYERS = 125;
const ZERO_TIME = "0001-01-01T00:00:00Z";

/**
 * The images of a lab and their names. Configurations and manifests are blobs of the content store; a name
 * points at an image and can be moved, an image never changes.
 *
 * With an index file, {@link refresh} adopts what other processes wrote and {@link save} writes what has changed here.
 */
export class ImageStore {
  readonly #content: ContentStore;
  readonly #index: IndexFile | undefined;
  readonly #records: ImageRecords;
  readonly #names = new ImageNames();
  #foreign: readonly object[] = [];
  #changed = false;

  constructor(content: ContentStore, index?: IndexFile) {
    this.#content = content;
    this.#index = index;
    this.#records = new ImageRecords(content);
  }

  /** @returns the images of an index that was read again. @throws {StoreDocumentError} */
  refresh(): readonly ImageRecord[] {
    const found = this.#index?.readIfChanged();
    if (found === undefined) return [];
    this.#records.clear();
    this.#names.clear();
    this.#changed = false;
    this.#foreign = found.foreign;
    for (const { facts, names } of found.images) {
      this.#records.put(facts);
      for (const name of names) this.#names.set(name, facts.id);
    }
    return this.list();
  }

  save(): void {
    if (!this.#changed) return;
    this.#index?.write({
      images: this.list().map((record) => ({ facts: record, names: this.namesOf(record.id) })),
      foreign: this.#foreign,
    });
    this.#changed = false;
  }

  /** Discards what was not saved: the next {@link refresh} reads the index again. */
  forget(): void {
    this.#index?.forget();
  }

  /** Index entries that other tools made. */
  get foreign(): readonly object[] {
    return this.#foreign;
  }

  /** Stores configuration and manifest; the same configuration is the same image and is stored once. */
  add(
    config: ImageConfig,
    layers: readonly LayerSummary[],
    parent?: Digest,
    commands: readonly Digest[] = [],
  ): Image {
    const ordered = orderedConfig(config);
    return this.#record(this.#content.putJson(ordered), ordered, layers, { parent, commands });
  }

  /** Adds an image whose configuration came from elsewhere, byte for byte: its id must stay the digest of those bytes. */
  adopt(id: Digest, config: ImageConfig, layers: readonly LayerSummary[]): Image {
    return this.#record({ digest: id, size: this.#content.open(id).size }, config, layers, {
      parent: undefined,
      commands: [],
    });
  }

  #record(
    blob: StoredBlob,
    config: ImageConfig,
    layers: readonly LayerSummary[],
    origin: Pick<ImageRecord, "parent" | "commands">,
  ): Image {
    if (layers.length > MAX_LAYERS) throw new MaxDepthError(layers.length);
    const document: Manifest = {
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.manifest,
      config: { mediaType: MEDIA_TYPE.config, digest: blob.digest, size: blob.size },
      layers: layers.map(descriptorOf),
    };
    // Stored even when the image is already there: storing its blobs again repairs damaged ones.
    const manifest = { mediaType: MEDIA_TYPE.manifest, ...this.#content.putJson(document) };
    const image = makeImage(blob.digest, config, manifest);
    this.#records.know(image);
    const known = this.#records.get(image.id);
    if (known !== undefined) return known.image;
    this.#records.put({ id: image.id, manifest, layers, ...origin, lastTagTime: ZERO_TIME });
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
    const id = this.#names.idOf(name);
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

  /** Whether the text is an id or the beginning of one, rather than a name. */
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

  /** In the order they were added. */
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
    return this.#names.of(id);
  }

  childrenOf(id: Digest): readonly ImageRecord[] {
    return this.list().filter(({ parent }) => parent === id);
  }

  /** @param now for `LastTagTime`; Docker notes none for a name that came with the image, by `pull` or `load` */
  tag(id: Digest, reference: string, now?: string): string {
    const parsed = parseReference(reference);
    if (parsed.digest !== undefined)
      throw new InvalidReferenceError(reference, "refusing to create a tag with a digest reference");
    const name = familiarString(parsed);
    const facts = factsOf(this.get(id));
    this.#names.set(name, id);
    this.#records.put({ ...facts, lastTagTime: now ?? facts.lastTagTime });
    this.#changed = true;
    return name;
  }

  /** Records which image another one was made from. */
  setParent(id: Digest, parent: Digest): void {
    const facts = factsOf(this.get(id));
    if (facts.parent === parent) return;
    this.#records.put({ ...facts, parent });
    this.#changed = true;
  }

  /** The names of a repository, both tags and digests, sorted, with the images they name. */
  namesIn(
    repository: Pick<Reference, "domain" | "path">,
  ): readonly { readonly name: string; readonly id: Digest }[] {
    return this.#names.in(familiarName(repository));
  }

  /** Records that a registry has the image under this digest, of a manifest or an index. */
  addDigest(id: Digest, { domain, path }: Pick<Reference, "domain" | "path">, digest: Digest): void {
    const name = familiarString({ domain, path, tag: undefined, digest });
    if (this.#names.idOf(name) === id) return;
    this.get(id);
    this.#names.set(name, id);
    this.#changed = true;
  }

  untag(reference: string): string {
    const name = familiarString(parseReference(reference));
    if (!this.#names.delete(name)) throw new NoSuchImageError(name);
    this.#changed = true;
    return name;
  }

  /** Forgets an image; its blobs are the caller's to delete. */
  remove(id: Digest): void {
    this.#records.delete(this.get(id));
    this.#changed = true;
  }

  /** Whether the blob is an image's own: configuration, manifest, layer, or the record of its commands. */
  refersTo(blob: Digest): boolean {
    return this.#records.refersTo(blob);
  }

  /** The layers of every image; those of `first` come before all others, if it is here. */
  *stacks(first?: Digest): Iterable<readonly DiffID[]> {
    const record = first === undefined ? undefined : this.#records.get(first);
    if (record !== undefined) yield stackOf(record);
    for (const each of this.#records.values()) if (each !== record) yield stackOf(each);
  }

  #referenceOf(text: string): Digest | undefined {
    try {
      return this.#names.idOf(familiarString(parseReference(text)));
    } catch (error) {
      if (error instanceof InvalidReferenceError) return undefined;
      throw error;
    }
  }

  #byId(text: string): ImageRecord | undefined {
    const wanted = text.startsWith("sha256:") ? text : `sha256:${text}`;
    return isDigest(wanted) ? this.#records.get(wanted) : undefined;
  }

  #byPrefix(text: string): ImageRecord | undefined {
    const prefix = text.replace(/^sha256:/, "");
    if (!/^[0-9a-f]+$/.test(prefix)) return undefined;
    const found = this.list().filter(({ id }) => id.startsWith(`sha256:${prefix}`));
    if (found.length > 1) throw new AmbiguousImageError(text);
    return found[0];
  }
}
