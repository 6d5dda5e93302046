import type { Built } from "../../../../builder/build.js";
import type { Vertex } from "../../../../builder/events.js";
import type { BuildOptions } from "../../../../builder/options.js";
import { CACHE_CONFIG_TYPE } from "../../../../builder/remote-cache/config.js";
import { CREATED_AT, UNCOMPRESSED } from "../../../../builder/remote-cache/import.js";
import type { CacheExport } from "../../../../builder/remote-cache/options.js";
import {
  cacheConfig,
  cacheConfigJson,
  type RecordedStep,
} from "../../../../builder/remote-cache/record-steps.js";
import { messageOf } from "../../../../errors/thrown.js";
import { compressLayer } from "../../../../layout/compress-layer.js";
import { type DiffID, sha256 } from "../../../../oci/digest.js";
import { type Descriptor, DOCKER_TYPE, MEDIA_TYPE } from "../../../../oci/types.js";
import type { RegistryOptions } from "../../registry/connect.js";
import type { LabStore } from "../../store/store.js";
import { openSink } from "./sinks.js";

interface ExportCacheParts {
  readonly store: LabStore;
  readonly registry: RegistryOptions;
}

/** What of a build, or of several, goes into a cache. */
export type CachedBuild = Pick<Built, "recorded" | "progress"> & {
  /** The layers of each image that was built. */
  readonly images: readonly Built["layers"][];
};

type Written = Exclude<CacheExport, { readonly kind: "inline" }>;

/** Writes a build's steps to where other builds may take them from. The caller holds a lease. */
export async function exportCaches(
  built: CachedBuild,
  options: BuildOptions,
  parts: ExportCacheParts,
): Promise<void> {
  for (const each of options.cacheTo ?? []) {
    // That one went into the image.
    if (each.kind === "inline") continue;
    const place = each.kind === "local" ? "client directory" : "registry";
    const vertex = built.progress.start(`exporting cache to ${place}`);
    try {
      await exportOne(each, built, { ...parts, vertex, signal: options.signal });
      vertex.status("preparing build cache for export done");
      vertex.done();
    } catch (error) {
      vertex.error(messageOf(error));
      if (!each.ignoreError) throw error;
    }
  }
}

async function exportOne(
  target: Written,
  built: CachedBuild,
  parts: ExportCacheParts & { readonly vertex: Vertex; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const { vertex, store } = parts;
  const steps = target.mode === "max" ? built.recorded : built.recorded.map((step) => inImage(step, built));
  const sink = await openSink(target, parts);
  const type = target.ociTypes ? `${MEDIA_TYPE.layer}+gzip` : DOCKER_TYPE.layer;
  const blobs = await compressed(steps, type, store);
  const config = cacheConfig(steps, (diffId) => blobs.get(diffId)?.digest);
  if (config.layers.length === 0) {
    vertex.status("skipping cache export for empty result done");
    return;
  }
  const byDigest = new Map([...blobs.values()].map((blob) => [blob.digest, blob]));
  const layers: Descriptor[] = [];
  for (const { blob } of config.layers) {
    const descriptor = byDigest.get(blob);
    if (descriptor === undefined) continue;
    vertex.status(`writing layer ${blob} done`);
    await sink.blob(descriptor, () => store.content.open(blob).chunks());
    layers.push(descriptor);
  }
  const document = encoded(cacheConfigJson(config));
  const described = { mediaType: CACHE_CONFIG_TYPE, digest: sha256(document), size: document.length };
  vertex.status(`writing config ${described.digest} done`);
  await sink.blob(described, () => [document]);
  const { mediaType, manifest } = manifestOf(target, layers, described);
  const bytes = encoded(manifest);
  vertex.status(`writing cache ${target.imageManifest ? "image " : ""}manifest ${sha256(bytes)} done`);
  await sink.manifest(bytes, mediaType);
}

/** A step whose layers are not the image's keeps its record, as what others stand on, and loses its result. */
function inImage(step: RecordedStep, { images }: CachedBuild): RecordedStep {
  const isIn = images.some((layers) => step.layers.every((diffId, at) => layers[at] === diffId));
  return isIn ? step : { ...step, isResultLeftOut: true };
}

function manifestOf(
  { imageManifest, ociTypes }: Written,
  layers: readonly Descriptor[],
  config: Descriptor,
): { readonly mediaType: string; readonly manifest: object } {
  if (imageManifest) {
    const mediaType = MEDIA_TYPE.manifest;
    return { mediaType, manifest: { schemaVersion: 2, mediaType, config, layers } };
  }
  const mediaType = ociTypes ? MEDIA_TYPE.index : DOCKER_TYPE.list;
  return { mediaType, manifest: { schemaVersion: 2, mediaType, manifests: [...layers, config] } };
}

async function compressed(
  steps: readonly RecordedStep[],
  mediaType: string,
  { content }: LabStore,
): Promise<ReadonlyMap<DiffID, Descriptor>> {
  const blobs = new Map<DiffID, Descriptor>();
  for (const { layers, created, isResultLeftOut = false } of steps) {
    if (isResultLeftOut) continue;
    for (const diffId of layers) {
      if (blobs.has(diffId)) continue;
      const { digest, size } = await compressLayer(content.open(diffId), content);
      const annotations = { [CREATED_AT]: created, [UNCOMPRESSED]: diffId };
      blobs.set(diffId, { mediaType, digest, size, annotations });
    }
  }
  return blobs;
}

function encoded(document: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document));
}
