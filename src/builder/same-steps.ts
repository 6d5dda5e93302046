import { groupedBy } from "./grouped.js";
import type { StepResult } from "./step-result.js";

/**
 * A step that a Dockerfile has twice, on the same steps, is built once, and then reused. Of two stages that are built side by side, nobody
 * knows which one comes first.
 *
 * @param steps of a preview, in the Dockerfile's order
 */
export function withSameSteps(steps: readonly StepResult[]): readonly StepResult[] {
  const groups = groupedBy(
    steps.filter((step) => step.miss !== undefined && step.miss.reason !== "no-cache"),
    ({ built }) => built.key,
  );
  return steps.map((step): StepResult => {
    const same = groups.get(step.built.key) ?? [];
    const [first] = same;
    if (step.outcome !== "would-build" || first === undefined || !same.includes(step)) return step;
    if (step !== first)
      return { ...step, miss: { reason: "same-step", cause: first.label }, also: [], isCertain: false };
    return same.every(({ stage }) => stage === step.stage) ? step : { ...step, isCertain: false };
  });
}
