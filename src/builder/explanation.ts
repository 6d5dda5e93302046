import { groupedBy } from "./grouped.js";
import type { CacheMiss } from "./miss.js";
import { linkOf, type StepLink } from "./step-link.js";
import type { EndedStep, IfEarlier, StepFigures, StepResult, WouldBuildResult } from "./step-result.js";

/** A finished build, step by step. */
export interface BuildExplanation {
  readonly steps: readonly (ReusedStep | RebuiltStep)[];
  /** The misses that were not caused by another step, and what each of them cost. */
  readonly roots: readonly RootMiss[];
}

/** What a build would do, step by step. Of a step that has not run, nobody knows what it would take. */
export interface BuildPreview {
  readonly steps: readonly (ReusedStep | WouldBuildStep)[];
  /** The misses that are not caused by another step, and what depends on each of them. */
  readonly roots: readonly PreviewedRoot[];
}

/** What a step takes, where that is known. */
export interface StepCost {
  readonly seconds: number;
  /** Bytes of files in its layer. */
  readonly size: number;
}

/** A step whose result came from the cache: its seconds are those that this saved. */
export interface ReusedStep extends StepCost {
  /** `[2/6] COPY src.txt /src.txt` */
  readonly label: string;
  readonly result: "reused";
  readonly link: StepLink;
  readonly hit: true;
  readonly miss?: undefined;
}

interface MissedStep {
  /** `[2/6] COPY src.txt /src.txt` */
  readonly label: string;
  readonly link: StepLink;
  readonly hit: false;
  /** The root reason. */
  readonly miss: CacheMiss;
  /** All other reasons; each of them would have been enough. */
  readonly also: readonly CacheMiss[];
  /** Absent where it would have missed as well if it came before the step that made it miss. */
  readonly ifEarlier?: IfEarlier;
}

/** A step that ran. */
export interface RebuiltStep extends MissedStep, StepCost {
  readonly result: "built";
}

/** A step that has not run: what it would take is unknown. */
export interface WouldBuildStep extends MissedStep {
  /** `may be built` where that depends on files that another stage would make. */
  readonly result: "would be built" | "may be built";
  /** What the same instruction took when it last ran; absent if it is not known to have run. */
  readonly before?: StepCost;
}

interface Root {
  readonly label: string;
  readonly miss: CacheMiss;
  /** Steps that would have been reused if they came before this one in the Dockerfile. */
  readonly wouldHaveHit: readonly string[];
  /** The same, if they need nothing that this step makes: of a program, that is not known. */
  readonly mightHaveHit: readonly string[];
}

export interface RootMiss extends Root {
  /** This step and the ones rebuilt only because of it. */
  readonly rebuilt: StepCost & { readonly steps: number };
}

export interface PreviewedRoot extends Root {
  /** This step and the ones that would run, or may, only because of it. */
  readonly wouldBuild: {
    readonly steps: number;
    /** How many of them may be reused after all. */
    readonly uncertain: number;
    /** The sums of those that are known to have run before; absent if none is. */
    readonly before?: StepCost & { readonly steps: number };
  };
}

/** What a finished build did, and why. */
export function explainBuild(results: readonly EndedStep[]): BuildExplanation {
  const steps = results.map((result) =>
    result.outcome === "reused"
      ? reused(result)
      : { ...missed(result), result: "built" as const, ...costOf(result) },
  );
  const roots = rootsOf(steps).map(({ all, root }) => {
    return { ...root, rebuilt: { steps: all.length, ...sum(all) } };
  });
  return { steps, roots };
}

/** What a build would do, and why. */
export function explainPreview(results: readonly StepResult[]): BuildPreview {
  const steps = results.flatMap((result): (ReusedStep | WouldBuildStep)[] => {
    if (result.outcome === "would-build") return [wouldBuild(result)];
    return result.outcome === "reused" ? [reused(result)] : [];
  });
  const roots = rootsOf(steps).map(({ all, root }): PreviewedRoot => {
    const known = all.flatMap(({ before }) => before ?? []);
    return {
      ...root,
      wouldBuild: {
        steps: all.length,
        uncertain: all.filter(({ result }) => result === "may be built").length,
        ...(known.length === 0 ? {} : { before: { steps: known.length, ...sum(known) } }),
      },
    };
  });
  return { steps, roots };
}

function reused(result: Extract<EndedStep, { outcome: "reused" }>): ReusedStep {
  return {
    ...{ label: result.label, result: "reused", hit: true },
    link: linkOf(result.built),
    ...costOf(result),
  };
}

function missed({
  label,
  built,
  miss,
  also,
  ifEarlier,
}: Extract<EndedStep, { outcome: "built" }> | WouldBuildResult): MissedStep {
  return {
    ...{ label, link: linkOf(built), hit: false, miss, also },
    ...(ifEarlier === undefined ? {} : { ifEarlier }),
  };
}

function wouldBuild(result: WouldBuildResult): WouldBuildStep {
  const { before, isCertain } = result;
  return {
    ...missed(result),
    result: isCertain ? "would be built" : "may be built",
    ...(before === undefined ? {} : { before: costOf(before) }),
  };
}

function costOf({ duration, size }: StepFigures): StepCost {
  return { seconds: duration / 1000, size };
}

function sum(costs: readonly StepCost[]): StepCost {
  return {
    seconds: costs.reduce((total, { seconds }) => total + seconds, 0),
    size: costs.reduce((total, { size }) => total + size, 0),
  };
}

/** Each miss with a reason of its own, and the steps that missed only because of it. */
function rootsOf<Missed extends MissedStep>(
  steps: readonly (ReusedStep | Missed)[],
): readonly { readonly root: Root; readonly all: readonly Missed[] }[] {
  const misses = steps.flatMap((step) => (step.hit ? [] : [step]));
  // What a step stands on may itself be there only because of another stage's step; causes come first.
  const rootLabels = new Map<string, string>();
  for (const { label, miss } of misses) {
    const cause = causeOf(miss);
    if (cause !== undefined) rootLabels.set(label, rootLabels.get(cause) ?? cause);
  }
  const caused = groupedBy(misses, ({ label }) => rootLabels.get(label));
  return misses.flatMap((step) => {
    const { label, miss } = step;
    if (causeOf(miss) !== undefined || FIRST.has(miss.reason)) return [];
    const others = caused.get(label) ?? [];
    const labels = (outcome: IfEarlier) =>
      others.filter(({ ifEarlier }) => ifEarlier === outcome).map((other) => other.label);
    const root = {
      ...{ label, miss },
      wouldHaveHit: labels("reused"),
      mightHaveHit: labels("reused-if-independent"),
    };
    return [{ root, all: [step, ...others] }];
  });
}

/** A first build had nothing to reuse: nothing was lost. */
const FIRST: ReadonlySet<CacheMiss["reason"]> = new Set<CacheMiss["reason"]>([
  "never-built",
  "built-elsewhere",
]);

/** The step without which it would not have missed. */
function causeOf(miss: CacheMiss): string | undefined {
  switch (miss.reason) {
    case "parent-changed":
    case "source-unknown":
    case "same-step":
      return miss.cause;
    default:
      return undefined;
  }
}
