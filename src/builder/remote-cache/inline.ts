import { toBase64 } from "#platform/bytes";
import type { DiffID } from "../../oci/digest.js";
import type { ImageConfig } from "../../oci/types.js";
import type { BuildOptions } from "../options.js";
import { isInlineAsked } from "./asked.js";
import type { ConfigRecord } from "./config.js";
import { INLINE_CACHE } from "./import.js";
import { cacheConfig, type RecordedStep, recordsJson } from "./record-steps.js";

/**
 * What the image's configuration says of its cache, if it is asked to: records that name the image's layers by their place. Steps
 * whose layers are not the image's are there without a result, as what others stand on.
 */
export function inlineCache(
  steps: readonly RecordedStep[],
  image: readonly DiffID[],
  options: BuildOptions,
): Pick<ImageConfig, typeof INLINE_CACHE> {
  if (!isInlineAsked(options)) return {};
  const own = steps.filter(({ layers }) => layers.every((diffId, at) => image[at] === diffId));
  if (own.length === 0) return {};
  const { records } = cacheConfig(own, (diffId) => diffId);
  const stacks = new Map(own.map(({ node, layers }) => [node.digest as string, layers.length - 1]));
  const placed = records.map(
    (record): ConfigRecord => ({
      ...record,
      layers: record.layers.map((result) => ({ ...result, layer: stacks.get(record.digest) ?? 0 })),
    }),
  );
  const bytes = new TextEncoder().encode(JSON.stringify(recordsJson(placed)));
  return { [INLINE_CACHE]: toBase64(bytes) };
}
