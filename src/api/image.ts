import { DISPLAY, type MimeBundle } from "../display/displayable.js";
import { imageInspectBundle } from "../display/inspect.js";
import type { ImageInspect } from "../engine/images.js";
import type { StackMount } from "../engine/views.js";
import { type DiffID, type Digest, shortId } from "../oci/digest.js";
import { openImageAt } from "./image-at.js";
import type { Image, ImageAt } from "./objects.js";
import type { Runner } from "./runner.js";
import { View } from "./view.js";
import { ImageViewMethods } from "./views/methods.js";

/**
 * @param leftOut what was mounted in the container it was just committed from: the image shows that it lacks it
 * @throws {NoSuchImageError}
 */
export async function openImage(
  runner: Runner,
  reference: string,
  leftOut: readonly StackMount[] = [],
): Promise<Image> {
  return new EngineImage(runner, await runner.engine.inspectImage(reference), leftOut);
}

/**
 * @param image what the engine finds it by, and what people call it
 * @param step of its history: from 1, the oldest, or from -1, the newest
 */
export function imageAt(
  runner: Runner,
  image: { readonly id: string; readonly name: string },
  step: number,
): ImageAt {
  return openImageAt({ ...image, runner, open: (reference) => openImage(runner, reference) }, step);
}

class EngineImage extends ImageViewMethods implements Image {
  readonly #runner: Runner;
  readonly #inspect: ImageInspect;
  readonly #leftOut: readonly StackMount[];
  readonly id: Digest;
  readonly layers: readonly DiffID[];
  readonly size: number;

  constructor(runner: Runner, inspect: ImageInspect, leftOut: readonly StackMount[]) {
    super(runner.engine, inspect.Id);
    this.#runner = runner;
    this.#inspect = inspect;
    this.#leftOut = leftOut;
    this.id = inspect.Id;
    this.layers = Object.freeze([...inspect.RootFS.Layers]);
    this.size = inspect.Size;
    Object.freeze(this);
  }

  async inspect(): Promise<View<ImageInspect>> {
    const data = await this.#runner.engine.inspectImage(this.id);
    return new View(data, () => imageInspectBundle(data));
  }

  at(step: number): ImageAt {
    const [tag] = this.#inspect.RepoTags;
    return imageAt(this.#runner, { id: this.id, name: tag ?? shortId(this.id) }, step);
  }

  async tag(name: string): Promise<Image> {
    await this.#runner.engine.tag(this.id, name);
    return openImage(this.#runner, name);
  }

  [DISPLAY](): MimeBundle {
    return imageInspectBundle(this.#inspect, this.#leftOut);
  }

  toJSON(): ImageInspect {
    return this.#inspect;
  }
}
