import type { ImageConfig } from "../../oci/types.js";
import type { ChangeDirectory } from "../../vfs/node.js";

/**
 * A base image that comes with the project. The engine turns each changeset into a layer's bytes when the
 * image is first pulled; nothing is built before.
 */
export interface BuiltinImage {
  /** As Docker shows it: `ubuntu`, without `docker.io/library/`. */
  readonly repository: string;
  /** One line, for `docker search`. */
  readonly description: string;
  /** All of them name this image; the first is the usual one. */
  readonly tags: readonly string[];
  /** The configuration without `rootfs`, which follows from the layers' bytes. */
  readonly config: Omit<ImageConfig, "rootfs">;
  /** Lowest first, one for each history entry without `empty_layer`. Each call returns the same tree. */
  readonly layers: readonly (() => ChangeDirectory)[];
}

/** A function that computes its value once, on first use. */
export function once<Value extends object>(compute: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
