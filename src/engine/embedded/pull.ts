import { ManifestUnknownError, PullDeniedError } from "../../errors/images.js";
import type { ImageStore } from "../../image/store.js";
import { shortId } from "../../oci/digest.js";
import { familiarName, familiarString, parseReference } from "../../oci/reference.js";
import { builtinImage, builtinImages } from "../../registry/builtin/index.js";
import { figuresOf, type Snapshotter } from "../../snapshot/snapshotter.js";
import type { PullOptions, PullResult } from "../engine.js";

interface PullContext {
  readonly images: ImageStore;
  readonly snapshots: Snapshotter;
  readonly now: () => string;
}

/**
 * Brings a built-in image into the store: its layers are written as archives, so they have real bytes and a
 * DiffID, and its configuration and manifest are made from them.
 *
 * @throws {PullDeniedError} {@link ManifestUnknownError} {@link InvalidReferenceError}
 */
export function pullBuiltin(text: string, options: PullOptions, context: PullContext): PullResult {
  const reference = parseReference(text);
  const repository = familiarName(reference);
  const tag = reference.tag ?? "latest";
  const image = builtinImage({ repository, tag });
  if (image === undefined) {
    const available = builtinImages().flatMap((known) =>
      known.tags.map((name) => `${known.repository}:${name}`),
    );
    if (builtinImages().some((known) => known.repository === repository)) {
      throw new ManifestUnknownError(familiarString(reference), available);
    }
    throw new PullDeniedError(repository, available);
  }
  const progress = options.onProgress ?? (() => {});
  progress({ kind: "pulling-from", repository: reference.path, tag });
  const layers = image.layers.map((make) => {
    options.signal?.throwIfAborted();
    return context.snapshots.add(make());
  });
  const name = familiarString({ ...reference, tag });
  const config = {
    ...image.config,
    rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
  } as const;
  const before = context.images.list().length;
  const stored = context.images.add(config, layers.map(figuresOf));
  const known = context.images.list().length === before;
  for (const { diffId, descriptor } of known ? [] : layers) {
    const line = { kind: "layer", id: shortId(diffId), total: descriptor.size } as const;
    progress({ ...line, status: "Pulling fs layer" });
    progress({ ...line, status: "Downloading", current: descriptor.size });
    progress({ ...line, status: "Download complete", current: descriptor.size });
    progress({ ...line, status: "Pull complete" });
  }
  const upToDate = known && context.images.tagsOf(stored.id).includes(name);
  context.images.tag(stored.id, name, context.now());
  return { id: stored.id, digest: stored.manifest.digest, reference: name, upToDate };
}
