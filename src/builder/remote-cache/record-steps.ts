import type { DiffID, Digest } from "../../oci/digest.js";
import { isFinished, type StageResult } from "../step-result.js";
import type { CacheConfig, ConfigInput, ConfigRecord } from "./config.js";
import type { CacheNode } from "./node.js";

/** A step of a finished build that can be written to a cache. */
export interface RecordedStep {
  readonly node: CacheNode;
  /** The stack that it made, lowest first. */
  readonly layers: readonly DiffID[];
  /** RFC 3339 */
  readonly created: string;
  /** Only what it is, and not its layers. */
  readonly isResultLeftOut?: boolean;
}

/** What the stages of a build made, in the order of their steps. */
export function recordedSteps(stages: readonly StageResult[]): readonly RecordedStep[] {
  return stages.flatMap(({ steps }) =>
    steps.filter(isFinished).map(({ node, stack, created }) => ({ node, layers: stack, created })),
  );
}

/**
 * BuildKit's document of steps, records and layers sorted as BuildKit sorts them, so that the same build writes the same bytes.
 *
 * @param blobOf the compressed blob of a layer; a step whose stack has a layer without one is written without its result
 */
export function cacheConfig(
  steps: readonly RecordedStep[],
  blobOf: (diffId: DiffID) => Digest | undefined,
): CacheConfig {
  const layers = new LayerTable();
  const records: { digest: Digest; layers: ConfigRecord["layers"]; node: CacheNode }[] = [];
  const known = new Map<CacheNode, (typeof records)[number]>();
  const add = (node: CacheNode): (typeof records)[number] => {
    const before = known.get(node) ?? records.find((each) => isSame(each.node, node));
    const record = before ?? { digest: node.digest, layers: [], node };
    known.set(node, record);
    if (before === undefined) {
      records.push(record);
      for (const input of node.inputs) add(input.node);
    }
    return record;
  };
  for (const { node, layers: stack, created, isResultLeftOut = false } of steps) {
    const record = add(node);
    if (isResultLeftOut) continue;
    const blobs = stack.flatMap((diffId) => blobOf(diffId) ?? []);
    if (blobs.length === stack.length && record.layers.length === 0)
      record.layers = [{ layer: layers.add(blobs), createdAt: created }];
  }
  records.sort((a, b) =>
    a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : a.node.inputs.length - b.node.inputs.length,
  );
  const sorted = layers.sorted();
  return {
    layers: sorted.layers,
    records: records.map(({ digest, layers: results, node }) => ({
      digest,
      layers: results.map((result) => ({ ...result, layer: sorted.place(result.layer) })),
      chains: [],
      inputs: node.inputs.map((input) => [
        { selector: input.selector, link: records.indexOf(add(input.node)) },
      ]),
    })),
  };
}

/** As Go writes it: what is empty is left out. */
export function cacheConfigJson({ layers, records }: CacheConfig): object {
  return {
    ...(layers.length === 0
      ? {}
      : { layers: layers.map(({ blob, parent }) => ({ blob, ...(parent === 0 ? {} : { parent }) })) }),
    ...(records.length === 0 ? {} : { records: recordsJson(records) }),
  };
}

export function recordsJson(records: readonly ConfigRecord[]): readonly object[] {
  return records.map(({ layers, digest, inputs }) => ({
    ...(layers.length === 0 ? {} : { layers }),
    digest,
    ...(inputs.length === 0 ? {} : { inputs: inputs.map((input) => input.map(linkJson)) }),
  }));
}

function linkJson({ selector, link }: ConfigInput): object {
  return { ...(selector === "" ? {} : { selector }), link };
}

function isSame(a: CacheNode, b: CacheNode): boolean {
  if (a === b) return true;
  if (a.digest !== b.digest || a.inputs.length !== b.inputs.length) return false;
  return a.inputs.every((input, at) => {
    const other = b.inputs[at];
    return other?.selector === input.selector && isSame(input.node, other.node);
  });
}

/** Each blob on top of each stack once. */
class LayerTable {
  readonly #layers: { readonly blob: Digest; readonly parent: number }[] = [];
  readonly #places = new Map<string, number>();

  /** @returns the index of the topmost */
  add(blobs: readonly Digest[]): number {
    let parent = -1;
    for (const blob of blobs) {
      const key = `${blob} ${parent}`;
      const place = this.#places.get(key) ?? this.#layers.push({ blob, parent }) - 1;
      this.#places.set(key, place);
      parent = place;
    }
    return parent;
  }

  sorted(): { readonly layers: CacheConfig["layers"]; readonly place: (at: number) => number } {
    const order = [...this.#layers.keys()].sort((a, b) => {
      const [left, right] = [this.#layers[a], this.#layers[b]];
      if (left === undefined || right === undefined) return 0;
      return left.blob === right.blob ? left.parent - right.parent : left.blob < right.blob ? -1 : 1;
    });
    const place = (at: number): number => order.indexOf(at);
    const layers = order.flatMap((at) => {
      const layer = this.#layers[at];
      return layer === undefined
        ? []
        : [{ blob: layer.blob, parent: layer.parent === -1 ? -1 : place(layer.parent) }];
    });
    return { layers, place };
  }
}
