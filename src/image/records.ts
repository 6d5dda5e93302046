import { References } from "../content/references.js";
import type { ContentStore } from "../content/store.js";
import { InvalidImageError } from "../errors/images.js";
import type { LayerSummary } from "../layer/summary.js";
import type { DiffID, Digest } from "../oci/digest.js";
import { parseImageConfig } from "../oci/image-config.js";
import type { Descriptor } from "../oci/types.js";
import { type Image, makeImage } from "./image.js";

/** What is known of an image without reading a blob. */
export interface ImageFacts {
  readonly id: Digest;
  readonly manifest: Descriptor;
  /** Lowest first. */
  readonly layers: readonly LayerSummary[];
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

/** An image and what the store keeps beside it. */
export interface ImageRecord extends ImageFacts {
  /**
   * Read, verified and checked when first asked for.
   * @throws {BlobNotFoundError} {@link BlobCorruptError} {@link InvalidImageError}
   */
  readonly image: Image;
}

/** The records of images, by id, in the order they were added. */
export class ImageRecords {
  readonly #content: ContentStore;
  readonly #byId = new Map<Digest, ImageRecord>();
  /** Blobs that the records name. */
  readonly #references = new References();
  /** Images never change, so what was read once stays true. */
  readonly #read = new Map<Digest, Image>();

  constructor(content: ContentStore) {
    this.#content = content;
  }

  get(id: Digest): ImageRecord | undefined {
    return this.#byId.get(id);
  }

  values(): Iterable<ImageRecord> {
    return this.#byId.values();
  }

  /** Replaces what was known of that image. */
  put(facts: ImageFacts): void {
    const before = this.#byId.get(facts.id);
    this.#references.add(blobsOf(facts));
    if (before !== undefined) this.#references.remove(blobsOf(before));
    const read = (): Image => this.#imageOf(facts);
    this.#byId.set(facts.id, {
      ...facts,
      get image() {
        return read();
      },
    });
  }

  /** An image that need not be read. */
  know(image: Image): void {
    this.#read.set(image.id, image);
  }

  delete(record: ImageRecord): void {
    this.#references.remove(blobsOf(record));
    this.#byId.delete(record.id);
    this.#read.delete(record.id);
  }

  clear(): void {
    this.#byId.clear();
    this.#references.clear();
  }

  /** Whether a record names the blob: a configuration, a manifest, a layer, or what tells of a commit's commands. */
  refersTo(blob: Digest): boolean {
    return this.#references.has(blob);
  }

  #imageOf({ id, manifest, layers }: ImageFacts): Image {
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
}

/** Does not read the image. */
export function factsOf({ id, manifest, layers, parent, commands, lastTagTime }: ImageRecord): ImageFacts {
  return { id, manifest, layers, parent, commands, lastTagTime };
}

export function stackOf({ layers }: ImageFacts): readonly DiffID[] {
  return layers.map(({ diffId }) => diffId);
}

/** What registries call the image is no part of it. */
function blobsOf({ id, manifest, layers, commands }: ImageFacts): readonly Digest[] {
  return [id, manifest.digest, ...commands, ...layers.map(({ diffId }) => diffId)];
}
