import { messageOf } from "../errors/thrown.js";
import { type DiffID, type Digest, sha256 } from "../oci/digest.js";
import { toBytes } from "../vfs/data.js";
import type { ChangeDirectory } from "../vfs/node.js";
import type { BuiltStep, CacheDefinition, CacheRecord } from "./cache.js";
import { keyOf } from "./cache-key.js";
import type { Vertex } from "./events.js";
import { executeStep } from "./execute.js";
import { type CacheMiss, explainMiss, type InputChange } from "./explain.js";
import { type InputFile, isShown } from "./inputs.js";
import { isBind } from "./run-mounts.js";
import { type SolveContext, timeOf } from "./solve-context.js";
import type { CopySource, CopySources, SourceFiles } from "./sources.js";
import { isCopy, type LayerStep } from "./step.js";
import type { StepResult } from "./step-result.js";
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
  /** The steps below it in its stage. */
  readonly below: readonly StepResult[];
  readonly noCache: boolean;
  /** This stage's steps in the last build of this name. */
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
  readonly vertex: Vertex;
}

const NO_SOURCE: CopySource = { known: true, parts: [] };

/** Solves one step: a hit in the cache, a miss that runs, or a miss of a dry run, which does not run. */
export class StepSolver {
  readonly #context: SolveContext;
  readonly #sources: CopySources;

  constructor(context: SolveContext, sources: CopySources) {
    this.#context = context;
    this.#sources = sources;
  }

  async solve(step: LayerStep, place: StepPlace): Promise<StepResult> {
    const { world, progress, dryRun } = this.#context;
    const source = isCopy(step) ? await this.#sources.of(step) : await this.#bound(step);
    const { operation, original } = step;
    const definition: CacheDefinition = {
      operation,
      inputs: source.known ? source.parts.flatMap(({ inputs }) => inputs) : [],
      parent: operation.kind === "copy" && operation.link ? "" : place.parent,
      original,
    };
    const key = keyOf(definition);
    const record = place.noCache || !source.known ? undefined : world.cache.find(key);
    const vertex = progress.start(place.label);
    const lookup = {
      step,
      place,
      source,
      definition,
      vertex,
      built: { key, stage: place.stage, definition },
    };
    if (record !== undefined && world.hasLayer(record.layer)) return this.#hit(lookup, record);
    return dryRun ? this.#wouldMiss(lookup) : this.#miss(lookup);
  }

  /** What the bind mounts of a RUN show. */
  async #bound({ operation, location }: LayerStep): Promise<CopySource> {
    const mounts = operation.kind === "run" ? (operation.mounts ?? []).filter(isBind) : [];
    if (mounts.length === 0) return NO_SOURCE;
    return this.#sources.ofMounts(mounts, location);
  }

  #hit(lookup: Lookup, { key, layer, size, created, duration }: CacheRecord): StepResult {
    const { world, dryRun } = this.#context;
    if (!dryRun) world.cache.touch(key, timeOf(world));
    lookup.vertex.cached();
    return resultOf(lookup, { layer, size, created, duration });
  }

  /** Size and duration are those of the same instruction when it last ran. */
  #wouldMiss(lookup: Lookup): StepResult {
    const { place, definition } = lookup;
    const before = place.previous?.find((each) => each.definition.original === definition.original);
    const record = before === undefined ? undefined : this.#context.world.cache.find(before.key);
    const { size = 0, duration = 0 } = record ?? {};
    return resultOf(lookup, { layer: undefined, size, created: "", duration, miss: this.#reason(lookup) });
  }

  async #miss(lookup: Lookup): Promise<StepResult> {
    const { world } = this.#context;
    const { step, place, source, definition, built, vertex } = lookup;
    const miss = this.#reason(lookup);
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
      return resultOf(lookup, { layer: diffId, size, created, duration, miss });
    } catch (error) {
      vertex.error(messageOf(error));
      throw error;
    }
  }

  #reason({ place, definition, source }: Lookup): CacheMiss {
    if (place.noCache) return { reason: "no-cache" };
    if (!source.known) return { reason: "parent-changed", cause: source.because };
    const miss = explainMiss({
      stage: place.stage,
      definition,
      previous: place.previous,
      position: place.below.length,
      currentTexts: place.texts,
      missedBelow: place.below.find((each) => each.miss !== undefined)?.label,
      hasRecord: (built) => this.#context.world.cache.find(built.key),
      args: this.#context.plan.declared,
      below: place.below.map(({ step }) => step.original),
    });
    if (miss.reason !== "files-changed") return miss;
    return { ...miss, changes: miss.changes.map((change) => this.#withDiff(change, source.parts, place)) };
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

type Outcome = Pick<StepResult, "layer" | "size" | "created" | "duration" | "miss">;

function resultOf({ step, place, built }: Lookup, outcome: Outcome): StepResult {
  const { stage, label } = place;
  return { step, stage, label, ...outcome, built: { ...built, layer: outcome.layer } };
}
