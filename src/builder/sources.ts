import type { Location } from "../dockerfile/parse.js";
import { BuildDefinitionError, SourceNotFoundError } from "../errors/build.js";
import { BadPatternError } from "../errors/go.js";
import type { DiffID } from "../oci/digest.js";
import { contained } from "../posix/path.js";
import { createMemoryFileSystem } from "../vfs/memory.js";
import { emptyChanges } from "../vfs/node.js";
import { UnionFileSystem } from "../vfs/union.js";
import { fullName } from "./build-names.js";
import { type InputFile, inputFiles } from "./inputs.js";
import type { SolveContext } from "./solve-context.js";
import { hasWildcard, matchingPaths, type SourceTree } from "./source-tree.js";
import type { CopyFrom, CopyOperation, ImageSource, InlineSource, LayerStep } from "./step.js";
import type { StageResult } from "./step-result.js";

/** Files to copy: where they are, and what decides whether the step can be reused. */
export interface SourceFiles {
  readonly tree: SourceTree;
  /** Wildcards and links resolved. */
  readonly paths: readonly string[];
  readonly inputs: readonly InputFile[];
}

/** What a COPY reads. */
export type CopySource =
  | { readonly known: true; readonly parts: readonly SourceFiles[] }
  /** A dry run: the stage that it copies from would run again from this step on, so the result is unknown. */
  | { readonly known: false; readonly because: string };

/** Finds what COPY and ADD read: in the context, in stages, in images, in the Dockerfile. */
export class CopySources {
  readonly #context: SolveContext;
  readonly #stage: (index: number) => Promise<StageResult>;
  readonly #images = new Map<string, Promise<readonly DiffID[]>>();

  constructor(context: SolveContext, stage: (index: number) => Promise<StageResult>) {
    this.#context = context;
    this.#stage = stage;
  }

  /** @throws {SourceNotFoundError} */
  async of({ operation, location }: LayerStep<CopyOperation>): Promise<CopySource> {
    const { from, sources, files = [] } = operation;
    if (this.#context.dryRun && from.kind === "stage") {
      const { steps } = await this.#stage(from.index);
      const missed = steps.find(({ miss }) => miss !== undefined);
      if (missed !== undefined) return { known: false, because: missed.label };
    }
    const parts: SourceFiles[] = [];
    if (sources.length > 0) {
      const tree = await this.#tree(from);
      const paths = sources.flatMap((pattern) => {
        const found = pathsOf(tree, pattern, location);
        // A wildcard may find nothing, a name may not.
        if (found.length === 0 && !hasWildcard(pattern))
          throw new SourceNotFoundError(`/${contained(pattern)}`, location);
        return found;
      });
      parts.push({
        tree,
        paths,
        inputs: await inputFiles(tree, paths, hasOwners(from), this.#context.options.signal),
      });
    }
    if (files.length > 0) parts.push(await this.#inline(files));
    return { known: true, parts };
  }

  async #tree(from: CopyFrom): Promise<SourceTree> {
    switch (from.kind) {
      case "context":
        return this.#context.files;
      case "stage":
        return this.#view((await this.#stage(from.index)).layers);
      case "image":
        return this.#view(await this.#layers(from));
    }
  }

  #layers(source: ImageSource): Promise<readonly DiffID[]> {
    const { reference } = source;
    const known = this.#images.get(reference);
    if (known !== undefined) return known;
    const { world, progress, plan } = this.#context;
    const name = fullName(reference);
    // An image that a stage is based on is one step with that stage's FROM.
    if (!plan.stages.some(({ base }) => base.kind === "image" && fullName(base.reference) === name))
      progress.start(`FROM ${name}`).cached();
    const image = world.image(source, { pull: false });
    const layers = image.then(({ config }) => config.rootfs.diff_ids);
    this.#images.set(reference, layers);
    return layers;
  }

  #view(layers: readonly DiffID[]): SourceTree {
    const lower = this.#context.world.tree(layers);
    return new UnionFileSystem({ lower, upper: emptyChanges(lower), readOnly: true });
  }

  async #inline(files: readonly InlineSource[]): Promise<SourceFiles> {
    const tree = createMemoryFileSystem({ now: this.#context.world.clock });
    for (const { name, content } of files) tree.writeFile(`/${name}`, new TextEncoder().encode(content));
    const paths = files.map(({ name }) => `/${name}`);
    return { tree, paths, inputs: await inputFiles(tree, paths, false) };
  }
}

function pathsOf(tree: SourceTree, pattern: string, location: Location): readonly string[] {
  try {
    return matchingPaths(tree, pattern);
  } catch (error) {
    if (!(error instanceof BadPatternError)) throw error;
    throw new BuildDefinitionError(
      `failed to compute cache key: failed to calculate checksum of ref: ${error.message}`,
      location,
    );
  }
}

/** A build context's owners do not reach the image. */
export function hasOwners(from: CopyFrom): boolean {
  return from.kind !== "context";
}
