import type { BuildEvent } from "../build/events.js";
import { type BuildExplanation, explainBuild } from "../build/explanation.js";
import type { SourceTree } from "../build/source-tree.js";
import { buildBundle } from "../display/build.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import type { BuildOptions, BuildResult, Engine } from "../engine/engine.js";
import type { Container } from "./container.js";
import { treeOf } from "./context.js";
import type { Handle } from "./handle.js";
import { Image } from "./image.js";
import { View } from "./shown.js";

/** What to build. */
export interface BuildRequest extends Omit<BuildOptions, "context" | "tags" | "onEvent"> {
  readonly tag?: string;
  readonly tags?: readonly string[];
  /**
   * Files that COPY and ADD read, by their path: `{ "requirements.txt": "requests==2.28.1\\n" }`. The lesson's folder
   * when left out.
   */
  readonly context?: Readonly<Record<string, string | Uint8Array>> | SourceTree;
  readonly onEvent?: (event: BuildEvent) => void;
}

/** An image that was built, and the story of its steps. */
export class Build implements Displayable {
  readonly image: Image<Container>;
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
    image: Image<Container>,
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
   * What another build would reuse and build if the request were changed so; nothing runs.
   *
   * @example
   * await build.whatIf({ dockerfile: build.request.dockerfile.replace("2.28.1", "2.29.0") });
   */
  async whatIf(edit: Partial<BuildRequest>): Promise<View<BuildExplanation>> {
    const explanation = await preview(this.#engine, { ...this.request, ...edit }, this.#folder);
    return new View(explanation, () => buildBundle(explanation));
  }

  [DISPLAY](): MimeBundle {
    return buildBundle(this.explanation);
  }

  toJSON(): BuildExplanation {
    return this.explanation;
  }
}

export async function runBuild(
  handle: Handle<Container>,
  request: BuildRequest,
  folder: () => SourceTree,
): Promise<Build> {
  const { engine } = handle;
  const result = await engine.build(optionsOf(request, folder));
  return new Build(new Image(handle, await engine.inspectImage(result.id)), result, {
    engine,
    request,
    folder,
  });
}

async function preview(
  engine: Engine,
  request: BuildRequest,
  folder: () => SourceTree,
): Promise<BuildExplanation> {
  return explainBuild(await engine.previewBuild(optionsOf(request, folder)));
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
