import type { BuildCache, BuiltStep } from "./cache.js";
import { groupedBy } from "./grouped.js";

/**
 * The steps that a build is compared with: those of the last build of its name, or else of the last one that gave the same image another tag.
 *
 * @param name the build's first tag, or its Dockerfile's name
 */
export function comparedBuild(name: string, cache: BuildCache): readonly BuiltStep[] | undefined {
  return cache.lastBuild(name) ?? cache.lastBuildAmong((other) => isTagOf(other, repositoryOf(name)));
}

/** `app` of `app:1`; `undefined` for what is no name with a tag. */
function repositoryOf(name: string): string | undefined {
  return /^(.+):[^/:]+$/.exec(name)?.[1];
}

function isTagOf(name: string, repository: string | undefined): boolean {
  return repository !== undefined && repositoryOf(name) === repository;
}

/** A stage of the build that is made now. */
export interface ComparedStage {
  readonly label: string;
  /** Its lines. */
  readonly texts: ReadonlySet<string>;
  /** The names of all stages that the Dockerfile gives a name to. */
  readonly named: ReadonlySet<string>;
}

/**
 * The steps that a stage had in an earlier build. A stage without a name is called by its number, and one with a name may be renamed: so
 * it is the one that has the most lines in common, and of equals the one that is called the same.
 */
export function comparedStage(
  { label, texts, named }: ComparedStage,
  previous: readonly BuiltStep[] | undefined,
): readonly BuiltStep[] | undefined {
  if (previous === undefined) return undefined;
  const stages = groupedBy(previous, ({ stage }) => stage);
  const own = stages.get(label) ?? [];
  const common = (steps: readonly BuiltStep[]) =>
    steps.filter(({ definition }) => texts.has(definition.original)).length;
  let best = own;
  // A name that is still there, and was, says which stage it is.
  if (named.has(label) && own.length > 0) return own;
  for (const [stage, steps] of stages) if (!named.has(stage) && common(steps) > common(best)) best = steps;
  return best;
}
