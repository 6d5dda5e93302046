import { canonicalJson } from "../go/json.js";
import { type ChainID, chainId, type DiffID, sha256 } from "../oci/digest.js";
import type { BuiltStep, CacheDefinition, CacheKey } from "./cache.js";
import type { CopyFrom } from "./copy-from.js";
import type { Operation } from "./step.js";

/** The name of a step's result: a digest of what the step does, what it reads and what it is based on. */
export function keyOf({ operation, inputs, parent }: CacheDefinition): CacheKey {
  const files = inputs.map(({ path, kind, mode, uid, gid, digest, attributes }) => [
    path,
    kind,
    mode,
    uid,
    gid,
    digest ?? "",
    ...(attributes === undefined ? [] : [attributes]),
  ]);
  return sha256(canonicalJson({ operation: keyedOperation(operation), files, parent })) as string as CacheKey;
}

/** What of an operation counts: of a stage that it reads from, the files and not the number. */
export function keyedOperation(operation: Operation): object {
  switch (operation.kind) {
    case "copy":
      return { ...operation, from: keyedSource(operation.from) };
    case "run": {
      const { mounts } = operation;
      if (mounts === undefined) return operation;
      const keyed = mounts.map((each) =>
        each.kind === "bind" ? { ...each, from: keyedSource(each.from) } : each,
      );
      return { ...operation, mounts: keyed };
    }
    case "workdir":
      return operation;
  }
}

function keyedSource(from: CopyFrom): object {
  return from.kind === "stage" ? { kind: from.kind } : from;
}

/** What the next step is based on: a linked layer's own key says nothing about the layers below it. */
export function keyAbove(below: string, { key, definition }: Pick<BuiltStep, "key" | "definition">): string {
  return definition.parent === "" ? sha256(`${below} ${key}`) : key;
}

/** What a stage's first step is based on. */
export function keyOfBase(layers: readonly DiffID[]): string {
  let chain: ChainID | undefined;
  for (const diffId of layers) chain = chainId(chain, diffId);
  return chain ?? SCRATCH_KEY;
}

export const SCRATCH_KEY = "scratch";
