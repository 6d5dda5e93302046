import { setTimeout } from "#platform/timers";
import { InvalidReferenceError } from "../../../errors/images.js";
import type { Layer } from "../../../layer/layer.js";
import { summaryOf } from "../../../layer/summary.js";
import { asDiffId, type Digest, shortId } from "../../../oci/digest.js";
import { fitness, OWN_PLATFORM, parsePlatform } from "../../../oci/platform.js";
import { familiarName, familiarString, parseReference, type Reference } from "../../../oci/reference.js";
import { type BuiltinImage, builtinImage, builtinImages } from "../../../registry/builtin/index.js";
import { pullFromRegistry } from "../../../registry/distribution/pull.js";
import type { PullOptions, PullResult } from "../../registry.js";
import { imageEvent } from "../events/report.js";
import type { LabStore } from "../store/store.js";
import { connect, type RegistryOptions, wantedPlatform, withHint } from "./connect.js";

interface PullContext {
  readonly store: LabStore;
  readonly registry: RegistryOptions;
}

/**
 * Brings an image into the store. The names of built-in images never need a network; every other name includes
 * its registry. Layers are stored first; the image is made known at the end, all at once.
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
  // Not an image: `FROM scratch` says that there is nothing below.
  if (familiarName(reference) === "scratch")
    throw new InvalidReferenceError(text, "'scratch' is a reserved name");
  const builtin = builtinImage({ repository: familiarName(reference), tag });
  options.signal?.throwIfAborted();
  const there = digest === undefined ? undefined : keptBuiltIn(reference, context.store);
  if (there !== undefined) {
    const { domain, path } = reference;
    options.onProgress?.({ kind: "pulling-from", repository: path, tag: `${domain}/${path}@${digest}` });
    return there;
  }
  return context.store.storing(() =>
    builtin !== undefined && digest === undefined && isBuiltInWanted(options)
      ? pullBuiltin(builtin, reference, options, context)
      : pullRemote(reference, options, context),
  );
}

/** A built-in image that is asked for by its digest: no registry has it, so what is here is all there is. */
function keptBuiltIn(reference: Reference, { images }: LabStore): PullResult | undefined {
  const { digest } = reference;
  const name = familiarString(reference);
  const isBuiltIn = builtinImages().some(({ repository }) => repository === familiarName(reference));
  if (digest === undefined || !isBuiltIn || !images.has(name)) return undefined;
  return { id: images.find(name).id, digest, reference: name, upToDate: true };
}

/** All tags there are to pull of a repository. @throws {InvalidReferenceError} and what the registry refuses */
export async function tagsOf(
  repository: string,
  options: Pick<PullOptions, "insecure" | "signal">,
  registry: RegistryOptions,
): Promise<readonly string[]> {
  const reference = parseReference(repository);
  const builtin = builtinImages().filter((image) => image.repository === familiarName(reference));
  if (builtin.length > 0) return builtin.flatMap(({ tags }) => tags);
  try {
    const { client } = await connect(reference, registry, options);
    return await client.tags();
  } catch (error) {
    throw withHint(error, reference);
  }
}

function isBuiltInWanted({ platform, orBuiltIn = false }: PullOptions): boolean {
  return orBuiltIn || platform === undefined || fitness(OWN_PLATFORM, parsePlatform(platform)) === 0;
}

/** Its layers are written as archives, so they have real bytes and a DiffID; configuration and manifest follow. */
async function pullBuiltin(
  builtin: BuiltinImage,
  reference: Reference,
  { onProgress = () => {}, signal }: PullOptions,
  { store }: PullContext,
): Promise<PullResult> {
  const { content, images, snapshots } = store;
  const { path, tag = "latest" } = reference;
  onProgress({ kind: "pulling-from", repository: path, tag });
  const before = new Set<Digest>(content.list());
  const layers: Layer[] = [];
  for (const make of builtin.layers) {
    signal?.throwIfAborted();
    layers.push(snapshots.add(make()));
    // A large image takes a second; other work may run between its layers.
    await new Promise((go) => setTimeout(go, 0));
  }
  const config = {
    ...builtin.config,
    rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
  } as const;
  const name = familiarString({ ...reference, tag });
  return store.transact(() => {
    const count = images.list().length;
    const stored = images.add(config, layers.map(summaryOf));
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
    images.tag(stored.id, name);
    images.addDigest(stored.id, reference, stored.manifest.digest);
    imageEvent(store, "pull", stored.id, { actor: name, name: familiarName(reference) });
    return { id: stored.id, digest: stored.manifest.digest, reference: name, upToDate };
  });
}

async function pullRemote(
  reference: Reference,
  options: PullOptions,
  { store, registry }: PullContext,
): Promise<PullResult> {
  const { content, images, snapshots } = store;
  const { onProgress = () => {} } = options;
  const asked = options.platform ?? registry.platform;
  const name = familiarString(reference);
  const { domain, path, tag, digest } = reference;
  // Docker prints a tag by itself, but with a digest the full name.
  const said = digest === undefined ? (tag ?? "latest") : `${domain}/${path}@${digest}`;
  const { client, cancel } = await connect(reference, registry, options);
  try {
    const pulled = await pullFromRegistry(client, {
      reference,
      platform: wantedPlatform(asked),
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
      const summaries = pulled.layers.map(({ diffId }) => snapshots.summary(asDiffId(diffId)));
      images.adopt(pulled.id, pulled.config, summaries);
      if (reference.digest === undefined) images.tag(pulled.id, name);
      images.addDigest(pulled.id, reference, pulled.digest);
      imageEvent(store, "pull", pulled.id, { actor: name, name: familiarName(reference) });
      return {
        id: pulled.id,
        digest: pulled.digest,
        reference: name,
        upToDate: had === pulled.id,
        layers: pulled.layers.map(({ diffId, descriptor, transferred }, at) => ({
          id: shortId(descriptor.digest),
          diffId,
          digest: descriptor.digest,
          size: summaries[at]?.size ?? 0,
          transferred: transferred ? descriptor.size : 0,
          how: transferred ? "transferred" : "there",
        })),
      };
    });
  } catch (error) {
    throw withHint(error, reference);
  }
}
