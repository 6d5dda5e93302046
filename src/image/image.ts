import { InvalidImageError } from "../errors/images.js";
import type { DiffID, Digest } from "../oci/digest.js";
import type { Descriptor, History, ImageConfig } from "../oci/types.js";

/**
 * An image: a value. Its id is the digest of its configuration, which lists its layers, so with another layer it
 * would be another image; nothing here can add one in place. All of it is frozen, even for callers in
 * JavaScript.
 */
export interface Image {
  /** Digest of the configuration blob. */
  readonly id: Digest;
  readonly config: ImageConfig;
  /** The manifest that names the configuration and the layers' blobs. */
  readonly manifest: Descriptor;
}

/**
 * As in moby's image store: a history may have fewer entries than there are layers (jib and nix write none), but not more.
 *
 * @throws {InvalidImageError} when entries that are not `empty_layer` outnumber the layers
 */
export function makeImage(id: Digest, config: ImageConfig, manifest: Descriptor): Image {
  const layers = config.rootfs.diff_ids.length;
  const steps = config.history?.filter((step) => step.empty_layer !== true).length ?? 0;
  if (steps > layers) {
    throw new InvalidImageError(
      `its history makes ${steps} layers, its rootfs lists ${layers}`,
      "too many non-empty layers in History section",
    );
  }
  return deepFreeze({ id, config, manifest });
}

export function layersOf(image: Image): readonly DiffID[] {
  return image.config.rootfs.diff_ids;
}

/**
 * One step of an image's history with the layer it made, if any; oldest first. Entries and layers are paired in
 * order, as far as there are entries.
 */
export interface Step {
  readonly history: History;
  readonly diffId: DiffID | undefined;
}

export function stepsOf(image: Image): readonly Step[] {
  const layers = layersOf(image)[Symbol.iterator]();
  return (image.config.history ?? []).map((history) => ({
    history,
    diffId: history.empty_layer === true ? undefined : layers.next().value,
  }));
}

/** Docker writes a configuration's members sorted by name; the digest, so the image id, depends on it. */
export function orderedConfig(config: ImageConfig): ImageConfig {
  const { architecture, author, container, container_config, created, docker_version, history, os } = config;
  const { "moby.buildkit.cache.v0": cache } = config;
  return {
    architecture,
    ...(author === undefined ? {} : { author }),
    ...(config.config === undefined ? {} : { config: config.config }),
    ...(container === undefined ? {} : { container }),
    ...(container_config === undefined ? {} : { container_config }),
    ...(created === undefined ? {} : { created }),
    ...(docker_version === undefined ? {} : { docker_version }),
    ...(history === undefined ? {} : { history }),
    ...(cache === undefined ? {} : { "moby.buildkit.cache.v0": cache }),
    os,
    rootfs: config.rootfs,
    ...(config.variant === undefined ? {} : { variant: config.variant }),
  };
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
