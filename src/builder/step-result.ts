import type { DiffID } from "../oci/digest.js";
import type { History } from "../oci/types.js";
import type { BuiltStep } from "./cache.js";
import type { CacheMiss } from "./miss.js";
import type { CacheNode } from "./remote-cache/node.js";
import type { LayerStep, PlannedStage } from "./step.js";

/** What was found out about a step that makes a layer. */
export type StepResult = ReusedResult | BuiltResult | WouldBuildResult;

/** What a build that has ended says of a step. */
export type FinishedResult = ReusedResult | BuiltResult;

interface SolvedStep {
  readonly step: LayerStep;
  readonly stage: string;
  /** `[2/7] COPY . .` */
  readonly label: string;
  /** What the next build is compared with, but for the layer. */
  readonly built: Omit<BuiltStep, "layer">;
  /** What caches of elsewhere call its result. */
  readonly node: CacheNode;
}

/** Figures of a step that has run, now or before. */
export interface StepFigures {
  /** Bytes of files in its layer. */
  readonly size: number;
  /** Milliseconds that it took when it ran. */
  readonly duration: number;
}

interface WithLayer extends SolvedStep, StepFigures {
  readonly layer: DiffID;
  /** The layers that a cache keeps for it, lowest first: those it was made on and its own, or its own alone where it is linked. */
  readonly stack: readonly DiffID[];
  /** RFC 3339: when it ran. */
  readonly created: string;
}

/** A hit: its figures are those of when it ran. */
export interface ReusedResult extends WithLayer {
  readonly outcome: "reused";
  readonly miss?: undefined;
}

interface Missed {
  /** The root reason. */
  readonly miss: CacheMiss;
  /** All other reasons, each of which would have been enough. */
  readonly also: readonly CacheMiss[];
  /**
   * Of a step that missed only because of one before it in its stage: what had become of it if it came before that one. Whether a
   * program needs files of that step is not known, so of a RUN there is an if. Absent where it would have missed all the same.
   */
  readonly ifEarlier?: IfEarlier;
}

export type IfEarlier = "reused" | "reused-if-independent";

/** A miss that has run. */
export interface BuiltResult extends WithLayer, Missed {
  readonly outcome: "built";
}

/** As much of {@link FinishedResult} as is remembered of a build, to explain it later. */
export type EndedStep = EndedReused | EndedBuilt;

interface EndedReused extends Pick<ReusedResult, "outcome" | "label" | "size" | "duration" | "miss"> {
  readonly built: Omit<BuiltStep, "layer" | "end">;
}

interface EndedBuilt
  extends Pick<BuiltResult, "outcome" | "label" | "size" | "duration" | "miss" | "also" | "ifEarlier"> {
  readonly built: Omit<BuiltStep, "layer" | "end">;
}

/** A miss of a preview: it has not run, so nobody knows its layer, its size, or how long it takes. */
export interface WouldBuildResult extends SolvedStep, Missed {
  readonly outcome: "would-build";
  /** False if it may be reused after all: that depends on what a step of another stage puts out. */
  readonly isCertain: boolean;
  /** Those of the same instruction when it last ran; absent if it is not known to have run. */
  readonly before?: StepFigures;
  readonly layer?: undefined;
}

/** The outcome of one stage. */
export interface StageResult {
  readonly stage: PlannedStage;
  readonly layers: readonly DiffID[];
  readonly history: readonly History[];
  readonly steps: readonly StepResult[];
  /** The steps of the stages that it is built FROM, the first one first. */
  readonly inherited: readonly StepResult[];
  /** What a step on top of it is based on. */
  readonly key: string;
  /** The same, as caches of elsewhere call it; `undefined` for scratch. */
  readonly node: CacheNode | undefined;
}

/** Only a preview has steps that have not run. */
export function isFinished(step: StepResult): step is FinishedResult {
  return step.outcome !== "would-build";
}
