import { BuildDefinitionError } from "../errors/build.js";
import type { ContainerConfig } from "../oci/types.js";
import { nearest, parseDockerfile } from "./dockerfile/parse.js";
import { type Stage, stagesOf } from "./dockerfile/stages.js";
import { StagePlanner } from "./stage-planner.js";
import type { LayerStep, PlannedStage, StageBase } from "./step.js";

export interface PlanOptions {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Settings of a base image; asked once for each FROM that names an image. */
  readonly baseConfig: (reference: string, stage: Stage) => Promise<ContainerConfig>;
}

export interface Plan {
  /** Only what the target needs, in an order in which each comes after what it stands on. */
  readonly stages: readonly PlannedStage[];
  readonly target: PlannedStage;
  readonly warnings: readonly string[];
  /** Stages the Dockerfile has, needed or not: with more than one, progress names them. */
  readonly stageCount: number;
  /** The Dockerfile's lines, for quoting one in an error. */
  readonly lines: readonly string[];
}

const DEFAULT_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Works out what a Dockerfile asks for, down to each step's exact command, environment and history text, without
 * running anything (BuildKit's `dockerfile2llb`). Stages the target does not need are left out.
 *
 * @throws {DockerfileError} {@link BuildDefinitionError}
 */
export async function planBuild(source: string, options: PlanOptions): Promise<Plan> {
  const file = parseDockerfile(source);
  const { stages, globals } = stagesOf(file, options.buildArgs);
  const target = targetOf(stages, options.target);
  const warnings: string[] = [];
  const planned = new Map<number, PlannedStage>();
  const visiting = new Set<number>();
  const visit = async (stage: Stage): Promise<PlannedStage> => {
    const known = planned.get(stage.index);
    if (known !== undefined) return known;
    if (visiting.has(stage.index)) {
      throw new BuildDefinitionError(
        `circular dependency detected on stage: ${stage.name ?? stage.index}`,
        stage.instruction.location,
      );
    }
    visiting.add(stage.index);
    const base = baseOf(stage, stages);
    if (stage.platform !== undefined) {
      warnings.push(`FROM --platform=${stage.platform} is ignored: images here are of one platform`);
    }
    const defaults = await defaultsOf(base, stage, options, async (index) => visit(stageAt(stages, index)));
    const planner = new StagePlanner(
      stage,
      defaults,
      stages,
      globals,
      options.buildArgs,
      file.escapeCharacter,
    );
    const result = planner.plan(base);
    for (const { operation } of result.steps.filter((step): step is LayerStep => step.kind === "layer")) {
      if (operation.kind === "copy" && operation.from.kind === "stage")
        await visit(stageAt(stages, operation.from.index));
    }
    visiting.delete(stage.index);
    planned.set(stage.index, result);
    return result;
  };
  const result = await visit(target);
  return {
    stages: [...planned.values()],
    target: result,
    warnings,
    stageCount: stages.length,
    lines: file.lines,
  };
}

function targetOf(stages: readonly Stage[], target: string | undefined): Stage {
  const found =
    target === undefined || target === ""
      ? stages.at(-1)
      : (stages.find(({ name }) => name === target.toLowerCase()) ??
        (/^\d+$/.test(target) ? stages[Number(target)] : undefined));
  if (found !== undefined) return found;
  const meant = nearest(
    target ?? "",
    stages.flatMap(({ name }) => (name === undefined ? [] : [name])),
  );
  throw new BuildDefinitionError(
    `target stage "${target}" could not be found${meant === undefined ? "" : ` (did you mean ${meant}?)`}`,
  );
}

function stageAt(stages: readonly Stage[], index: number): Stage {
  const stage = stages[index];
  if (stage === undefined) throw new BuildDefinitionError(`invalid stage index ${index}`);
  return stage;
}

/** FROM may name an earlier stage; a later one of that name is an image to it. */
function baseOf(stage: Stage, stages: readonly Stage[]): StageBase {
  if (stage.from === "scratch") return { kind: "scratch" };
  const earlier = stages.find(({ name, index }) => name === stage.from.toLowerCase() && index < stage.index);
  return earlier === undefined
    ? { kind: "image", reference: stage.from }
    : { kind: "stage", index: earlier.index };
}

async function defaultsOf(
  base: StageBase,
  stage: Stage,
  options: PlanOptions,
  planOf: (index: number) => Promise<PlannedStage>,
): Promise<ContainerConfig> {
  switch (base.kind) {
    case "scratch":
      return { Env: [DEFAULT_PATH], WorkingDir: "/" };
    case "stage":
      return (await planOf(base.index)).config;
    case "image":
      return imageDefaults(await options.baseConfig(base.reference, stage));
  }
}

/** What a base image hands on: its settings, not what Docker noted about the container it was committed from. */
function imageDefaults(config: ContainerConfig): ContainerConfig {
  const {
    User,
    ExposedPorts,
    Env,
    Entrypoint,
    Cmd,
    Volumes,
    WorkingDir,
    Labels,
    StopSignal,
    Shell,
    Healthcheck: check,
    OnBuild,
  } = config;
  return {
    ...(User ? { User } : {}),
    ...(ExposedPorts ? { ExposedPorts } : {}),
    Env: Env && Env.length > 0 ? Env : [DEFAULT_PATH],
    ...(Entrypoint ? { Entrypoint } : {}),
    ...(Cmd ? { Cmd } : {}),
    ...(Volumes ? { Volumes } : {}),
    ...(WorkingDir ? { WorkingDir } : {}),
    ...(Labels && Object.keys(Labels).length > 0 ? { Labels } : {}),
    ...(StopSignal ? { StopSignal } : {}),
    ...(check ? { Healthcheck: check } : {}),
    ...(OnBuild && OnBuild.length > 0 ? { OnBuild } : {}),
    ...(Shell ? { Shell } : {}),
  };
}
