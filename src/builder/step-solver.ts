import { messageOf } from "../errors/thrown.js";
import { type DiffID, type Digest, sha256 } from "../oci/digest.js";
import type { Platform } from "../oci/types.js";
import { toBytes } from "../vfs/data.js";
import type { ChangeDirectory } from "../vfs/node.js";
import type { BuiltStep, CacheDefinition, CacheRecord } from "./cache.js";
import { keyOf } from "./cache-key.js";
import type { Vertex } from "./events.js";
import { executeStep } from "./execute.js";
import { type EarlierStep, explainMiss } from "./explain.js";
import { type InputFile, isShown } from "./inputs.js";
import type { CacheMiss, CacheMisses, InputChange } from "./miss.js";
import { operationText, sameOperation } from "./own-differences.js";
import { usesRemoteCache } from "./remote-cache/asked.js";
import { fetchResult } from "./remote-cache/fetch.js";
import type { CacheNode } from "./remote-cache/node.js";
import { stepNode } from "./remote-cache/step-node.js";
import { isBind } from "./run-mounts.js";
import { type SolveContext, timeOf } from "./solve-context.js";
import type { CopySource, CopySources, SourceFiles } from "./sources.js";
import { isCopy, type LayerStep } from "./step.js";
import type { BuiltResult, ReusedResult, StepFigures, StepResult, WouldBuildResult } from "./step-result.js";
import { textDiff } from "./text-diff.js";

/** The position of a step. */
export interface StepPlace {
  readonly stage: string;
  /** `[2/7] COPY . .` */
  readonly label: string;
  /** The layers it is made on, lowest first. */
  readonly layers: readonly DiffID[];
  /** The key of what it is based on. */
  readonly parent: string;
  /** The same, as caches of elsewhere call it. */
  readonly node: CacheNode | undefined;
  /** What its stage is built for. */
  readonly platform: Platform;
  /** The steps before it in its stage. */
  readonly below: readonly StepResult[];
  /** The steps of the stages that its stage is built FROM. */
  readonly inherited: readonly StepResult[];
  readonly noCache: boolean;
  /** This stage's steps in the build that this one is compared with. */
  readonly previous: readonly BuiltStep[] | undefined;
  /** Every line of this stage as it is now. */
  readonly texts: ReadonlySet<string>;
}

/** A step that has been looked up: everything that is the same for a hit, a miss and a dry run. */
interface Lookup {
  readonly step: LayerStep;
  readonly place: StepPlace;
  readonly source: CopySource;
  readonly definition: CacheDefinition;
  readonly built: Omit<BuiltStep, "layer">;
  readonly node: CacheNode;
  readonly vertex: Vertex;
}

const NO_SOURCE: CopySource = { known: true, parts: [] };

/** Solves one step: a hit in the cache, a miss that runs, or a miss of a dry run, which does not run. */
export class StepSolver {
  readonly #context: SolveContext;
  readonly #sources: CopySources;
  /** Keys of what this build has stored. */
  readonly #made = new Set<string>();
  /** What other builds have run; made when it is first asked for. */
  #ran: ReadonlySet<string> | undefined;

  constructor(context: SolveContext, sources: CopySources) {
    this.#context = context;
    this.#sources = sources;
  }

  async solve(step: LayerStep, place: StepPlace): Promise<StepResult> {
    const { progress, dryRun } = this.#context;
    const source = isCopy(step) ? await this.#sources.of(step) : await this.#bound(step);
    const { operation, original, written } = step;
    const definition: CacheDefinition = {
      operation,
      inputs: source.known ? source.parts.flatMap(({ inputs }) => inputs) : [],
      parent: operation.kind === "copy" && operation.link ? "" : place.parent,
      original,
      written,
    };
    // What stands on files that nobody knows yet has no record.
    const key = keyOf(source.known ? definition : { ...definition, parent: `unknown ${place.parent}` });
    const node = await this.#node({ key, definition }, place, source);
    const here = place.noCache || !source.known ? undefined : this.#record(key);
    const vertex = progress.start(place.label);
    const lookup = {
      step,
      place,
      source,
      definition,
      vertex,
      node,
      built: { key, stage: place.stage, definition },
    };
    const record = here ?? (place.noCache || !source.known ? undefined : await this.#import(lookup));
    if (record !== undefined) return this.#hit(lookup, record);
    return dryRun ? this.#wouldMiss(lookup) : this.#miss(lookup);
  }

  /** Files are hashed once more, BuildKit's way, only where a cache of elsewhere is read or written. */
  async #node(
    { key, definition }: Pick<BuiltStep, "key" | "definition">,
    { node: below, platform }: StepPlace,
    source: CopySource,
  ): Promise<CacheNode> {
    const { options, dryRun } = this.#context;
    const sources = !dryRun && source.known && usesRemoteCache(options) ? source.parts : [];
    return stepNode({ key, definition, below, sources, platform, signal: options.signal });
  }

  #record(key: CacheRecord["key"]): CacheRecord | undefined {
    const { world } = this.#context;
    const record = world.cache.find(key);
    return record !== undefined && world.hasLayer(record.layer) ? record : undefined;
  }

  /** The result that a cache of elsewhere has; it is in this one from now on. */
  async #import({ node, place, built, definition }: Lookup): Promise<CacheRecord | undefined> {
    const { world, caches } = this.#context;
    const layers = stackOf(definition, place.layers);
    const found = await fetchResult(caches, { node, layers }, this.#context);
    if (found === undefined) return undefined;
    const { diffId, createdAt } = found;
    const record = {
      ...{ key: built.key, definition, layer: diffId, stack: [...place.layers, diffId] },
      created: createdAt ?? timeOf(world),
      size: world.layer(diffId).size,
      duration: 0,
      lastUsed: timeOf(world),
    };
    world.cache.put(record);
    return record;
  }

  /** What the bind mounts of a RUN show. */
  async #bound({ operation, location }: LayerStep): Promise<CopySource> {
    const mounts = operation.kind === "run" ? (operation.mounts ?? []).filter(isBind) : [];
    if (mounts.length === 0) return NO_SOURCE;
    return this.#sources.ofMounts(mounts, location);
  }

  #hit(lookup: Lookup, { key, layer, size, created, duration }: CacheRecord): ReusedResult {
    const stack = [...stackOf(lookup.definition, lookup.place.layers), layer];
    const { world, dryRun } = this.#context;
    if (!dryRun) world.cache.touch(key, timeOf(world));
    lookup.vertex.cached();
    return { ...solved(lookup), outcome: "reused", layer, stack, size, created, duration };
  }

  #wouldMiss(lookup: Lookup): WouldBuildResult {
    const { place, definition } = lookup;
    const [miss, ...also] = this.#reasons(lookup);
    const before = this.#before(lookup);
    return {
      ...solved(lookup),
      outcome: "would-build",
      miss,
      also,
      isCertain: place.noCache || hasKey([miss, ...also], definition, place) || !this.#hasRun(definition),
      ...(before === undefined ? {} : { before }),
    };
  }

  /** The figures of the same instruction when it last ran. */
  #before({ place, definition: { original, operation } }: Lookup): StepFigures | undefined {
    const same = place.previous?.filter(({ definition }) => definition.original === original) ?? [];
    const before = same.find(({ definition }) => sameOperation(definition.operation, operation)) ?? same[0];
    const record = before === undefined ? undefined : this.#context.world.cache.find(before.key);
    return record === undefined ? undefined : { size: record.size, duration: record.duration };
  }

  async #miss(lookup: Lookup): Promise<BuiltResult> {
    const { world } = this.#context;
    const { step, place, source, definition, built, vertex } = lookup;
    const [miss, ...also] = this.#reasons(lookup);
    const parts = source.known ? source.parts : [];
    const started = performance.now();
    try {
      const changes = await executeStep(
        this.#context,
        step,
        { layers: place.layers, number: place.below.length },
        parts,
        vertex,
      );
      const { diffId, size } = world.addLayer(changes);
      const created = timeOf(world);
      const duration = performance.now() - started;
      this.#made.add(built.key);
      world.cache.put({
        key: built.key,
        definition,
        layer: diffId,
        stack: [...place.layers, diffId],
        created,
        size,
        duration,
        lastUsed: created,
      });
      vertex.done(miss);
      const stack = [...stackOf(definition, place.layers), diffId];
      const figures = { layer: diffId, stack, size, created, duration };
      return { ...solved(lookup), ...figures, outcome: "built", miss, also };
    } catch (error) {
      vertex.error(messageOf(error));
      throw error;
    }
  }

  #reasons({ place, definition, source }: Lookup): CacheMisses {
    const [first, ...others] = explainMiss({
      noCache: place.noCache,
      definition,
      source,
      previous: place.previous,
      currentTexts: place.texts,
      args: this.#context.plan.declared,
      below: place.below.map(earlier),
      inherited: place.inherited.map(earlier),
      builtAs: (parent) => this.#context.world.cache.records().find(({ key }) => key === parent)?.definition,
      isBuiltElsewhere: () => this.#hasRun(definition),
    });
    const shown = (miss: CacheMiss): CacheMiss =>
      miss.reason === "files-changed" && source.known
        ? { ...miss, changes: miss.changes.map((change) => this.#withDiff(change, source.parts, place)) }
        : miss;
    return [shown(first), ...others.map(shown)];
  }

  /** Whether a record of another build has the same operation, whatever it stands on and reads. */
  #hasRun({ operation }: CacheDefinition): boolean {
    this.#ran ??= new Set(
      this.#context.world.cache
        .records()
        .filter(({ key }) => !this.#made.has(key))
        .map(({ definition }) => operationText(definition.operation)),
    );
    return this.#ran.has(operationText(operation));
  }

  /** The text of a small file as kept from the last build, beside its present text. */
  #withDiff(change: InputChange, parts: readonly SourceFiles[], place: StepPlace): InputChange {
    const { before, after } = change;
    if (change.change !== "content" || before?.digest === undefined || after === undefined) return change;
    if (!isShown(before) || !isShown(after)) return change;
    const old = this.#copied(before, place);
    const now = parts.find(({ inputs }) => inputs.includes(after))?.tree.open(after.path);
    if (old === undefined || now === undefined) return change;
    const diff = textDiff(change.path.replace(/^\//, ""), old, toBytes(now));
    return diff === undefined ? change : { ...change, diff };
  }

  /** What the last build of this name copied, if its layer is there still. */
  #copied(input: InputFile, { previous }: StepPlace): Uint8Array | undefined {
    const { world } = this.#context;
    const step = previous?.find(({ definition }) => definition.inputs.includes(input));
    if (step?.layer === undefined || input.digest === undefined || !world.hasLayer(step.layer))
      return undefined;
    return contentIn(world.layer(step.layer).changes, input.size, input.digest);
  }
}

/** A file's content in a layer, found by its digest. */
function contentIn({ changes }: ChangeDirectory, size: number, digest: Digest): Uint8Array | undefined {
  for (const node of changes.values()) {
    if (node.kind === "directory") {
      const found = contentIn(node, size, digest);
      if (found !== undefined) return found;
    } else if (node.kind === "file" && node.data.size === size) {
      const bytes = toBytes(node.data);
      if (sha256(bytes) === digest) return bytes;
    }
  }
  return undefined;
}

function solved({ step, place, built, node }: Lookup) {
  const { stage, label } = place;
  return { step, stage, label, built, node };
}

/** What a step's layer lies on, for a cache: nothing, where it is linked. */
function stackOf({ parent }: CacheDefinition, layers: readonly DiffID[]): readonly DiffID[] {
  return parent === "" ? [] : layers;
}

function earlier({ label, built, miss }: StepResult): EarlierStep {
  return { label, definition: built.definition, key: built.key, miss };
}

/** Whether everything that a step's key is made of is known: what it reads, and what it stands on. */
function hasKey(misses: CacheMisses, { parent }: CacheDefinition, { inherited, below }: StepPlace): boolean {
  const standsOn = parent === "" ? [] : [...inherited, ...below];
  const others = standsOn.flatMap((step) => (step.outcome === "reused" ? [] : [step.miss, ...step.also]));
  return [...misses, ...others].every(({ reason }) => reason !== "source-unknown");
}
