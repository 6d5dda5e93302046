import type { BuiltStep, StepEnd } from "./cache.js";
import type { CacheMiss, CacheMisses } from "./miss.js";
import type { EndedStep, FinishedResult } from "./step-result.js";

/** What is remembered of how a step ended. The diffs of files are left out: they may be long. */
export function endOf(step: FinishedResult): StepEnd {
  const { label, size, duration } = step;
  if (step.outcome === "reused") return { label, size, duration };
  const misses: CacheMisses = [withoutDiffs(step.miss), ...step.also.map(withoutDiffs)];
  return { label, size, duration, misses };
}

/** A remembered build, to be explained; `undefined` where it is not remembered how its steps ended. */
export function endedSteps(steps: readonly BuiltStep[]): readonly EndedStep[] | undefined {
  const ended = steps.flatMap(({ end, ...built }) => (end === undefined ? [] : [endedStep(built, end)]));
  return ended.length === steps.length ? ended : undefined;
}

function endedStep(built: EndedStep["built"], { misses, ...end }: StepEnd): EndedStep {
  if (misses === undefined) return { outcome: "reused", built, ...end };
  const [miss, ...also] = misses;
  return { outcome: "built", built, ...end, miss, also };
}

function withoutDiffs(miss: CacheMiss): CacheMiss {
  if (miss.reason !== "files-changed") return miss;
  return { ...miss, changes: miss.changes.map(({ diff: _, ...change }) => change) };
}
