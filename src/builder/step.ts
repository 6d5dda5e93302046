import type { NetworkMode } from "../dockerfile/command.js";
import type { Location } from "../dockerfile/parse.js";
import type { ContainerConfig } from "../oci/types.js";
import type { CopyFrom, ImageSource } from "./copy-from.js";
import type { RunMount } from "./run-mounts.js";

/** A file written in the Dockerfile itself (`COPY <<EOF /path`). */
export interface InlineSource {
  readonly name: string;
  readonly content: string;
}

export interface RunOperation {
  readonly kind: "run";
  readonly argv: readonly string[];
  /** Variables in effect, declared build arguments among them; an unused one counts too. */
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: string;
  /** Absent for the default. */
  readonly network?: NetworkMode;
  /** Lines of /etc/hosts, `name:ip`; absent where there are none of its own. */
  readonly hosts?: readonly string[];
  /** What it was asked to be built for; absent where that is what programs here run on. */
  readonly platform?: string;
  /** Absent when there are none. */
  readonly mounts?: readonly RunMount[];
}

export interface CopyOperation {
  readonly kind: "copy";
  /** ADD: local archives are unpacked. */
  readonly unpack: boolean;
  readonly from: CopyFrom;
  readonly sources: readonly string[];
  /** Copied after the sources; absent when there are none. */
  readonly files?: readonly InlineSource[];
  /** Absolute; a trailing slash means a directory. */
  readonly destination: string;
  readonly chown: string;
  readonly chmod: string;
  /** `--link`: the layer does not depend on what is below. */
  readonly link: boolean;
}

export interface WorkdirOperation {
  readonly kind: "workdir";
  readonly path: string;
  readonly user: string;
}

/** What a step does to the file system: everything that decides its result, besides the files it reads. */
export type Operation = RunOperation | CopyOperation | WorkdirOperation;

/** A step that makes a layer. */
export interface LayerStep<Does extends Operation = Operation> {
  readonly kind: "layer";
  readonly operation: Does;
  /** As in progress, with variables replaced: `RUN echo 1 > /r1`. */
  readonly name: string;
  /** As in history: `RUN |1 VER=1 /bin/sh -c echo $VER # buildkit`. */
  readonly createdBy: string;
  /** The instruction as written. */
  readonly original: string;
  readonly written: WrittenStep;
  readonly location: Location;
}

/** What an instruction was read with, as far as its operation does not say: by this a later miss is explained. */
export interface WrittenStep {
  /** What was written below it, with variables as written. */
  readonly heredocs: readonly { readonly name: string; readonly content: string }[];
  /** COPY, ADD and WORKDIR: the variables that it names, `NAME=value`. */
  readonly variables?: readonly string[];
  /** COPY, ADD and WORKDIR: the directory before it. */
  readonly cwd?: string;
}

export function isCopy(step: LayerStep): step is LayerStep<CopyOperation> {
  return step.operation.kind === "copy";
}

export function isLayer(step: Step): step is LayerStep {
  return step.kind === "layer";
}

/** An instruction that only changes the image's settings. */
interface MetadataStep {
  readonly kind: "metadata";
  readonly createdBy: string;
  readonly original: string;
  readonly location: Location;
}

export type Step = LayerStep | MetadataStep;

export type StageBase =
  | { readonly kind: "scratch" }
  | { readonly kind: "stage"; readonly index: number }
  | ImageSource;

/** What a stage passes on to one that is built FROM it. */
export interface StageEnd {
  /** The settings of the image that the stage makes. */
  readonly config: ContainerConfig;
  /** Variables that are set while it is built: of the settings and, unlike those, build arguments. */
  readonly environment: ReadonlyMap<string, string>;
  /** MAINTAINER, or the author of the image it is built on. */
  readonly author: string | undefined;
  /** The image that everything is based on; `undefined` for scratch. */
  readonly root: ImageSource | undefined;
}

/** A stage with everything worked out but the files. */
export interface PlannedStage extends StageEnd {
  readonly index: number;
  /** `AS name`, lower case. */
  readonly name: string | undefined;
  readonly base: StageBase;
  readonly steps: readonly Step[];
  /** How many steps progress counts, FROM among them. */
  readonly total: number;
  readonly location: Location;
  /** What the FROM line says, variables replaced. */
  readonly from: string;
}
