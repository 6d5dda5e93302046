import { BuildDefinitionError } from "../errors/build.js";
import type { DiffID } from "../oci/digest.js";
import { OWN_PLATFORM, parsePlatform, platformText } from "../oci/platform.js";
import type { History, Platform } from "../oci/types.js";
import { fullName } from "./build-names.js";
import { keyAbove, keyOfBase, SCRATCH_KEY } from "./cache-key.js";
import { comparedStage } from "./compared-build.js";
import { StageLabels } from "./labels.js";
import { isForSeveral, platformOf } from "./options.js";
import { type CacheNode, merged, nodeOfBase } from "./remote-cache/node.js";
import type { SolveContext } from "./solve-context.js";
import { CopySources } from "./sources.js";
import type { PlannedStage } from "./step.js";
import type { StageResult, StepResult } from "./step-result.js";
import { StepSolver } from "./step-solver.js";

const COMMENT = "buildkit.dockerfile.v0";

/**
 * Carries out a plan. Each stage is solved once, when something needs it, at the same time as others that it does not
 * depend on; its steps follow one another.
 */
export class Solver {
  readonly #context: SolveContext;
  readonly #steps: StepSolver;
  readonly #stages = new Map<number, Promise<StageResult>>();

  constructor(context: SolveContext) {
    this.#context = context;
    this.#steps = new StepSolver(context, new CopySources(context, (index) => this.#stage(index)));
  }

  async solve(): Promise<{ readonly target: StageResult; readonly stages: readonly StageResult[] }> {
    const { plan } = this.#context;
    const all = plan.stages.map((stage) => this.#stage(stage.index));
    // A failed stage does not stop the others: what they finish is in the cache for the next build.
    const settled = await Promise.allSettled(all);
    const failed = settled.find((result) => result.status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
    return { target: await this.#stage(plan.target.index), stages: await Promise.all(all) };
  }

  #stage(index: number): Promise<StageResult> {
    const known = this.#stages.get(index);
    if (known !== undefined) return known;
    const stage = this.#context.plan.stages.find((each) => each.index === index);
    if (stage === undefined) throw new BuildDefinitionError(`invalid stage index ${index}`);
    const solving = this.#solve(stage);
    this.#stages.set(index, solving);
    return solving;
  }

  async #solve(stage: PlannedStage): Promise<StageResult> {
    const { plan, options, previous } = this.#context;
    const labels = new StageLabels(
      stage,
      plan.showsStages,
      isForSeveral(options) ? options.platform : undefined,
    );
    const base = await this.#base(stage, labels);
    const layers: DiffID[] = [...base.layers];
    const history: History[] = [...base.history];
    const steps: StepResult[] = [];
    let { key, node }: { key: string; node: CacheNode | undefined } = base;
    const texts = new Set(stage.steps.map(({ original }) => original));
    const shared = {
      stage: labels.stage,
      previous: comparedStage({ label: labels.stage, texts, named: namesOf(plan.stages) }, previous),
      texts,
      inherited: base.inherited,
      platform: await this.#platform(stage),
      noCache: isUncached(stage, options.noCache, options.noCacheFilter),
    };
    for (const step of stage.steps) {
      if (step.kind === "metadata") {
        history.push({ created_by: step.createdBy, comment: COMMENT, empty_layer: true });
        continue;
      }
      options.signal?.throwIfAborted();
      const place = { ...shared, label: labels.next(step.name), layers, parent: key, node, below: steps };
      const result = await this.#steps.solve(step, place);
      if (result.layer !== undefined) layers.push(result.layer);
      key = keyAbove(key, result.built);
      node = result.built.definition.parent === "" ? merged(node, result.node) : result.node;
      const created = result.outcome === "would-build" ? {} : { created: result.created };
      history.push({ ...created, created_by: step.createdBy, comment: COMMENT });
      steps.push(result);
    }
    return { stage, layers, history, steps, inherited: base.inherited, key, node };
  }

  /** What was asked for, or else what the image that everything is based on is for. */
  async #platform({ root }: PlannedStage): Promise<Platform> {
    const { world, options } = this.#context;
    const asked = platformOf(options);
    if (asked !== undefined || root === undefined) return asked ?? OWN_PLATFORM;
    const { config } = await world.image(root, { pull: false });
    return parsePlatform(platformText(config));
  }

  async #base(
    { base }: PlannedStage,
    labels: StageLabels,
  ): Promise<Pick<StageResult, "layers" | "history" | "key" | "node" | "inherited">> {
    const { world, progress } = this.#context;
    switch (base.kind) {
      case "scratch":
        return { layers: [], history: [], inherited: [], key: SCRATCH_KEY, node: undefined };
      case "stage": {
        const below = await this.#stage(base.index);
        return { ...below, inherited: [...below.inherited, ...below.steps] };
      }
      case "image": {
        const { config } = await world.image(base, { pull: false });
        progress.start(labels.next(`FROM ${fullName(base.reference)}`)).cached();
        const layers = config.rootfs.diff_ids;
        return {
          layers,
          history: config.history ?? [],
          inherited: [],
          key: keyOfBase(layers),
          node: nodeOfBase(layers),
        };
      }
    }
  }
}

function namesOf(stages: readonly PlannedStage[]): ReadonlySet<string> {
  return new Set(stages.flatMap(({ name }) => (name === undefined ? [] : [name])));
}

function isUncached({ name, index }: PlannedStage, all = false, stages: readonly string[] = []): boolean {
  return all || stages.includes(name ?? String(index));
}
