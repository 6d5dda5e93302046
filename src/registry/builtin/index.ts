import type { BuiltinImage } from "./image.js";
import { UBUNTU_JAMMY } from "./ubuntu/image.js";

export type { BuiltinImage } from "./image.js";

const IMAGES: readonly BuiltinImage[] = Object.freeze([UBUNTU_JAMMY]);

/** Every base image that comes with the project. */
export function builtinImages(): readonly BuiltinImage[] {
  return IMAGES;
}

/**
 * The built-in image a reference names, if there is one.
 *
 * @example builtinImage({ repository: "ubuntu", tag: "22.04" })?.tags // ["latest", "22.04", "jammy"]
 */
export function builtinImage(reference: {
  readonly repository: string;
  readonly tag: string;
}): BuiltinImage | undefined {
  return IMAGES.find(
    (image) => image.repository === reference.repository && image.tags.includes(reference.tag),
  );
}
