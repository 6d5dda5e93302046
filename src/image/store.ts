import type { ContentStore, StoredBlob } from "../content/store.js";
import { AmbiguousImageError, InvalidReferenceError, NoSuchImageError } from "../errors/images.js";
import type { Layer } from "../layer/layer.js";
import type { Digest } from "../oci/digest.js";
import { familiarString, parseReference } from "../oci/reference.js";
import { type ImageConfig, MEDIA_TYPE } from "../oci/types.js";
import { type Image, layersOf, makeImage, orderedConfig } from "./image.js";

/** What the store keeps beside an image; none of it is part of the image. */
export interface ImageRecord {
  readonly image: Image;
  /** The image it was committed from here; a pulled image has none, so its history shows `<missing>`. */
  readonly parent: Digest | undefined;
  /** RFC 3339; the zero time while it has never been tagged. */
  readonly lastTagTime: string;
}

export const ZERO_TIME = "0001-01-01T00:00:00Z";

/**
 * The images of a lab and their names. Configurations and manifests are blobs of the content store; a name
 * points at an image and can be moved, an image never changes.
 */
export class ImageStore {
  readonly #content: ContentStore;
  readonly #records = new Map<Digest, ImageRecord>();
  /** `ubuntu:latest` → id. */
  readonly #references = new Map<string, Digest>();

  constructor(content: ContentStore) {
    this.#content = content;
  }

  /** Stores configuration and manifest; the same configuration is the same image and is stored once. */
  add(config: ImageConfig, layers: readonly Layer[], parent?: Digest): Image {
    const ordered = orderedConfig(config);
    return this.#record(this.#content.putJson(ordered), ordered, layers, parent);
  }

  /** An image whose configuration came from elsewhere, byte for byte: its id must stay the digest of those bytes. */
  adopt(id: Digest, config: ImageConfig, layers: readonly Layer[]): Image {
    return this.#record({ digest: id, size: this.#content.open(id).size }, config, layers, undefined);
  }

  #record(
    blob: StoredBlob,
    config: ImageConfig,
    layers: readonly Layer[],
    parent: Digest | undefined,
  ): Image {
    const known = this.#records.get(blob.digest);
    if (known !== undefined) return known.image;
    const manifest = this.#content.putJson({
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.manifest,
      config: { mediaType: MEDIA_TYPE.config, digest: blob.digest, size: blob.size },
      layers: layers.map(({ descriptor }) => descriptor),
    });
    const image = makeImage(blob.digest, config, { mediaType: MEDIA_TYPE.manifest, ...manifest });
    this.#records.set(image.id, { image, parent, lastTagTime: ZERO_TIME });
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
    const record = this.get(id);
    this.#references.set(name, id);
    this.#records.set(id, { ...record, lastTagTime: now });
    return name;
  }

  untag(reference: string): string {
    const name = familiarString(parseReference(reference));
    if (!this.#references.delete(name)) throw new NoSuchImageError(name);
    return name;
  }

  /** Forgets an image and deletes its configuration and manifest; its layers are the snapshotter's to collect. */
  remove(id: Digest): void {
    const { image } = this.get(id);
    this.#records.delete(id);
    this.#content.remove(image.id);
    this.#content.remove(image.manifest.digest);
  }

  stacks(): readonly (readonly Layer["diffId"][])[] {
    return this.list().map(({ image }) => layersOf(image));
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
    return this.list().find(({ image }) => image.id === wanted);
  }

  #byPrefix(text: string): ImageRecord | undefined {
    const prefix = text.replace(/^sha256:/, "");
    if (!/^[0-9a-f]+$/.test(prefix)) return undefined;
    const found = this.list().filter(({ image }) => image.id.startsWith(`sha256:${prefix}`));
    if (found.length > 1) throw new AmbiguousImageError(text);
    return found[0];
  }
}
