import type { ContainerConfig, History, ImageConfig } from "../../oci/types.js";

const BUILDKIT = "buildkit.dockerfile.v0";

/** One step of a recorded history. `true` after it: it made a layer. */
export type Step = readonly [created: string, createdBy: string, layer?: true];

/** Steps that BuildKit made, as it writes them into a configuration. */
export function buildkitSteps(steps: readonly Step[]): readonly History[] {
  return steps.map(([created, createdBy, layer]) => ({
    created,
    created_by: createdBy.startsWith("RUN ") ? `RUN /bin/sh -c ${createdBy.slice(4)}` : createdBy,
    comment: BUILDKIT,
    ...(layer === true ? {} : { empty_layer: true }),
  }));
}

/** The configuration of an image for arm64 that was built on others' steps. */
export function armConfig(
  created: string,
  config: ContainerConfig,
  history: readonly History[],
): Omit<ImageConfig, "rootfs"> {
  return { architecture: "arm64", variant: "v8", os: "linux", created, config, history };
}

export const DEFAULT_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
