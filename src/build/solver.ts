import { BuildDefinitionError, ProcessFailedError, SourceNotFoundError } from "../errors/build.js";
import { type ChainID, chainId, type DiffID, sha256 } from "../oci/digest.js";
import { canonicalJson } from "../oci/json.js";
import type { History } from "../oci/types.js";
import { toBytes } from "../vfs/data.js";
import type { FileSystem } from "../vfs/filesystem.js";
import { createMemoryFileSystem } from "../vfs/memory.js";
import { emptyChanges, emptyDirectory, type MutableDirectory } from "../vfs/node.js";
import { UnionFileSystem } from "../vfs/union.js";
import { fullName } from "./build-names.js";
import type { BuiltStep, CacheDefinition, CacheKey, CacheRecord } from "./cache.js";
import { copyFiles } from "./copy.js";
import type { Progress, Vertex } from "./events.js";
import { type CacheMiss, explainMiss, type InputChange } from "./explain.js";
import { type InputFile, inputFiles, isKept } from "./inputs.js";
import { ownerOf } from "./owner.js";
import type { Plan } from "./plan.js";
import { matchingPaths, type SourceTree } from "./source-tree.js";
import type { LayerStep, Operation, PlannedStage } from "./step.js";
import type { StepReplay } from "./step-replay.js";
import { textDiff } from "./text-diff.js";
import { archiveOf } from "./unpack.js";
import type { BuildWorld } from "./world.js";

export interface SolveOptions {
  readonly context: SourceTree;
  readonly noCache: boolean;
  /** Names of stages that are built without the cache. */
  readonly noCacheFilter: readonly string[];
  readonly pull: boolean;
  readonly previous: readonly BuiltStep[] | undefined;
  /** Names of build arguments declared anywhere. */
  readonly args: ReadonlySet<string>;
  /** Only look up: nothing runs, nothing is stored. */
  readonly dryRun?: boolean;
  readonly replay?: (step: number) => StepReplay | undefined;
  readonly signal?: AbortSignal;
}

/** What became of one step that makes a layer. */
export interface StepResult {
  readonly step: LayerStep;
  readonly stage: string;
  /** `[2/7] COPY . .` */
  readonly label: string;
  /** Absent for a miss of a dry run. */
  readonly layer: DiffID | undefined;
  readonly size: number;
  readonly created: string;
  /** Absent for a hit. */
  readonly miss?: CacheMiss;
  /** Milliseconds: what it took now, or what reusing it saved. */
  readonly duration: number;
  /** What the next build is compared with. */
  readonly built: Omit<BuiltStep, "layer"> & { readonly layer: DiffID | undefined };
}

export interface StageResult {
  readonly stage: PlannedStage;
  readonly layers: readonly DiffID[];
  readonly history: readonly History[];
  readonly steps: readonly StepResult[];
  readonly key: string;
}

const COMMENT = "buildkit.dockerfile.v0";

/**
 * Carries a plan out. Each stage is solved once, when something needs it, at the same time as others it does not
 * depend on; each step is looked up in the cache before it is done.
 */
export class Solver {
  readonly #plan: Plan;
  readonly #world: BuildWorld;
  readonly #options: SolveOptions;
  readonly #progress: Progress;
  readonly #stages = new Map<number, Promise<StageResult>>();
  readonly #images = new Map<string, Promise<readonly DiffID[]>>();

  constructor(plan: Plan, world: BuildWorld, options: SolveOptions, progress: Progress) {
    this.#plan = plan;
    this.#world = world;
    this.#options = options;
    this.#progress = progress;
  }

  async solve(): Promise<{ readonly target: StageResult; readonly stages: readonly StageResult[] }> {
    const all = this.#plan.stages.map((stage) => this.#stage(stage.index));
    const settled = await Promise.allSettled(all);
    const failed = settled.find((result) => result.status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
    return { target: await this.#stage(this.#plan.target.index), stages: await Promise.all(all) };
  }

  #stage(index: number): Promise<StageResult> {
    const known = this.#stages.get(index);
    if (known !== undefined) return known;
    const stage = this.#plan.stages.find((each) => each.index === index);
    if (stage === undefined) throw new BuildDefinitionError(`invalid stage index ${index}`);
    const solving = this.#solveStage(stage);
    this.#stages.set(index, solving);
    return solving;
  }

  async #solveStage(stage: PlannedStage): Promise<StageResult> {
    const label = new StageLabels(stage, this.#plan);
    const base = await this.#base(stage, label);
    const layers: DiffID[] = [...base.layers];
    const history: History[] = [...base.history];
    const steps: StepResult[] = [];
    let key = base.key;
    const previous = this.#options.previous?.filter((step) => step.stage === label.stage);
    const currentTexts = new Set(stage.steps.map(({ original }) => original));
    let missedBelow: string | undefined;
    for (const step of stage.steps) {
      if (step.kind === "metadata") {
        history.push({ created_by: step.createdBy, comment: COMMENT, empty_layer: true });
        continue;
      }
      this.#options.signal?.throwIfAborted();
      const result = await this.#step(step, {
        stage: label.stage,
        label: label.next(step.name),
        layers,
        parent: key,
        replay: this.#options.replay?.(steps.length),
        explain: (definition) =>
          explainMiss({
            stage: label.stage,
            definition,
            previous,
            position: steps.length,
            currentTexts,
            missedBelow,
            hasRecord: (built) => this.#world.cache.find(built.key),
            args: this.#options.args,
            below: steps.map(({ step }) => step.original),
          }),
        noCache:
          this.#options.noCache || this.#options.noCacheFilter.includes(stage.name ?? String(stage.index)),
      });
      if (result.miss !== undefined) missedBelow ??= result.label;
      if (result.layer !== undefined) layers.push(result.layer);
      key = keyAbove(key, result.built);
      history.push({ created: result.created, created_by: step.createdBy, comment: COMMENT });
      steps.push(result);
    }
    return { stage, layers, history, steps, key };
  }

  async #base(
    stage: PlannedStage,
    label: StageLabels,
  ): Promise<Pick<StageResult, "layers" | "history" | "key">> {
    const { base } = stage;
    if (base.kind === "scratch") return { layers: [], history: [], key: "scratch" };
    if (base.kind === "stage") {
      const { layers, history, key } = await this.#stage(base.index);
      return { layers, history, key };
    }
    const image = await this.#world.image(base.reference, { pull: false });
    const vertex = this.#progress.start(label.next(`FROM ${fullName(base.reference)}`));
    vertex.cached();
    const layers = image.config.rootfs.diff_ids;
    return { layers, history: image.config.history ?? [], key: chainOf(layers) ?? "scratch" };
  }

  async #step(step: LayerStep, context: StepContext): Promise<StepResult> {
    const { operation } = step;
    const source = operation.kind === "copy" ? await this.#source(operation, step) : undefined;
    const definition: CacheDefinition = {
      operation,
      inputs: source?.inputs ?? [],
      parent: operation.kind === "copy" && operation.link ? "" : context.parent,
      original: step.original,
    };
    const key = keyOf(definition);
    const built = { key, stage: context.stage, definition };
    const record = context.noCache ? undefined : this.#world.cache.find(key);
    const vertex = this.#progress.start(context.label);
    if (record !== undefined && this.#world.hasLayer(record.layer)) {
      if (!this.#options.dryRun) this.#world.cache.touch(key, this.#now());
      vertex.cached();
      return {
        step,
        stage: context.stage,
        label: context.label,
        ...pick(record),
        built: { ...built, layer: record.layer },
      };
    }
    const miss = this.#missOf(context, definition, source);
    if (this.#options.dryRun) {
      const { size = 0, duration = 0 } = this.#before(context.stage, definition) ?? {};
      return {
        step,
        stage: context.stage,
        label: context.label,
        layer: undefined,
        size,
        created: "",
        miss,
        duration,
        built: { ...built, layer: undefined },
      };
    }
    for (const input of definition.inputs)
      if (isKept(input) && source !== undefined) this.#world.keep(source.tree.open(input.path));
    const started = performance.now();
    try {
      const changes = await this.#execute(step, context, source, vertex);
      const layer = this.#world.addLayer(changes);
      const now = this.#now();
      const duration = performance.now() - started;
      this.#world.cache.put({
        key,
        definition,
        layer: layer.diffId,
        stack: [...context.layers, layer.diffId],
        created: now,
        size: layer.size,
        duration,
        lastUsed: now,
      });
      vertex.done(miss);
      return {
        step,
        stage: context.stage,
        label: context.label,
        layer: layer.diffId,
        size: layer.size,
        created: now,
        miss,
        duration,
        built: { ...built, layer: layer.diffId },
      };
    } catch (error) {
      vertex.error(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  #missOf(context: StepContext, definition: CacheDefinition, source: CopySource | undefined): CacheMiss {
    if (context.noCache) return { reason: "no-cache" };
    if (source?.unknownBecause !== undefined)
      return { reason: "parent-changed", cause: source.unknownBecause };
    const miss = context.explain(definition);
    if (miss.reason !== "files-changed" || source === undefined) return miss;
    return { ...miss, changes: miss.changes.map((change) => this.#withDiff(change, source.tree)) };
  }

  /** The text of a small file as it was kept from the last build, beside the text it has now. */
  #withDiff(change: InputChange, tree: SourceTree): InputChange {
    const { before, after } = change;
    if (change.change !== "content" || before?.digest === undefined || after === undefined) return change;
    if (!isKept(before) || !isKept(after)) return change;
    const old = this.#world.read(before.digest);
    const diff =
      old === undefined
        ? undefined
        : textDiff(change.path.replace(/^\//, ""), old, toBytes(tree.open(after.path)));
    return diff === undefined ? change : { ...change, diff };
  }

  /** What the same instruction cost when it last ran: the estimate for a step that would run. */
  #before(stage: string, definition: CacheDefinition): CacheRecord | undefined {
    const step = this.#options.previous?.find(
      (each) => each.stage === stage && each.definition.original === definition.original,
    );
    return step === undefined ? undefined : this.#world.cache.find(step.key);
  }

  async #execute(
    step: LayerStep,
    context: StepContext,
    source: CopySource | undefined,
    vertex: Vertex,
  ): Promise<MutableDirectory | Awaited<ReturnType<BuildWorld["run"]>>["changes"]> {
    const { operation } = step;
    if (operation.kind === "run") return this.#run(operation, step, context, vertex);
    const below =
      operation.kind === "copy" && operation.link ? emptyDirectory() : this.#world.tree(context.layers);
    const upper = emptyChanges({ ...below, mtime: this.#world.clock() });
    const now = context.replay?.now ?? this.#world.clock;
    const fs = new UnionFileSystem({ lower: below, upper, now });
    if (operation.kind === "workdir") makeWorkdir(fs, operation);
    else if (source !== undefined) {
      const passwd = operation.link
        ? new UnionFileSystem({ lower: this.#world.tree(context.layers), upper: emptyChanges(below) })
        : fs;
      copyFiles(fs, {
        tree: source.tree,
        paths: source.paths,
        destination: operation.destination,
        intoDirectory: operation.sources.length > 1,
        keepOwners: operation.from.kind === "stage" || operation.from.kind === "image",
        owner: operation.chown === "" ? undefined : ownerOf(operation.chown, passwd, step.location),
        mode: operation.chmod === "" ? undefined : Number.parseInt(operation.chmod, 8),
        unpacked: (data) => (operation.unpack ? archiveOf(data) : undefined),
        location: step.location,
      });
    }
    return upper;
  }

  async #run(operation: Operation & { kind: "run" }, step: LayerStep, context: StepContext, vertex: Vertex) {
    const { exitCode, changes } = await this.#world.run(context.layers, {
      argv: operation.argv,
      env: operation.env,
      cwd: operation.cwd,
      user: operation.user,
      mounts: operation.mounts ?? [],
      stdio: {
        stdout: (chunk) => vertex.log("stdout", chunk),
        stderr: (chunk) => vertex.log("stderr", chunk),
      },
      ...(context.replay === undefined ? {} : { replay: context.replay }),
      ...(this.#options.signal === undefined ? {} : { signal: this.#options.signal }),
    });
    this.#options.signal?.throwIfAborted();
    if (exitCode !== 0) throw new ProcessFailedError(operation.argv.join(" "), exitCode, step.location);
    return changes;
  }

  async #source(operation: Operation & { kind: "copy" }, step: LayerStep): Promise<CopySource> {
    if (this.#options.dryRun && operation.from.kind === "stage") {
      const { steps } = await this.#stage(operation.from.index);
      const missed = steps.find(({ miss }) => miss !== undefined);
      // What a stage that would run again puts out can only be known by running it.
      if (missed !== undefined)
        return { tree: createMemoryFileSystem(), paths: [], inputs: [], unknownBecause: missed.label };
    }
    const tree = await this.#tree(operation);
    const patterns =
      operation.from.kind === "inline"
        ? operation.from.files.map(({ name }) => `/${name}`)
        : operation.sources;
    const paths = patterns.flatMap((pattern) => {
      const found = matchingPaths(tree, pattern);
      if (found.length === 0)
        throw new SourceNotFoundError(`/${pattern.replace(/^[./]+/, "")}`, step.location);
      return found;
    });
    const owners = operation.from.kind === "stage" || operation.from.kind === "image";
    return { tree, paths, inputs: inputFiles(tree, paths, owners) };
  }

  async #tree({ from }: Operation & { kind: "copy" }): Promise<SourceTree> {
    switch (from.kind) {
      case "context":
        return this.#options.context;
      case "stage":
        return this.#view((await this.#stage(from.index)).layers);
      case "image": {
        const known = this.#images.get(from.reference);
        const layers =
          known ??
          this.#world.image(from.reference, { pull: false }).then(({ config }) => config.rootfs.diff_ids);
        this.#images.set(from.reference, layers);
        return this.#view(await layers);
      }
      case "inline": {
        const fs = createMemoryFileSystem({ now: this.#world.clock });
        for (const { name, content } of from.files)
          fs.writeFile(`/${name}`, new TextEncoder().encode(content));
        return fs;
      }
    }
  }

  #view(layers: readonly DiffID[]): SourceTree {
    const lower = this.#world.tree(layers);
    return new UnionFileSystem({ lower, upper: emptyChanges(lower), readOnly: true });
  }

  #now(): string {
    return new Date(this.#world.clock() * 1000).toISOString();
  }
}

interface StepContext {
  readonly stage: string;
  readonly label: string;
  readonly layers: readonly DiffID[];
  readonly parent: string;
  readonly replay: StepReplay | undefined;
  readonly explain: (definition: CacheDefinition) => CacheMiss;
  readonly noCache: boolean;
}

interface CopySource {
  readonly tree: SourceTree;
  readonly paths: readonly string[];
  readonly inputs: readonly InputFile[];
  /** The step of another stage because of which the files cannot be known yet. */
  readonly unknownBecause?: string;
}

/** `[2/7] `, `[build 2/2] `, `[stage-1 2/3] `: FROM counts, settings do not. */
class StageLabels {
  readonly stage: string;
  readonly #prefix: string;
  readonly #total: number;
  #at = 0;

  constructor(stage: PlannedStage, plan: Plan) {
    const several = plan.stageCount > 1;
    this.stage = stage.name ?? `stage-${stage.index}`;
    this.#prefix = several ? `${this.stage} ` : "";
    const own = stage.steps.filter(({ kind }) => kind === "layer").length;
    this.#total = own + (stage.base.kind === "image" ? 1 : 0);
  }

  next(name: string): string {
    this.#at += 1;
    return `[${this.#prefix}${this.#at}/${this.#total}] ${name}`;
  }
}

function makeWorkdir(fs: FileSystem, { path, user }: Operation & { kind: "workdir" }): void {
  let at = "";
  for (const part of path.split("/").filter((each) => each !== "")) {
    at += `/${part}`;
    if (fs.lstatIfExists(at) !== undefined) continue;
    fs.mkdir(at, { mode: 0o755 });
    if (user !== "") {
      const owner = ownerOf(user, fs, { line: 0, endLine: 0 });
      fs.chown(at, owner.uid, owner.gid);
    }
  }
}

export function keyOf(definition: CacheDefinition): CacheKey {
  const { operation, inputs, parent } = definition;
  const files = inputs.map(({ path, kind, mode, uid, gid, digest }) => [
    path,
    kind,
    mode,
    uid,
    gid,
    digest ?? "",
  ]);
  return sha256(canonicalJson({ operation, files, parent })) as string as CacheKey;
}

/** What the next step stands on: a linked layer's own key says nothing of the layers below it. */
function keyAbove(below: string, { key, definition }: StepResult["built"]): string {
  return definition.parent === "" ? sha256(`${below} ${key}`) : key;
}

function chainOf(layers: readonly DiffID[]): ChainID | undefined {
  let chain: ChainID | undefined;
  for (const diffId of layers) chain = chainId(chain, diffId);
  return chain;
}

function pick({
  layer,
  size,
  created,
  duration,
}: CacheRecord): Pick<StepResult, "layer" | "size" | "created" | "duration"> {
  return { layer, size, created, duration };
}
