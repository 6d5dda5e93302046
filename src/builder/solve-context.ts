import type { BuiltStep } from "./cache.js";
import type { Progress } from "./events.js";
import type { BuildOptions } from "./options.js";
import type { Plan } from "./plan.js";
import type { ImportedCache } from "./remote-cache/imported-cache.js";
import type { SourceTree } from "./source-tree.js";
import type { BuildWorld } from "./world.js";

/** What all parts of one solve have in common. */
export interface SolveContext {
  readonly plan: Plan;
  readonly world: BuildWorld;
  readonly options: BuildOptions;
  /** The build context, without what `.dockerignore` excludes. */
  readonly files: SourceTree;
  /** Caches of elsewhere that steps may come from. */
  readonly caches: readonly ImportedCache[];
  /** Steps of the last build of this name. */
  readonly previous: readonly BuiltStep[] | undefined;
  readonly progress: Progress;
  /** Only look up: nothing runs, nothing is stored. */
  readonly dryRun: boolean;
}

/** The time of a step, RFC 3339. */
export function timeOf({ clock }: BuildWorld): string {
  return new Date(clock() * 1000).toISOString();
}
