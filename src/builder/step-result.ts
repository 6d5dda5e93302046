import type { DiffID } from "../oci/digest.js";
import type { History } from "../oci/types.js";
import type { BuiltStep } from "./cache.js";
import type { CacheMiss } from "./explain.js";
import type { LayerStep, PlannedStage } from "./step.js";

/** The outcome of one step that makes a layer. */
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

/** The outcome of one stage. */
export interface StageResult {
  readonly stage: PlannedStage;
  readonly layers: readonly DiffID[];
  readonly history: readonly History[];
  readonly steps: readonly StepResult[];
  /** What a step on top of it is based on. */
  readonly key: string;
}
