import type { BuiltStep, CacheDefinition } from "./cache.js";
import type { CacheMiss, CacheMisses } from "./miss.js";
import { ownDifferences, sameOperation } from "./own-differences.js";

/** A step before the one that is explained, in its stage or in those that it is built FROM. */
export interface EarlierStep {
  readonly label: string;
  readonly definition: CacheDefinition;
  readonly key: string;
  /** Absent if it was reused. */
  readonly miss?: CacheMiss | undefined;
}

export interface MissContext {
  readonly noCache: boolean;
  readonly definition: CacheDefinition;
  /** Whether the files it reads are known: a preview cannot tell what a step would put out. */
  readonly source: { readonly known: true } | { readonly known: false; readonly because: string };
  /** The last build of this name, its steps in this stage, in order. */
  readonly previous: readonly BuiltStep[] | undefined;
  /** Every line of this stage as it is now. */
  readonly currentTexts: ReadonlySet<string>;
  /** Names of declared build arguments. */
  readonly args: ReadonlySet<string>;
  /** The steps of its stage that come before it, the first one first. */
  readonly below: readonly EarlierStep[];
  /** The steps of the stages that its stage is built FROM. */
  readonly inherited: readonly EarlierStep[];
  /** What the step with a key was, if its record is kept: a stage's base may be another stage. */
  readonly builtAs: (key: string) => CacheDefinition | undefined;
  /** Whether a build of any name has had this step. */
  readonly isBuiltElsewhere: () => boolean;
}

/**
 * Why a step missed, found by comparing the parts of its key with the same step of the last build: the root reason first, then all
 * others that hold.
 *
 * The step's own differences come first: they are what a person can change. Only a step without any missed because of what it stands on.
 */
export function explainMiss(context: MissContext): CacheMisses {
  const { definition, previous, source, args } = context;
  const unknown: readonly CacheMiss[] = source.known
    ? []
    : [{ reason: "source-unknown", cause: source.because }];
  if (context.noCache) return [{ reason: "no-cache" }, ...unknown];
  if (previous === undefined || previous.length === 0)
    return [{ reason: context.isBuiltElsewhere() ? "built-elsewhere" : "never-built" }, ...unknown];
  const before = counterpart(context, previous);
  if (before === undefined)
    return [{ reason: "instruction-added", after: definition.original }, ...missedBelow(context), ...unknown];
  const own = ownDifferences(before.definition, definition, args, source.known);
  const [first, ...others] = [...own, ...stackDifferences(context, previous, before), ...unknown];
  return first === undefined ? [{ reason: "pruned" }] : [first, ...others];
}

/**
 * Finds this step in the last build. The same text is the same step wherever it is; a step with a new text
 * replaces the one at its position, if that one was removed; otherwise it was inserted.
 */
function counterpart(
  { definition, below, currentTexts }: MissContext,
  previous: readonly BuiltStep[],
): BuiltStep | undefined {
  const position = below.length;
  const same = previous.filter((step) => step.definition.original === definition.original);
  if (same.length > 0) return same.find((step) => previous.indexOf(step) === position) ?? same[0];
  const sameAction = previous.find((step) => sameOperation(step.definition.operation, definition.operation));
  if (sameAction !== undefined) return sameAction;
  const there = previous[position];
  if (there === undefined || currentTexts.has(there.definition.original)) return undefined;
  return there.definition.operation.kind === definition.operation.kind ? there : undefined;
}

/** What is different in all that the step stands on. */
function stackDifferences(
  context: MissContext,
  previous: readonly BuiltStep[],
  before: BuiltStep,
): readonly CacheMiss[] {
  const { definition } = context;
  if (before.definition.parent === definition.parent) return [];
  // It did not stand on anything, or does not now: that is in the line.
  if (before.definition.parent === "" || definition.parent === "") return [];
  const missed = missedBelow(context);
  return missed.length > 0 ? missed : [changedBelow(context, previous, before)];
}

/** The first step before it that missed and was to be another one than in the last build. */
function missedBelow({ definition, inherited, below }: MissContext): readonly CacheMiss[] {
  if (definition.parent === "") return [];
  const cause = [...inherited, ...below].find(({ miss }) => miss !== undefined && changesKey(miss));
  return cause === undefined ? [] : [{ reason: "parent-changed", cause: cause.label }];
}

/** A step that runs again though nothing has changed keeps its key, so what stands on it is reused. */
function changesKey({ reason }: CacheMiss): boolean {
  return reason !== "pruned" && reason !== "no-cache";
}

/** Nothing before it missed, and yet it is based on something else: steps were removed, moved or changed back, or the base is new. */
function changedBelow(
  { definition, below, inherited, currentTexts, builtAs }: MissContext,
  previous: readonly BuiltStep[],
  before: BuiltStep,
): CacheMiss {
  const was = previous.slice(0, previous.indexOf(before)).map((step) => step.definition.original);
  const removed = was.find((text) => !currentTexts.has(text));
  if (removed !== undefined) return { reason: "instruction-removed", before: removed };
  if (was.length !== below.length || was.some((text, at) => text !== below[at]?.definition.original))
    return { reason: "instruction-moved", after: definition.original };
  const at = below.findIndex(({ key }, index) => key !== previous[index]?.key);
  const [changed, old] = [below[at], previous[at]];
  if (changed !== undefined && changed.definition.parent === old?.definition.parent)
    return { reason: "parent-differs", cause: changed.label };
  const [base, oldBase] = [inherited.at(-1), builtAs(previous[0]?.definition.parent ?? "")];
  if (base !== undefined && oldBase?.original === base.definition.original)
    return { reason: "parent-differs", cause: base.label };
  return { reason: "base-changed", before: before.definition.parent, after: definition.parent };
}
