import type { Location } from "../dockerfile/parse.js";
import { BuildDefinitionError, SourceNotFoundError } from "../errors/build.js";
import { BadPatternError } from "../errors/go.js";
import type { DiffID } from "../oci/digest.js";
import { contained } from "../posix/path.js";
import { createMemoryFileSystem } from "../vfs/memory.js";
import { emptyChanges } from "../vfs/node.js";
import { UnionFileSystem } from "../vfs/union.js";
import { fullName } from "./build-names.js";
import type { CopyFrom, ImageSource } from "./copy-from.js";
import { type InputFile, inputFiles } from "./inputs.js";
import type { BindMount } from "./run-mounts.js";
import type { SolveContext } from "./solve-context.js";
import { hasWildcard, ignoreRules, matchingPaths, type SourceTree, withoutIgnored } from "./source-tree.js";
import type { CopyOperation, InlineSource, LayerStep } from "./step.js";
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
  readonly #trees = new Map<string, SourceTree>();
  readonly #images = new Map<string, Promise<readonly DiffID[]>>();

  constructor(context: SolveContext, stage: (index: number) => Promise<StageResult>) {
    this.#context = context;
    this.#stage = stage;
  }

  /** @throws {SourceNotFoundError} */
  async of({ operation, location }: LayerStep<CopyOperation>): Promise<CopySource> {
    const { from, sources, files = [] } = operation;
    const missed = await this.#missed(from);
    if (missed !== undefined) return { known: false, because: missed };
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
      case "named":
        return this.#named(from.name);
      case "stage":
        return this.#view((await this.#stage(from.index)).layers);
      case "image":
        return this.#view(await this.#layers(from));
    }
  }

  /** Its own `.dockerignore` counts. */
  #named(name: string): SourceTree {
    const known = this.#trees.get(name);
    if (known !== undefined) return known;
    const { options, progress } = this.#context;
    const given = options.buildContexts?.[name];
    if (given?.kind !== "files") throw new BuildDefinitionError(`there is no build context ${name}`);
    const vertex = progress.start(`[context ${name}] load from client`);
    vertex.status(`transferring ${name}: done`);
    vertex.done();
    const rules = ignoreRules(given.tree, "/.dockerignore");
    const tree = rules === undefined ? given.tree : withoutIgnored(given.tree, rules);
    this.#trees.set(name, tree);
    return tree;
  }

  /** What each bind mount shows, as a COPY of it would read it. @throws {SourceNotFoundError} */
  async ofMounts(mounts: readonly BindMount[], location: Location): Promise<CopySource> {
    const parts: SourceFiles[] = [];
    for (const { from, source } of mounts) {
      const missed = await this.#missed(from);
      if (missed !== undefined) return { known: false, because: missed };
      const tree = await this.#tree(from);
      const paths = pathsOf(tree, source, location);
      if (paths.length === 0) throw new SourceNotFoundError(`/${contained(source)}`, location);
      const inputs = await inputFiles(tree, paths, hasOwners(from), this.#context.options.signal);
      parts.push({ tree, paths, inputs });
    }
    return { known: true, parts };
  }

  /** In a dry run: the step of a stage from which on nobody knows what it would hold. */
  async #missed(from: CopyFrom): Promise<string | undefined> {
    if (!this.#context.dryRun || from.kind !== "stage") return undefined;
    const { steps, inherited } = await this.#stage(from.index);
    return [...inherited, ...steps].find(({ miss }) => miss !== undefined)?.label;
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
  return from.kind !== "context" && from.kind !== "named";
}
