import { RemoteCacheError } from "../../errors/remote-cache.js";
import { isRecord } from "../../go/reflect/value.js";
import { type Digest, isDigest } from "../../oci/digest.js";

/** BuildKit's document about a cache: which step's result lies in which layers. */
export const CACHE_CONFIG_TYPE = "application/vnd.buildkit.cacheconfig.v0";

/** Members as BuildKit's `cache/remotecache/v1` names and omits them. */
export interface CacheConfig {
  readonly layers: readonly CacheLayer[];
  readonly records: readonly ConfigRecord[];
}

/** A blob on top of another layer. */
interface CacheLayer {
  readonly blob: Digest;
  /** Index of the layer below; -1 for none. */
  readonly parent: number;
}

export interface ConfigRecord {
  readonly digest: string;
  /** The result: the topmost of its layers. */
  readonly layers: readonly { readonly layer: number; readonly createdAt?: string }[];
  /** The same, where the layers do not lie on each other in that order: each of them, lowest first. */
  readonly chains: readonly { readonly layers: readonly number[]; readonly createdAt?: string }[];
  /** For each input the records of which any may be it. */
  readonly inputs: readonly (readonly ConfigInput[])[];
}

export interface ConfigInput {
  /** Digest of what is read of it; empty for all. */
  readonly selector: string;
  /** Index of a record. */
  readonly link: number;
}

/** What does not have the form is as if it were not there, as in Go; what leads in circles or nowhere is refused. */
export function parseCacheConfig(bytes: Uint8Array): CacheConfig {
  const document = parsedJson(bytes);
  if (!isRecord(document)) throw new RemoteCacheError("the cache's configuration is no JSON object");
  const config = { layers: records(document.layers).map(layerOf), records: parseRecords(document.records) };
  check(config);
  return config;
}

/** The records of a cache that an image has inline: its layers are the image's. */
export function parseInlineRecords(bytes: Uint8Array, blobs: readonly Digest[]): CacheConfig {
  const layers = blobs.map((blob, at) => ({ blob, parent: at - 1 }));
  const config = { layers, records: parseRecords(parsedJson(bytes)) };
  check(config);
  return config;
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RemoteCacheError(error.message, { cause: error });
    throw error;
  }
}

function parseRecords(value: unknown): readonly ConfigRecord[] {
  return records(value).map(({ digest, layers, chains, inputs }) => ({
    digest: typeof digest === "string" ? digest : "",
    layers: records(layers).map(({ layer, createdAt }) => ({ layer: index(layer), ...time(createdAt) })),
    chains: records(chains).map(({ layers: indexes, createdAt }) => ({
      layers: list(indexes).map(index),
      ...time(createdAt),
    })),
    inputs: list(inputs).map((input) =>
      records(input).map(({ selector, link }) => ({
        selector: typeof selector === "string" ? selector : "",
        link: index(link),
      })),
    ),
  }));
}

function layerOf({ blob, parent }: Readonly<Record<string, unknown>>): CacheLayer {
  if (typeof blob !== "string" || !isDigest(blob))
    throw new RemoteCacheError(`invalid digest of a layer: ${JSON.stringify(blob)}`);
  return { blob, parent: index(parent) };
}

/** Go's zero where nothing is said. */
function index(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new RemoteCacheError(`${JSON.stringify(value)} is no index in the cache's configuration`);
}

function time(value: unknown): { readonly createdAt?: string } {
  return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? { createdAt: value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return list(value).filter(isRecord);
}

/** Every index leads to something, and none in a circle. Nothing here recurses: a chain may be as long as the file allows. */
function check({ layers, records: all }: CacheConfig): void {
  const isLayer = (at: number): boolean => at >= 0 && at < layers.length;
  for (const { layers: results, chains } of all) {
    for (const at of [...results.map(({ layer }) => layer), ...chains.flatMap((chain) => chain.layers)])
      if (!isLayer(at)) throw new RemoteCacheError(`invalid layer index ${at}`);
  }
  const below = layers.map(({ parent }) => {
    if (parent === -1) return [];
    if (!isLayer(parent)) throw new RemoteCacheError(`invalid layer index ${parent}`);
    return [parent];
  });
  if (hasCircle(below)) throw new RemoteCacheError("invalid looping layer");
  const links = all.map(({ inputs }) => inputs.flatMap((input) => input.map(({ link }) => link)));
  for (const link of links.flat())
    if (link < 0 || link >= all.length) throw new RemoteCacheError(`invalid record ID: ${link}`);
  if (hasCircle(links)) throw new RemoteCacheError("invalid looping record");
}

/** Takes away what leads nowhere until nothing is left, or a circle. */
function hasCircle(links: readonly (readonly number[])[]): boolean {
  const open = links.map((each) => each.length);
  const above = links.map((): number[] => []);
  for (const [from, each] of links.entries()) for (const to of each) above[to]?.push(from);
  const free = open.flatMap((count, at) => (count === 0 ? [at] : []));
  let seen = 0;
  for (let at = free.pop(); at !== undefined; at = free.pop()) {
    seen += 1;
    for (const next of above[at] ?? []) {
      const left = (open[next] ?? 0) - 1;
      open[next] = left;
      if (left === 0) free.push(next);
    }
  }
  return seen < links.length;
}
