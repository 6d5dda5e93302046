import type { BuiltStep } from "./cache.js";

export { SCRATCH_KEY as SCRATCH } from "./cache-key.js";

/** A step's cache key, and what it is made of. */
export interface StepLink {
  /** As the Dockerfile or its number calls it. */
  readonly stage: string;
  /** Digest of what the step does, of the files it reads, and of what it stands on. */
  readonly key: string;
  /** What it stands on: the key of the step before it, the ChainID of the base image's layers, `scratch`; empty for `COPY --link`. */
  readonly on: string;
  /** How many files it reads: the content of each is in the key. */
  readonly files: number;
}

export function linkOf({
  stage,
  key,
  definition,
}: Pick<BuiltStep, "stage" | "key" | "definition">): StepLink {
  const { parent, inputs } = definition;
  return { stage, key, on: parent, files: inputs.filter(({ kind }) => kind !== "directory").length };
}
