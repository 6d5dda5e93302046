import type { NetworkMode } from "../dockerfile/command.js";
import { parsePlatform } from "../oci/platform.js";
import { familiarString, parseReference } from "../oci/reference.js";
import type { Platform } from "../oci/types.js";
import type { BuildEvent } from "./events.js";
import type { BuildExport } from "./exports.js";
import type { NamedContext } from "./named-context.js";
import type { CacheExport, CacheImport } from "./remote-cache/options.js";
import type { SourceTree } from "./source-tree.js";
import type { StepReplay } from "./step-replay.js";

/** What to build, and how. */
export interface BuildOptions {
  /** The Dockerfile's text. */
  readonly dockerfile: string;
  /** How progress names it; `Dockerfile` by default. */
  readonly dockerfileName?: string;
  /** `--build-context`: what FROM, `COPY --from` and `RUN --mount=from` mean by a name: files, or an image. */
  readonly buildContexts?: Readonly<Record<string, NamedContext>>;
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
  /** `--platform`: what the image is for, `linux/amd64`; by default what programs here run on, `linux/arm64`. */
  readonly platform?: string;
  /** `--cache-from`: caches of elsewhere that steps may come from, besides the engine's own. */
  readonly cacheFrom?: readonly CacheImport[];
  /** `--cache-to`: where the steps are written for other builds. */
  readonly cacheTo?: readonly CacheExport[];
  /** `--platform` of several: a build for each, whose results go together where they are written. Instead of `platform`. */
  readonly platforms?: readonly string[];
  /** `--output`: where the result goes; by default it is an image of the engine's. */
  readonly exports?: readonly BuildExport[];
  /** `--annotation`: of the manifest, where the result is written with one. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** `--annotation index:…`: of the index that a build for several platforms is written with. */
  readonly indexAnnotations?: Readonly<Record<string, string>>;
  /** `--network`, for every RUN, whatever its own `--network` says. */
  readonly network?: NetworkMode;
  /** `--add-host`: lines of /etc/hosts while a RUN runs, `name:ip`. */
  readonly extraHosts?: readonly string[];
  /** `--secret`: what `RUN --mount=type=secret` may read, by id. No layer and no cache key holds any of it. */
  readonly secrets?: Readonly<Record<string, string | Uint8Array>>;
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

/** What is built for; `undefined` where nobody asked. @throws {InvalidPlatformError} */
export function platformOf({ platform }: Pick<BuildOptions, "platform">): Platform | undefined {
  return platform === undefined || platform === "" ? undefined : parsePlatform(platform);
}

/** The names that the image gets, each with its tag. @throws {InvalidReferenceError} */
export function tagsOf({ tags = [] }: Pick<BuildOptions, "tags">): readonly string[] {
  return tags.map((tag) => familiarString(parseReference(tag)));
}

/** The name under which a build is remembered, for comparison with the next one: its first tag, or its Dockerfile. */
export function buildName(options: BuildOptions): string {
  const name = tagsOf(options)[0] ?? dockerfileName(options);
  return isForSeveral(options) ? `${name} ${options.platform ?? ""}`.trim() : name;
}

/** Whether this is a build for several platforms, or one of those that it consists of. */
export function isForSeveral({ platforms = [] }: Pick<BuildOptions, "platforms">): boolean {
  return platforms.length > 1;
}
