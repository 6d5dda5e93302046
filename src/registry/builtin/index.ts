import { ALPINE } from "./alpine/image.js";
import { BUSYBOX } from "./busybox/image.js";
import { DEBIAN_BOOKWORM } from "./debian/bookworm/image.js";
import { HELLO_WORLD } from "./hello-world/image.js";
import type { BuiltinImage } from "./image.js";
import { NGINX } from "./nginx/image.js";
import { NODE_IMAGES } from "./node/image.js";
import { PYTHON_IMAGES } from "./python/image.js";
import { UBUNTU_JAMMY } from "./ubuntu/jammy/image.js";
import { UBUNTU_NOBLE } from "./ubuntu/noble/image.js";

export type { BuiltinImage } from "./image.js";

const IMAGES: readonly BuiltinImage[] = Object.freeze([
  UBUNTU_JAMMY,
  UBUNTU_NOBLE,
  DEBIAN_BOOKWORM,
  ALPINE,
  BUSYBOX,
  HELLO_WORLD,
  ...NODE_IMAGES,
  ...PYTHON_IMAGES,
  NGINX,
]);

/** Every base image that comes with the project. */
export function builtinImages(): readonly BuiltinImage[] {
  return IMAGES;
}

/**
 * The built-in image that a reference names, if there is one.
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
