import { InvalidReferenceError } from "../../errors/images.js";
import type { Layer } from "../../layer/layer.js";
import { asDiffId, type Digest, shortId } from "../../oci/digest.js";
import { familiarName, familiarString, parseReference, type Reference } from "../../oci/reference.js";
import { type BuiltinImage, builtinImage } from "../../registry/builtin/index.js";
import { pullFromRegistry } from "../../registry/distribution/pull.js";
import { figuresOf } from "../../snapshot/snapshotter.js";
import type { PullOptions, PullResult } from "../engine.js";
import { connect, type RegistryOptions, wantedPlatforms, withHint } from "./registry.js";
import type { LabStore } from "./store.js";

interface PullContext {
  readonly store: LabStore;
  readonly registry: RegistryOptions;
  readonly now: () => string;
}

/**
 * Brings an image into the store. The names of built-in images never need a network; every other name says which
 * registry it is in. Layers are stored first; the image is made known at the end, all of it at once.
 *
 * @throws {InvalidReferenceError} and what {@link pullFromRegistry} throws
 */
export async function pullImage(
  text: string,
  options: PullOptions,
  context: PullContext,
): Promise<PullResult> {
  const reference = parseReference(text);
  const { tag = "latest", digest } = reference;
  // It is no image: `FROM scratch` says that there is nothing below.
  if (familiarName(reference) === "scratch")
    throw new InvalidReferenceError(text, "'scratch' is a reserved name");
  const builtin = builtinImage({ repository: familiarName(reference), tag });
  options.signal?.throwIfAborted();
  return context.store.storing(() =>
    builtin !== undefined && digest === undefined && options.platform === undefined
      ? pullBuiltin(builtin, reference, options, context)
      : pullRemote(reference, options, context),
  );
}

/** Its layers are written as archives, so they have real bytes and a DiffID; configuration and manifest follow. */
async function pullBuiltin(
  builtin: BuiltinImage,
  reference: Reference,
  { onProgress = () => {}, signal }: PullOptions,
  { store, now }: PullContext,
): Promise<PullResult> {
  const { content, images, snapshots } = store;
  const { path, tag = "latest" } = reference;
  onProgress({ kind: "pulling-from", repository: path, tag });
  const before = new Set<Digest>(content.list());
  const layers: Layer[] = [];
  for (const make of builtin.layers) {
    signal?.throwIfAborted();
    layers.push(snapshots.add(make()));
    // A large image takes a second; other things may happen between its layers.
    await new Promise((go) => setTimeout(go, 0));
  }
  const config = {
    ...builtin.config,
    rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
  } as const;
  const name = familiarString({ ...reference, tag });
  return store.transact(() => {
    const count = images.list().length;
    const stored = images.add(config, layers.map(figuresOf));
    const known = images.list().length === count;
    for (const { diffId, descriptor } of known ? [] : layers) {
      const line = { kind: "layer", id: shortId(diffId), total: descriptor.size } as const;
      if (before.has(diffId)) {
        onProgress({ ...line, status: "Already exists" });
        continue;
      }
      onProgress({ ...line, status: "Pulling fs layer" });
      onProgress({ ...line, status: "Downloading", current: descriptor.size });
      onProgress({ ...line, status: "Download complete", current: descriptor.size });
      onProgress({ ...line, status: "Pull complete" });
    }
    const upToDate = known && images.tagsOf(stored.id).includes(name);
    images.tag(stored.id, name, now());
    return { id: stored.id, digest: stored.manifest.digest, reference: name, upToDate };
  });
}

async function pullRemote(
  reference: Reference,
  options: PullOptions,
  { store, registry, now }: PullContext,
): Promise<PullResult> {
  const { content, images, snapshots } = store;
  const { onProgress = () => {} } = options;
  const asked = options.platform ?? registry.platform;
  const name = familiarString(reference);
  const { domain, path, tag, digest } = reference;
  // Docker says a tag by itself, and of a digest the whole name.
  const said = digest === undefined ? (tag ?? "latest") : `${domain}/${path}@${digest}`;
  const { client, cancel } = await connect(reference, registry, options);
  try {
    const pulled = await pullFromRegistry(client, {
      reference,
      platforms: wantedPlatforms(asked),
      isPlatformAsked: asked !== undefined,
      content,
      isKnown: (id) => images.list().some((image) => image.id === id),
      onFound: () =>
        onProgress({
          kind: "pulling-from",
          repository: reference.path,
          tag: said,
          registry: reference.domain,
        }),
      onProgress,
      extract: (diffId) => void snapshots.layer(diffId),
      cancel,
    });
    return store.transact(() => {
      const had = images.has(name) ? images.find(name).id : undefined;
      const figures = pulled.layers.map(({ diffId }) => snapshots.figures(asDiffId(diffId)));
      images.adopt(pulled.id, pulled.config, figures);
      if (reference.digest === undefined) images.tag(pulled.id, name, now());
      images.addDigest(pulled.id, reference, pulled.digest);
      return {
        id: pulled.id,
        digest: pulled.digest,
        reference: name,
        upToDate: had === pulled.id,
        layers: pulled.layers.map(({ diffId, descriptor, transferred }, at) => ({
          id: shortId(descriptor.digest),
          diffId,
          digest: descriptor.digest,
          size: figures[at]?.size ?? 0,
          transferred: transferred ? descriptor.size : 0,
          how: transferred ? "transferred" : "there",
        })),
      };
    });
  } catch (error) {
    throw withHint(error, reference);
  }
}
