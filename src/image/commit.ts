import type { Layer } from "../layer/layer.js";
import type { ContainerConfig, History, ImageConfig } from "../oci/types.js";
import { commitSettings } from "./changes.js";
import type { Image } from "./image.js";

/** The facts that a commit records. */
export interface Commit {
  /** RFC 3339. */
  readonly created: string;
  /** The container's full id. */
  readonly container: string;
  /** The container's configuration: the new image's defaults, before `changes`. */
  readonly containerConfig: ContainerConfig;
  /** `undefined` if the container changed no file: the step is then an empty layer. */
  readonly layer: Layer | undefined;
  readonly comment: string;
  readonly author: string;
  /** `-c` instructions in order. */
  readonly changes: readonly string[];
  readonly engineVersion: string;
}

/**
 * The configuration of the image that a commit makes: the parent's, one more history entry and, if the
 * container changed files, one more DiffID. Member for member what Docker 26 writes.
 */
export function commitConfig(parent: Image, commit: Commit): ImageConfig {
  const base = parent.config;
  const step: History = {
    created: commit.created,
    created_by: (commit.containerConfig.Cmd ?? []).join(" "),
    ...(commit.author === "" ? {} : { author: commit.author }),
    ...(commit.comment === "" ? {} : { comment: commit.comment }),
    ...(commit.layer === undefined ? { empty_layer: true } : {}),
  };
  return {
    architecture: base.architecture,
    os: base.os,
    ...(base.variant === undefined ? {} : { variant: base.variant }),
    ...(commit.author === "" ? {} : { author: commit.author }),
    created: commit.created,
    config: commitSettings(commit.containerConfig, commit.changes),
    container: commit.container,
    container_config: commit.containerConfig,
    docker_version: commit.engineVersion,
    history: [...(base.history ?? []), step],
    rootfs: {
      type: "layers",
      diff_ids: [...base.rootfs.diff_ids, ...(commit.layer === undefined ? [] : [commit.layer.diffId])],
    },
  };
}
