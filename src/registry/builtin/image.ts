import type { ImageConfig } from "../../oci/types.js";
import type { ChangeDirectory } from "../../vfs/node.js";

/**
 * A base image that comes with the project. The engine turns each changeset into a layer's bytes when the
 * image is first pulled; until then nothing of it is built.
 */
export interface BuiltinImage {
  /** As Docker shows it: `ubuntu`, without `docker.io/library/`. */
  readonly repository: string;
  /** One line, for `docker search`. */
  readonly description: string;
  /** All of them name this one image; the first is the usual one. */
  readonly tags: readonly string[];
  /** All of the config but `rootfs`, which follows from the layers' bytes. */
  readonly config: Omit<ImageConfig, "rootfs">;
  /** Bottom first, one for each history entry without `empty_layer`. Each call answers the same tree. */
  readonly layers: readonly (() => ChangeDirectory)[];
}

/** A function that computes its value once, when first asked. */
export function once<Value extends object>(compute: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
