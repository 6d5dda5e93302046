import type { BuildExplanation, BuildPreview } from "../builder/explanation.js";
import type { CacheMiss } from "../builder/miss.js";
import type { StepLink } from "../builder/step-link.js";

/** A step as a link of the chain. */
export interface ChainLink extends StepLink {
  /** `[2/6] COPY src.txt /src.txt` */
  readonly label: string;
  readonly result: "reused" | "built" | "would be built" | "may be built";
  /** Why its key led to no result, the root reason first; empty where it was reused. */
  readonly misses: readonly CacheMiss[];
  /**
   * `whole`: there was a result for this key. `broken`: there was none, for a reason of the step's own. `follows`: there was none,
   * because of a step before it. `first`: there could be none, because no such build was made before.
   * `skipped`: the key is as before, but its result was gone, or not to be used.
   */
  readonly state: "whole" | "broken" | "follows" | "first" | "skipped";
}

/** The links of one stage, in the Dockerfile's order. */
export interface ChainStage {
  readonly name: string;
  readonly links: readonly ChainLink[];
}

/** The cache keys of a build: each step's holds the one of the step before it, so a change is a change of all that follow. */
export interface CacheChain {
  readonly name: string;
  /** False for what would happen: nothing has run. */
  readonly isBuilt: boolean;
  /** Absent where nobody knows: no build of this name is remembered. */
  readonly stages?: readonly ChainStage[];
}

/** @param explanation absent where no build is known */
export function chainOf(name: string, explanation: BuildExplanation | BuildPreview | undefined): CacheChain {
  if (explanation === undefined) return { name, isBuilt: true };
  const stages = new Map<string, ChainLink[]>();
  for (const step of explanation.steps) {
    const misses = step.hit ? [] : [step.miss, ...step.also];
    const link = { label: step.label, ...step.link, result: step.result, misses, state: stateOf(misses) };
    stages.set(link.stage, [...(stages.get(link.stage) ?? []), link]);
  }
  return {
    name,
    isBuilt: explanation.steps.every(({ result }) => result === "reused" || result === "built"),
    stages: [...stages].map(([stage, links]) => ({ name: stage, links })),
  };
}

/** A step is broken by itself as soon as one of its reasons is its own. */
function stateOf(misses: readonly CacheMiss[]): ChainLink["state"] {
  const [root] = misses;
  if (root === undefined) return "whole";
  if (root.reason === "never-built" || root.reason === "built-elsewhere") return "first";
  if (misses.every(({ reason }) => reason === "no-cache" || reason === "pruned")) return "skipped";
  return misses.every(isOfAnother) ? "follows" : "broken";
}

function isOfAnother({ reason }: CacheMiss): boolean {
  return (
    reason === "parent-changed" ||
    reason === "parent-differs" ||
    reason === "source-unknown" ||
    reason === "same-step"
  );
}
