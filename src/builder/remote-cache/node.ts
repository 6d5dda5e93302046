import { type DiffID, type Digest, sha256 } from "../../oci/digest.js";
import { keyOfBase } from "../cache-key.js";

/**
 * A step's result as a cache of elsewhere names it: a digest of what the step does, and the nodes of what it does that with. The
 * digest alone is no key: the same command on two images is the same digest with different inputs.
 */
export interface CacheNode {
  readonly digest: Digest;
  readonly inputs: readonly CacheInput[];
}

export interface CacheInput {
  readonly node: CacheNode;
  /** Digest of what is read of it; empty where that is not said. */
  readonly selector: string;
}

/** BuildKit's name for a vertex's output: there may be several, and a file's content counts as output -1. */
export function outputKey(vertex: Digest, output: number): Digest {
  return sha256(`${vertex}@${output}`);
}

/** What a stage's first step is based on: BuildKit's source by the ChainID of its layers; nothing for scratch. */
export function nodeOfBase(layers: readonly DiffID[]): CacheNode | undefined {
  if (layers.length === 0) return undefined;
  return { digest: outputKey(sha256(`buildkit.source.v0:${keyOfBase(layers)}`), 0), inputs: [] };
}

/** What the next step stands on, where a linked layer was put on top of a stage. */
export function merged(below: CacheNode | undefined, linked: CacheNode): CacheNode {
  if (below === undefined) return linked;
  const nodes = [below, linked];
  const inputs = nodes.map((node) => ({ node, selector: "" }));
  return { digest: sha256(`merge ${nodes.map(({ digest }) => digest).join(" ")}`), inputs };
}
