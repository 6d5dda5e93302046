import type { CacheMiss } from "./explain.js";
import type { StepResult } from "./step-result.js";

/** A finished build, step by step. */
export interface BuildExplanation {
  readonly steps: readonly ExplainedStep[];
  /** The misses that were not caused by another step, and what each of them cost. */
  readonly roots: readonly RootMiss[];
}

export interface ExplainedStep {
  /** `[2/6] COPY src.txt /src.txt` */
  readonly label: string;
  readonly hit: boolean;
  readonly miss?: CacheMiss;
  /** Seconds the step took; for a hit, the seconds that reusing it saved. */
  readonly seconds: number;
  /** Bytes of files in its layer. */
  readonly size: number;
}

export interface RootMiss {
  readonly label: string;
  readonly miss: CacheMiss;
  /** This step and the ones rebuilt only because of it. */
  readonly rebuilt: { readonly steps: number; readonly seconds: number; readonly size: number };
  /** Steps above it that would have been reused if this one had been the last. */
  readonly wouldHaveHit: readonly string[];
}

export function explainBuild(steps: readonly StepResult[]): BuildExplanation {
  const explained = steps.map(
    ({ label, miss, duration, size }): ExplainedStep => ({
      label,
      hit: miss === undefined,
      ...(miss === undefined ? {} : { miss }),
      seconds: duration / 1000,
      size,
    }),
  );
  const roots = explained.flatMap((step): RootMiss[] => {
    // A first build had nothing to reuse: nothing was lost.
    if (
      step.miss === undefined ||
      step.miss.reason === "parent-changed" ||
      step.miss.reason === "never-built"
    ) {
      return [];
    }
    const caused = explained.filter(
      ({ miss }) => miss?.reason === "parent-changed" && miss.cause === step.label,
    );
    const all = [step, ...caused];
    return [
      {
        label: step.label,
        miss: step.miss,
        rebuilt: {
          steps: all.length,
          seconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
          size: all.reduce((sum, { size }) => sum + size, 0),
        },
        wouldHaveHit: caused.map(({ label }) => label),
      },
    ];
  });
  return { steps: explained, roots };
}

/** A reason in plain words, for a table's cell. */
export function missText(miss: CacheMiss): string {
  switch (miss.reason) {
    case "no-cache":
      return "the cache was not to be used";
    case "never-built":
      return "this step was never built here before";
    case "pruned":
      return "its result was pruned from the cache";
    case "instruction-changed":
      return `the instruction changed: was ${miss.before}`;
    case "instruction-added":
      return "this instruction is new";
    case "instruction-removed":
      return `an instruction below it is gone: ${miss.before}`;
    case "instruction-moved":
      return "the instructions below it are in another order";
    case "files-changed":
      return miss.changes.map(({ path, change }) => `${path}: ${CHANGE_TEXT[change]}`).join("; ");
    case "build-arg-changed":
      return `build argument ${miss.name} changed from ${valueText(miss.before)} to ${valueText(miss.after)}`;
    case "env-changed":
      return `variable ${miss.name} changed from ${valueText(miss.before)} to ${valueText(miss.after)}`;
    case "option-changed":
      return `--${miss.option} changed from ${miss.before || "none"} to ${miss.after || "none"}`;
    case "setting-changed":
      return `${miss.setting} above it changed from ${miss.before || "none"} to ${miss.after || "none"}`;
    case "base-changed":
      return "the base image is another one";
    case "parent-changed":
      return `it stands on ${miss.cause}, which was rebuilt`;
  }
}

const CHANGE_TEXT = {
  added: "a new file",
  removed: "the file is gone",
  content: "its content changed",
  mode: "its permissions changed",
  owner: "its owner changed",
  attributes: "its extended attributes changed",
  kind: "it is another kind of file",
} as const;

function valueText(value: string | undefined): string {
  return value === undefined ? "unset" : JSON.stringify(value);
}
