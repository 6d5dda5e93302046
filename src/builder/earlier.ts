import { LayerlabError } from "../errors/base.js";
import { groupedBy } from "./grouped.js";
import type { CacheMiss } from "./miss.js";
import type { Plan } from "./plan.js";
import { isLayer, type LayerStep, type PlannedStage } from "./step.js";
import type { IfEarlier, StepResult } from "./step-result.js";

/** Of more steps that missed because of one, none is tried by itself. */
const MAX_TRIED = 16;
/** In further stages none is tried. */
const MAX_ROOTS = 32;

export interface EarlierOptions {
  /** The Dockerfile. */
  readonly dockerfile: string;
  readonly plan: Plan;
  /** Plans a Dockerfile with everything else as it was. */
  readonly planAgain: (dockerfile: string) => Promise<Plan>;
}

/**
 * Says of each step that missed only because of one before it whether it would have been reused if it came before that one. That is
 * checked: the Dockerfile is planned with these steps moved. They are reused then if they and all others still do what they did, since what
 * they would stand on is as it was in the last build.
 */
export async function withEarlier(
  steps: readonly StepResult[],
  options: EarlierOptions,
): Promise<readonly StepResult[]> {
  const found = new Map<StepResult, IfEarlier>();
  const groups = groupedBy(steps, causeOf);
  const roots = steps.flatMap((root) => {
    const caused = (groups.get(root.label) ?? []).filter(({ stage }) => stage === root.stage);
    return isRoot(root) && caused.length > 0 ? [{ root, caused }] : [];
  });
  for (const { root, caused } of roots.slice(0, MAX_ROOTS)) {
    const stage = options.plan.stages.find((each) => each.steps.includes(root.step));
    if (stage === undefined) continue;
    for (const step of await movable(root, caused, stage, options)) found.set(step, dependence(step.step));
  }
  return steps.map((step) => {
    const ifEarlier = found.get(step);
    return step.outcome === "reused" || ifEarlier === undefined ? step : { ...step, ifEarlier };
  });
}

/** Whether everything before the step is as it was. */
function isRoot(step: StepResult): boolean {
  return step.outcome !== "reused" && [step.miss, ...step.also].every(({ reason }) => OWN.has(reason));
}

const OWN: ReadonlySet<CacheMiss["reason"]> = new Set<CacheMiss["reason"]>([
  "instruction-changed",
  "instruction-added",
  "heredoc-changed",
  "files-changed",
  "build-arg-changed",
  "env-changed",
  "option-changed",
  "setting-changed",
]);

/** The step without which it would not have missed. */
function causeOf(step: StepResult): string | undefined {
  if (step.outcome === "reused" || step.also.length > 0) return undefined;
  return step.miss.reason === "parent-changed" ? step.miss.cause : undefined;
}

/** As many of the steps as the Dockerfile can have before `root` and still mean the same. */
async function movable(
  root: StepResult,
  caused: readonly StepResult[],
  stage: PlannedStage,
  options: EarlierOptions,
): Promise<readonly StepResult[]> {
  if (caused.length === 0 || isTriggered(root.step, stage)) return [];
  const isSame = (moved: readonly StepResult[]) =>
    meansTheSame(
      root.step,
      moved.map(({ step }) => step),
      stage,
      options,
    );
  if (await isSame(caused)) return caused;
  if (caused.length > MAX_TRIED) return [];
  const kept: StepResult[] = [];
  for (const step of caused) if (await isSame([...kept, step])) kept.push(step);
  return kept;
}

/** ONBUILD of the base image: it has no line of its own. */
function isTriggered({ location }: LayerStep, stage: PlannedStage): boolean {
  return location.line === stage.location.line;
}

async function meansTheSame(
  root: LayerStep,
  moved: readonly LayerStep[],
  stage: PlannedStage,
  { dockerfile, planAgain }: EarlierOptions,
): Promise<boolean> {
  if (moved.some((step) => isTriggered(step, stage))) return false;
  const again = await planned(movedBefore(dockerfile, moved, root), planAgain);
  const now = again?.stages.find(({ index }) => index === stage.index);
  if (now === undefined) return false;
  const rest = stage.steps.filter(isLayer).filter((step) => !moved.includes(step));
  const expected = rest.flatMap((step) => (step === root ? [...moved, step] : [step]));
  return meaning(expected, stage) === meaning(now.steps.filter(isLayer), now);
}

function meaning(steps: readonly LayerStep[], { config }: PlannedStage): string {
  return JSON.stringify([steps.map(({ operation }) => operation), config]);
}

/** `undefined` for a Dockerfile that cannot be in this order. */
async function planned(
  dockerfile: string,
  planAgain: EarlierOptions["planAgain"],
): Promise<Plan | undefined> {
  try {
    return await planAgain(dockerfile);
  } catch (error) {
    if (error instanceof LayerlabError) return undefined;
    throw error;
  }
}

function movedBefore(dockerfile: string, moved: readonly LayerStep[], root: LayerStep): string {
  const lines = dockerfile.split("\n");
  const linesOf = ({ location }: LayerStep) => lines.slice(location.line - 1, location.endLine);
  const gone = new Set(
    moved.flatMap(({ location: { line, endLine } }) =>
      Array.from({ length: endLine - line + 1 }, (_, at) => line + at),
    ),
  );
  return lines
    .flatMap((text, at) => [
      ...(at + 1 === root.location.line ? moved.flatMap(linesOf) : []),
      ...(gone.has(at + 1) ? [] : [text]),
    ])
    .join("\n");
}

/** COPY and WORKDIR depend on files before them only where they look a user up; of a program, nobody knows. */
function dependence({ operation }: LayerStep): IfEarlier {
  switch (operation.kind) {
    case "run":
      return "reused-if-independent";
    case "copy":
      return isNumber(operation.chown) ? "reused" : "reused-if-independent";
    case "workdir":
      return isNumber(operation.user) ? "reused" : "reused-if-independent";
  }
}

function isNumber(user: string): boolean {
  return /^(\d+(:\d+)?)?$/.test(user);
}
