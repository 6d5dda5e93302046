import type { ContainerConfig, History, ImageConfig } from "../../oci/types.js";
import { DEFAULT_PATH } from "../../posix/environment.js";

const BUILDKIT = "buildkit.dockerfile.v0";

/** One step of a recorded history. `true` at the end: it made a layer. */
export type Step = readonly [created: string, createdBy: string, layer?: true];

/** Steps made by BuildKit, as it writes them into a configuration. A command read from a file may end in a newline. */
export function buildkitSteps(steps: readonly Step[]): readonly History[] {
  return steps.map(([created, createdBy, layer]) => ({
    created,
    created_by: createdBy.replace(/^RUN /, "RUN /bin/sh -c ").replace(/\n$/, ""),
    comment: BUILDKIT,
    ...(layer === true ? {} : { empty_layer: true }),
  }));
}

/** The configuration of an image for arm64, built on the steps of others. */
export function armConfig(
  created: string,
  config: ContainerConfig,
  history: readonly History[],
): Omit<ImageConfig, "rootfs"> {
  return { architecture: "arm64", variant: "v8", os: "linux", created, config, history };
}

export const PATH = `PATH=${DEFAULT_PATH}`;
