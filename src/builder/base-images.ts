import type { Location } from "../dockerfile/parse.js";
import { didYouMean } from "../dockerfile/suggest.js";
import type { LayerlabError } from "../errors/base.js";
import { InvalidReferenceError } from "../errors/images.js";
import { messageOf } from "../errors/thrown.js";
import { quote } from "../go/quote.js";
import type { Image } from "../image/image.js";
import { fitness, parsePlatform, platformText } from "../oci/platform.js";
import { fullName } from "./build-names.js";
import type { ImageSource } from "./copy-from.js";
import type { Progress } from "./events.js";
import { type BuildOptions, isForSeveral } from "./options.js";
import type { StageResult } from "./step-result.js";
import type { BuildWorld } from "./world.js";

/** The images that a Dockerfile names, each loaded once. */
export class BaseImages {
  readonly #options: BuildOptions;
  readonly #world: BuildWorld;
  readonly #progress: Progress;
  readonly #loaded = new Map<string, Image>();

  constructor(options: BuildOptions, world: BuildWorld, progress: Progress) {
    this.#options = options;
    this.#world = world;
    this.#progress = progress;
  }

  async load(source: ImageSource, { line }: Location): Promise<Image> {
    const known = this.#loaded.get(keyOf(source));
    if (known !== undefined) return known;
    const { reference } = source;
    const platform = isForSeveral(this.#options) ? `${source.platform ?? ""} ` : "";
    const vertex = this.#progress.start(`[${platform}internal] load metadata for ${fullName(reference)}`);
    try {
      const image = await this.#world.image(source, { pull: this.#options.pull ?? false });
      this.#loaded.set(keyOf(source), image);
      vertex.done();
      const mismatch = platformMismatch(source, image);
      if (mismatch !== undefined)
        this.#progress.warning(`InvalidBaseImagePlatform: ${mismatch} (line ${line})`);
      return image;
    } catch (error) {
      vertex.error(messageOf(error));
      throw error;
    }
  }

  /** The image that a stage is based on; for `FROM scratch`, any image: a build is for one platform. */
  rootOf({ stage }: StageResult): Image | undefined {
    return (
      (stage.root === undefined ? undefined : this.#loaded.get(keyOf(stage.root))) ??
      // What was asked for is known without looking at any.
      (this.#options.platform === undefined ? [...this.#loaded.values()][0] : undefined)
    );
  }
}

/** BuildKit's words for an image that exists for another platform only. */
export function platformMismatch(
  { reference, platform }: ImageSource,
  { config }: Image,
): string | undefined {
  if (platform === undefined || fitness(config, parsePlatform(platform)) !== undefined) return undefined;
  return `Base image ${reference} was pulled with platform ${quote(platformText(config))}, expected ${quote(platform)} for current build`;
}

function keyOf({ reference, platform = "" }: ImageSource): string {
  return `${reference} ${platform}`;
}

/** BuildKit's message for an image that is not available, with its suggestion: a stage, or a common image. */
export function imageFailure(reference: string, error: LayerlabError, stages: readonly string[]): string {
  if (error instanceof InvalidReferenceError)
    return `failed to parse stage name ${quote(reference)}: ${error.message}`;
  const [reason = "", ...hints] = error.message.split("\n");
  const meant = didYouMean(reference, [...stages, ...COMMON_IMAGES]);
  const text = `${reference}: failed to resolve source metadata for ${fullName(reference)}: ${reason}${meant}`;
  return [text, ...hints].join("\n");
}

const COMMON_IMAGES = ["alpine", "busybox", "centos", "debian", "golang", "ubuntu", "fedora"];
