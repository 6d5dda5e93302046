import type { ImageRecord } from "../../../image/records.js";
import { type Verification, verifyImage } from "../../../image/verify.js";
import type { Digest } from "../../../oci/digest.js";
import type {
  HistoryRow,
  ImageInspect,
  ImageRemoval,
  ImageSummary,
  Images,
  PlatformOptions,
  RemoveImageOptions,
} from "../../images.js";
import { imageEvent } from "../events/report.js";
import type { LabStore } from "../store/store.js";
import { imageAt } from "./image-at.js";
import { requirePlatform } from "./platform.js";
import { removeImage } from "./remove.js";
import { history, imageInspect, imageSummary } from "./shapes.js";

export interface ImageParts {
  readonly store: LabStore;
  /** RFC 3339. */
  readonly now: () => string;
}

/** The images in the store. See {@link Images} for each method. */
export class EmbeddedImages implements Images {
  readonly #store: LabStore;
  readonly #now: () => string;

  constructor({ store, now }: ImageParts) {
    this.#store = store;
    this.#now = now;
  }

  async images(options: { all?: boolean } = {}): Promise<readonly ImageSummary[]> {
    return this.#store.transact(() => {
      const { images } = this.#store;
      const shown = images.list().filter(({ id }) => {
        const intermediate = images.tagsOf(id).length === 0 && images.childrenOf(id).length > 0;
        return options.all === true || !intermediate;
      });
      return shown.map((record) => imageSummary(record, this.#store)).sort((a, b) => timeOf(b) - timeOf(a));
    });
  }

  async inspectImage(reference: string, options: PlatformOptions = {}): Promise<ImageInspect> {
    return this.#store.transact(() => imageInspect(this.#find(reference, options), this.#store));
  }

  async history(reference: string, options: PlatformOptions = {}): Promise<readonly HistoryRow[]> {
    return this.#store.transact(() => history(this.#find(reference, options), this.#store));
  }

  #find(reference: string, { platform }: PlatformOptions): ImageRecord {
    return requirePlatform(this.#store.images.find(reference), reference, platform);
  }

  async tag(source: string, target: string): Promise<void> {
    const { images } = this.#store;
    this.#store.transact(() => {
      const { id } = images.find(source);
      imageEvent(this.#store, "tag", id, { name: images.tag(id, target, this.#now()) });
    });
  }

  async removeImage(reference: string, options: RemoveImageOptions = {}): Promise<readonly ImageRemoval[]> {
    return this.#store.transact(() => removeImage(reference, options, this.#store));
  }

  async verify(reference: string): Promise<Verification> {
    const { images, content } = this.#store;
    return this.#store.transact(() => verifyImage(reference, images.find(reference), content));
  }

  async imageAt(reference: string, step: number): Promise<Digest> {
    return this.#store.transact(() => imageAt(reference, step, this.#store));
  }
}

/** As in Docker, an image without a creation time is from 1970. */
function timeOf({ created }: ImageSummary): number {
  return Date.parse(created) || 0;
}
