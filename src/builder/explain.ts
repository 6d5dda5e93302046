import { OWN_PLATFORM, platformText } from "../oci/platform.js";
import { assignments } from "../posix/environment.js";
import type { BuiltStep, CacheDefinition, CacheRecord } from "./cache.js";
import type { InputFile } from "./inputs.js";
import type { Operation, RunOperation } from "./step.js";

/** Why a step was not reused. Exactly one reason holds for each miss. */
export type CacheMiss =
  /** `--no-cache`, or `--no-cache-filter` named its stage. */
  | { readonly reason: "no-cache" }
  /** No build of this name was made here before. */
  | { readonly reason: "never-built" }
  /** It was built, and its result has been pruned. */
  | { readonly reason: "pruned" }
  /** The line itself reads differently. */
  | { readonly reason: "instruction-changed"; readonly before: string; readonly after: string }
  /** The last build had no such step here. */
  | { readonly reason: "instruction-added"; readonly after: string }
  /** A step below it was removed. */
  | { readonly reason: "instruction-removed"; readonly before: string }
  /** The same steps in another order: this one, or one below it, has moved. */
  | { readonly reason: "instruction-moved"; readonly after: string }
  | { readonly reason: "files-changed"; readonly changes: readonly InputChange[] }
  | {
      readonly reason: "build-arg-changed";
      readonly name: string;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  | {
      readonly reason: "env-changed";
      readonly name: string;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  /** An option of the build, or of the line, that the image does not show: its platform, its network, its hosts. */
  | {
      readonly reason: "option-changed";
      readonly option: "platform" | "network" | "add-host";
      readonly before: string;
      readonly after: string;
    }
  /** WORKDIR, USER or SHELL above it differ. */
  | {
      readonly reason: "setting-changed";
      readonly setting: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly reason: "base-changed"; readonly before: string; readonly after: string }
  /** The step itself is as before; `cause` is the step below it that started it. */
  | { readonly reason: "parent-changed"; readonly cause: string };

export interface InputChange {
  readonly path: string;
  readonly change: "added" | "removed" | "content" | "mode" | "owner" | "attributes" | "kind";
  readonly before?: InputFile;
  readonly after?: InputFile;
  /** Unified diff of a text whose content changed, where both versions are kept. */
  readonly diff?: string;
}

export interface MissContext {
  readonly stage: string;
  readonly definition: CacheDefinition;
  /** The last build of this name, its steps in this stage, in order. */
  readonly previous: readonly BuiltStep[] | undefined;
  /** The number of this step among its stage's layer steps, from 0. */
  readonly position: number;
  /** Every line of this stage as it is now. */
  readonly currentTexts: ReadonlySet<string>;
  /** The nearest step below that missed too: its name. */
  readonly missedBelow: string | undefined;
  readonly hasRecord: (step: BuiltStep) => CacheRecord | undefined;
  /** Names of declared build arguments. */
  readonly args: ReadonlySet<string>;
  /** Lines of the steps below it that make layers, lowest first. */
  readonly below: readonly string[];
}

/**
 * The root reason for a miss, found by comparing the parts of its key with the same step of the last build.
 *
 * The step's own difference comes first: it is what a person can change. Only a step without one missed
 * because of what is below it.
 */
export function explainMiss(context: MissContext): CacheMiss {
  const { definition, previous, missedBelow } = context;
  if (previous === undefined || previous.length === 0) return { reason: "never-built" };
  const before = counterpart(context, previous);
  if (before === undefined) {
    return missedBelow === undefined || !sameText(previous, definition)
      ? { reason: "instruction-added", after: definition.original }
      : { reason: "parent-changed", cause: missedBelow };
  }
  const own = ownDifference(before.definition, definition, context.args);
  if (own !== undefined) return own;
  if (missedBelow !== undefined) return { reason: "parent-changed", cause: missedBelow };
  if (before.definition.parent !== definition.parent) return stackDifference(context, previous, before);
  return context.hasRecord(before) === undefined ? { reason: "pruned" } : { reason: "never-built" };
}

/**
 * Finds this step in the last build. The same text is the same step wherever it is; a step with a new text
 * replaces the one at its position, if that one was removed; otherwise it was inserted.
 */
function counterpart(
  { definition, position, currentTexts }: MissContext,
  previous: readonly BuiltStep[],
): BuiltStep | undefined {
  const same = previous.filter((step) => step.definition.original === definition.original);
  if (same.length > 0) return same.find((step) => previous.indexOf(step) === position) ?? same[0];
  const sameAction = previous.find((step) => sameOperation(step.definition.operation, definition.operation));
  if (sameAction !== undefined) return sameAction;
  const there = previous[position];
  if (there === undefined || currentTexts.has(there.definition.original)) return undefined;
  return there.definition.operation.kind === definition.operation.kind ? there : undefined;
}

/** Nothing below missed, and yet it is based on something else: steps below it were removed or moved, or the base was. */
function stackDifference(
  { definition, below, currentTexts }: MissContext,
  previous: readonly BuiltStep[],
  before: BuiltStep,
): CacheMiss {
  const was = previous.slice(0, previous.indexOf(before)).map((step) => step.definition.original);
  const removed = was.find((text) => !currentTexts.has(text));
  if (removed !== undefined) return { reason: "instruction-removed", before: removed };
  if (was.length !== below.length || was.some((text, at) => text !== below[at])) {
    return { reason: "instruction-moved", after: definition.original };
  }
  return { reason: "base-changed", before: before.definition.parent, after: definition.parent };
}

function sameText(previous: readonly BuiltStep[], definition: CacheDefinition): boolean {
  return previous.some((step) => step.definition.original === definition.original);
}

function sameOperation(a: Operation, b: Operation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function ownDifference(
  before: CacheDefinition,
  after: CacheDefinition,
  args: ReadonlySet<string>,
): CacheMiss | undefined {
  if (before.original !== after.original && !sameOperation(before.operation, after.operation)) {
    return { reason: "instruction-changed", before: before.original, after: after.original };
  }
  const a = before.operation;
  const b = after.operation;
  if (a.kind === "run" && b.kind === "run") {
    const option = optionDifference(a, b);
    if (option !== undefined) return option;
    const difference = variableDifference(a.env, b.env);
    if (difference !== undefined) {
      return { reason: args.has(difference.name) ? "build-arg-changed" : "env-changed", ...difference };
    }
    if (a.cwd !== b.cwd)
      return { reason: "setting-changed", setting: "WORKDIR", before: a.cwd, after: b.cwd };
    if (a.user !== b.user)
      return { reason: "setting-changed", setting: "USER", before: a.user, after: b.user };
    if (JSON.stringify(a.argv) !== JSON.stringify(b.argv)) {
      return {
        reason: "setting-changed",
        setting: "SHELL",
        before: a.argv.join(" "),
        after: b.argv.join(" "),
      };
    }
  } else if (!sameOperation(a, b)) {
    return { reason: "instruction-changed", before: before.original, after: after.original };
  }
  const changes = inputChanges(before.inputs, after.inputs);
  return changes.length > 0 ? { reason: "files-changed", changes } : undefined;
}

/** `--platform` before the variables that come of it. */
function optionDifference(a: RunOperation, b: RunOperation): CacheMiss | undefined {
  const own = platformText(OWN_PLATFORM);
  const [was = own, is = own] = [a.platform, b.platform];
  if (was !== is) return { reason: "option-changed", option: "platform", before: was, after: is };
  const [before = "default", after = "default"] = [a.network, b.network];
  if (before !== after) return { reason: "option-changed", option: "network", before, after };
  const [old = [], now = []] = [a.hosts, b.hosts];
  if (old.join() === now.join()) return undefined;
  return { reason: "option-changed", option: "add-host", before: old.join(", "), after: now.join(", ") };
}

function variableDifference(
  before: readonly string[],
  after: readonly string[],
):
  | { readonly name: string; readonly before: string | undefined; readonly after: string | undefined }
  | undefined {
  const old = new Map(assignments(before));
  const now = new Map(assignments(after));
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(name) !== now.get(name)) return { name, before: old.get(name), after: now.get(name) };
  }
  return undefined;
}

function inputChanges(before: readonly InputFile[], after: readonly InputFile[]): readonly InputChange[] {
  const old = new Map(before.map((file) => [file.path, file]));
  const now = new Map(after.map((file) => [file.path, file]));
  const changes: InputChange[] = [];
  for (const [path, file] of now) {
    const was = old.get(path);
    if (was === undefined) changes.push({ path, change: "added", after: file });
    else {
      const change = fileChange(was, file);
      if (change !== undefined) changes.push({ path, change, before: was, after: file });
    }
  }
  for (const [path, file] of old) if (!now.has(path)) changes.push({ path, change: "removed", before: file });
  return changes;
}

function fileChange(before: InputFile, after: InputFile): InputChange["change"] | undefined {
  if (before.kind !== after.kind) return "kind";
  if (before.digest !== after.digest) return "content";
  if (before.mode !== after.mode) return "mode";
  if (before.uid !== after.uid || before.gid !== after.gid) return "owner";
  return before.attributes === after.attributes ? undefined : "attributes";
}
