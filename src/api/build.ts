import type { BuildEvent } from "../build/events.js";
import { type BuildExplanation, explainBuild } from "../build/explanation.js";
import type { SourceTree } from "../build/source-tree.js";
import { buildBundle } from "../display/build.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import type { BuildOptions, BuildResult, Engine } from "../engine/engine.js";
import { createMemoryFileSystem } from "../vfs/memory.js";
import { Image } from "./image.js";

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
  readonly image: Image;
  readonly tags: readonly string[];
  /** For each step: reused or built, and why; and what each miss cost. */
  readonly explanation: BuildExplanation;
  /** Seconds from start to image. */
  readonly seconds: number;

  constructor(image: Image, result: BuildResult) {
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

  [DISPLAY](): MimeBundle {
    return buildBundle(this.explanation);
  }

  toJSON(): BuildExplanation {
    return this.explanation;
  }
}

export async function runBuild(
  engine: Engine,
  request: BuildRequest,
  folder: () => SourceTree,
): Promise<Build> {
  const { tag, tags = [], context, ...options } = request;
  const result = await engine.build({
    ...options,
    tags: tag === undefined ? tags : [tag, ...tags],
    context: context === undefined ? folder() : isTree(context) ? context : treeOf(context),
  });
  return new Build(new Image(engine, await engine.inspectImage(result.id)), result);
}

function isTree(context: NonNullable<BuildRequest["context"]>): context is SourceTree {
  return "readdir" in context && typeof context.readdir === "function";
}

function treeOf(files: Readonly<Record<string, string | Uint8Array>>): SourceTree {
  const fs = createMemoryFileSystem();
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    fs.mkdir(`/${parts.slice(0, -1).join("/")}`, { recursive: true });
    fs.writeFile(
      `/${parts.join("/")}`,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
  return fs;
}
