import { type Digest, parseDigest } from "../../oci/digest.js";
import type { Platform } from "../../oci/types.js";
import type { CacheDefinition, CacheKey } from "../cache.js";
import { hasOwners, type SourceFiles } from "../sources.js";
import { contentHash, contentKey } from "./content-hash.js";
import { type CacheInput, type CacheNode, outputKey } from "./node.js";
import { vertexOf } from "./vertex.js";

/** What is known of a step when it is looked up. */
export interface SoughtStep {
  readonly key: CacheKey;
  readonly definition: CacheDefinition;
  /** What it stands on; `undefined` for scratch. */
  readonly below: CacheNode | undefined;
  /** What it reads; nothing where nobody asks BuildKit's caches. */
  readonly sources: readonly SourceFiles[];
  readonly platform: Platform;
  readonly signal: AbortSignal | undefined;
}

/**
 * A step as caches of elsewhere name it: as BuildKit does where that is known, so that either side finds what the other has
 * written; else by our own key, which only we find again.
 */
export async function stepNode(step: SoughtStep): Promise<CacheNode> {
  const { definition, below, platform } = step;
  const vertex = vertexOf(definition.operation, platform, below !== undefined);
  const content = vertex === undefined ? undefined : await contentInput(step);
  if (vertex === undefined || content === undefined) return ownNode(step);
  const ground: readonly CacheInput[] =
    below === undefined ? [] : [{ node: below, selector: vertex.selector }];
  return { digest: outputKey(vertex.digest, 0), inputs: [...ground, ...content] };
}

function ownNode({ key, definition, below }: SoughtStep): CacheNode {
  const vertex: Digest = parseDigest(key);
  // A linked layer is what it is on anything.
  const isAlone = definition.parent === "" || below === undefined;
  return { digest: outputKey(vertex, 0), inputs: isAlone ? [] : [{ node: below, selector: "" }] };
}

/** The files that a COPY reads, by their content; `undefined` where they have no name of BuildKit's. */
async function contentInput({
  definition: { operation },
  sources,
  signal,
}: SoughtStep): Promise<readonly CacheInput[] | undefined> {
  if (operation.kind !== "copy") return [];
  const [source, ...more] = sources;
  const [path, ...others] = source?.paths ?? [];
  if (source === undefined || path === undefined || more.length + others.length > 0) return undefined;
  const { tree } = source;
  const hash = await contentHash(path, { tree, ownersCount: hasOwners(operation.from), signal });
  return [{ node: { digest: outputKey(contentKey(hash), -1), inputs: [] }, selector: "" }];
}
