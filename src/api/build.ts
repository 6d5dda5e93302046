import { type CacheChain, chainOf } from "../analysis/cache-chain.js";
import type { BuildEvent } from "../builder/events.js";
import {
  type BuildExplanation,
  type BuildPreview,
  explainBuild,
  explainPreview,
} from "../builder/explanation.js";
import type { BuildOptions } from "../builder/options.js";
import type { SourceTree } from "../builder/source-tree.js";
import { buildBundle, previewBundle } from "../display/build.js";
import { cacheChainBundle } from "../display/cache-chain.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import type { BuildResult } from "../engine/builds.js";
import type { Engine } from "../engine/engine.js";
import { treeOf } from "./build-context.js";
import { openImage } from "./image.js";
import type { Image } from "./objects.js";
import type { Runner } from "./runner.js";
import { View } from "./view.js";

/** What to build, and how: as the options of `docker build`. */
export interface BuildRequest extends Omit<BuildOptions, "context" | "tags" | "onEvent"> {
  /** `-t`: the image's name. */
  readonly tag?: string;
  /** `-t`, several times. */
  readonly tags?: readonly string[];
  /**
   * Files that COPY and ADD read, by their path: `{ "requirements.txt": "requests==2.28.1\n" }`; or a folder. By default the
   * lesson's folder.
   */
  readonly context?: Readonly<Record<string, string | Uint8Array>> | SourceTree;
  /** Called for all that happens: a step begins, prints, comes from the cache, ends. */
  readonly onEvent?: (event: BuildEvent) => void;
}

/** An image that was built, and the story of its steps. */
export class Build implements Displayable {
  readonly image: Image;
  /** The names it got, in full: `docker.io/library/hello:latest`. */
  readonly tags: readonly string[];
  /** For each step: reused or built, and why; and what each miss cost. */
  readonly explanation: BuildExplanation;
  /** Seconds from start to image. */
  readonly seconds: number;

  /** What was asked for. */
  readonly request: BuildRequest;
  readonly #engine: Engine;
  readonly #folder: () => SourceTree;

  constructor(
    image: Image,
    result: BuildResult,
    asked: { readonly engine: Engine; readonly request: BuildRequest; readonly folder: () => SourceTree },
  ) {
    this.#engine = asked.engine;
    this.#folder = asked.folder;
    this.request = asked.request;
    this.image = image;
    this.tags = Object.freeze([...result.references]);
    this.explanation = explainBuild(result.steps);
    this.seconds = result.seconds;
    Object.freeze(this);
  }

  /** Steps that came from the cache. */
  get reused(): number {
    return this.explanation.steps.filter(({ hit }) => hit).length;
  }

  /**
   * What another build would reuse and what it would run, if the request were changed this way. Nothing runs, so what a
   * step that would be built takes is not known: it has no `seconds` and no `size`, only `before`, the figures of when
   * the same instruction last ran, if it did. Whether a step that copies from another stage is reused may be unknown, too.
   *
   * @param edit the options that change; the others stay
   * @example
   * await build.whatIf({ dockerfile: build.request.dockerfile.replace("2.28.1", "2.29.0") });
   */
  async whatIf(edit: Partial<BuildRequest>): Promise<View<BuildPreview>> {
    const preview = await previewOf(this.#engine, { ...this.request, ...edit }, this.#folder);
    return new View(preview, () => previewBundle(preview));
  }

  /**
   * Its steps as a chain of cache keys: what each key is made of, and where the chain was broken and why.
   *
   * @example build.cache();
   */
  cache(): View<CacheChain> {
    const chain = chainOf(this.tags[0] ?? "this build", this.explanation);
    return new View(chain, () => cacheChainBundle(chain));
  }

  [DISPLAY](): MimeBundle {
    return buildBundle(this.explanation);
  }

  toJSON(): BuildExplanation {
    return this.explanation;
  }
}

export async function runBuild(
  runner: Runner,
  request: BuildRequest,
  folder: () => SourceTree,
): Promise<Build> {
  const { engine } = runner;
  const result = await engine.build(optionsOf(request, folder));
  return new Build(await openImage(runner, result.id), result, {
    engine,
    request,
    folder,
  });
}

async function previewOf(
  engine: Engine,
  request: BuildRequest,
  folder: () => SourceTree,
): Promise<BuildPreview> {
  return explainPreview(await engine.previewBuild(optionsOf(request, folder)));
}

function optionsOf(request: BuildRequest, folder: () => SourceTree): BuildOptions {
  const { tag, tags = [], context, ...options } = request;
  return {
    ...options,
    tags: tag === undefined ? tags : [tag, ...tags],
    context:
      context === undefined ? folder() : isTree(context) ? context : treeOf(context, options.sourceDateEpoch),
  };
}

function isTree(context: NonNullable<BuildRequest["context"]>): context is SourceTree {
  return "readdir" in context && typeof context.readdir === "function";
}
