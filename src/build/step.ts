import type { ContainerConfig } from "../oci/types.js";
import type { Location } from "./dockerfile/parse.js";
import type { RunMount } from "./run-mounts.js";

/** Where COPY takes its files from. */
export type CopyFrom =
  | { readonly kind: "context" }
  | { readonly kind: "stage"; readonly index: number }
  | { readonly kind: "image"; readonly reference: string }
  /** Files written in the Dockerfile itself (`COPY <<EOF /path`). */
  | {
      readonly kind: "inline";
      readonly files: readonly { readonly name: string; readonly content: string }[];
    };

/** What a step does to the file system: everything that decides its result besides the files it reads. */
export type Operation =
  | {
      readonly kind: "run";
      readonly argv: readonly string[];
      /** Variables in effect, declared build arguments among them; an unused one counts too. */
      readonly env: readonly string[];
      readonly cwd: string;
      readonly user: string;
      /** Absent when there are none. */
      readonly mounts?: readonly RunMount[];
    }
  | {
      readonly kind: "copy";
      /** ADD: local archives are unpacked. */
      readonly unpack: boolean;
      readonly from: CopyFrom;
      readonly sources: readonly string[];
      /** Absolute; a trailing slash means a directory. */
      readonly destination: string;
      readonly chown: string;
      readonly chmod: string;
      /** `--link`: the layer does not depend on what is below. */
      readonly link: boolean;
    }
  | { readonly kind: "workdir"; readonly path: string; readonly user: string };

/** A step that makes a layer. */
export interface LayerStep {
  readonly kind: "layer";
  readonly operation: Operation;
  /** As progress shows it, variables put in: `RUN echo 1 > /r1`. */
  readonly name: string;
  /** As history shows it: `RUN |1 VER=1 /bin/sh -c echo $VER # buildkit`. */
  readonly createdBy: string;
  /** The instruction as written. */
  readonly original: string;
  readonly location: Location;
}

/** An instruction that only changes the image's settings. */
export interface MetadataStep {
  readonly kind: "metadata";
  readonly createdBy: string;
  readonly original: string;
  readonly location: Location;
}

export type Step = LayerStep | MetadataStep;

/** A stage with everything worked out but the files. */
export interface PlannedStage {
  readonly index: number;
  /** `AS name`, lower case. */
  readonly name: string | undefined;
  readonly base: StageBase;
  readonly steps: readonly Step[];
  /** The settings of the image that the stage makes. */
  readonly config: ContainerConfig;
  readonly location: Location;
  /** What the FROM line says, variables put in. */
  readonly from: string;
}

export type StageBase =
  | { readonly kind: "scratch" }
  | { readonly kind: "stage"; readonly index: number }
  | { readonly kind: "image"; readonly reference: string };
