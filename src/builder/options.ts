import { familiarString, parseReference } from "../oci/reference.js";
import type { BuildEvent } from "./events.js";
import type { SourceTree } from "./source-tree.js";
import type { StepReplay } from "./step-replay.js";

/** What to build, and how. */
export interface BuildOptions {
  /** The Dockerfile's text. */
  readonly dockerfile: string;
  /** How progress names it; `Dockerfile` by default. */
  readonly dockerfileName?: string;
  /** What COPY and ADD read; `.dockerignore` in its root is obeyed. */
  readonly context: SourceTree;
  /** Rules instead of the context's `.dockerignore`, for a Dockerfile outside of its root. */
  readonly dockerignore?: string | undefined;
  /** Names that the image gets. */
  readonly tags?: readonly string[];
  /** `--build-arg`: values for the ARGs of the Dockerfile. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** `--label`: added to the image's. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Name of the stage to build; by default the last one. */
  readonly target?: string;
  /** `--no-cache`: run every step; off by default. */
  readonly noCache?: boolean;
  /** `--no-cache-filter`: names of stages whose steps all run. */
  readonly noCacheFilter?: readonly string[];
  /** `--pull`: ask the registry even for base images that are here; off by default. */
  readonly pull?: boolean;
  /** Seconds since the epoch: every time in the image is this one, so equal inputs give equal ids. */
  readonly sourceDateEpoch?: number;
  /**
   * What steps that make layers see instead of a build's times and terminal, counted from 0 in each stage. Such a build
   * neither uses the cache nor fills it.
   */
  readonly replay?: (step: number) => StepReplay | undefined;
  /** Called for all that happens: a step begins, prints, comes from the cache, ends. */
  readonly onEvent?: (event: BuildEvent) => void;
  /** Ends the build when it aborts. */
  readonly signal?: AbortSignal;
}

export function dockerfileName({ dockerfileName: name = "Dockerfile" }: BuildOptions): string {
  return name;
}

/** The names that the image gets, each with its tag. @throws {InvalidReferenceError} */
export function tagsOf({ tags = [] }: BuildOptions): readonly string[] {
  return tags.map((tag) => familiarString(parseReference(tag)));
}

/** The name under which a build is remembered, for comparison with the next one: its first tag, or its Dockerfile. */
export function buildName(options: BuildOptions): string {
  return tagsOf(options)[0] ?? dockerfileName(options);
}
