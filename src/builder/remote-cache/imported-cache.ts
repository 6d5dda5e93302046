import type { DiffID, Digest } from "../../oci/digest.js";
import type { Descriptor } from "../../oci/types.js";
import type { CacheConfig, ConfigRecord } from "./config.js";
import type { CacheNode } from "./node.js";
import type { CacheSource } from "./options.js";

/** A layer as the cache has it. */
export interface RemoteLayer {
  readonly descriptor: Descriptor;
  readonly diffId: DiffID;
  /** RFC 3339: when the step that made it ran. */
  readonly createdAt: string | undefined;
}

export interface RemoteResult {
  /** Lowest first; the layers of the base image among them. */
  readonly layers: readonly RemoteLayer[];
  /** RFC 3339: when the step ran. */
  readonly createdAt: string | undefined;
}

/** BuildKit writes one or two for each record. */
const MAX_RESULTS = 16;

/** What a cache of elsewhere knows, looked up as BuildKit does: a digest, and for each input one of the records that are known to be it. */
export class ImportedCache {
  readonly source: CacheSource;
  readonly #config: CacheConfig;
  readonly #byDigest = new Map<string, number[]>();
  readonly #layers: ReadonlyMap<Digest, RemoteLayer>;
  readonly #matches = new WeakMap<CacheNode, ReadonlySet<number>>();

  /** @param layers what its manifest says of each blob */
  constructor(source: CacheSource, config: CacheConfig, layers: readonly RemoteLayer[]) {
    this.source = source;
    this.#config = config;
    this.#layers = new Map(layers.map((layer) => [layer.descriptor.digest, layer]));
    for (const [at, { digest }] of config.records.entries()) {
      const list = this.#byDigest.get(digest);
      if (list === undefined) this.#byDigest.set(digest, [at]);
      else list.push(at);
    }
  }

  /** The results that are known for this node; none where a blob is missing in the manifest. */
  find(node: CacheNode): readonly RemoteResult[] {
    return [...this.#match(node)].flatMap((at) => {
      const record = this.#config.records[at];
      return record === undefined ? [] : this.#results(record);
    });
  }

  #match(node: CacheNode): ReadonlySet<number> {
    const known = this.#matches.get(node);
    if (known !== undefined) return known;
    const inputs = node.inputs.map((input) => ({ ...input, records: this.#match(input.node) }));
    const found = (this.#byDigest.get(node.digest) ?? []).filter((at) => {
      const links = this.#config.records[at]?.inputs ?? [];
      return (
        links.length === inputs.length &&
        inputs.every(
          ({ records, selector }, input) =>
            links[input]?.some((each) => records.has(each.link) && each.selector === selector) === true,
        )
      );
    });
    const matches = new Set(found);
    this.#matches.set(node, matches);
    return matches;
  }

  #results({ layers, chains }: ConfigRecord): readonly RemoteResult[] {
    const all = [
      ...layers
        .slice(0, MAX_RESULTS)
        .map(({ layer, createdAt }) => ({ indexes: this.#below(layer), createdAt })),
      ...chains.slice(0, MAX_RESULTS).map(({ layers: indexes, createdAt }) => ({ indexes, createdAt })),
    ];
    return all.flatMap(({ indexes, createdAt }) => {
      const found = indexes.flatMap((at) => {
        const blob = this.#config.layers[at]?.blob;
        return (blob === undefined ? undefined : this.#layers.get(blob)) ?? [];
      });
      return found.length < indexes.length ? [] : [{ layers: found, createdAt }];
    });
  }

  #below(top: number): readonly number[] {
    const indexes: number[] = [];
    for (let at = top; at !== -1; at = this.#config.layers[at]?.parent ?? -1) indexes.push(at);
    return indexes.reverse();
  }
}
