import { InvalidReferenceError } from "../../../errors/images.js";
import { NothingToPushError } from "../../../errors/registry.js";
import type { ImageRecord } from "../../../image/records.js";
import { registryDocuments } from "../../../image/registry-documents.js";
import { type DiffID, shortId } from "../../../oci/digest.js";
import { familiarName, familiarString, parseReference, type Reference } from "../../../oci/reference.js";
import { parseManifest } from "../../../registry/distribution/manifest.js";
import type { KnownBlob } from "../../../registry/distribution/push.js";
import { pushToRegistry } from "../../../registry/distribution/push.js";
import { fromBytes } from "../../../vfs/data.js";
import type { PushOptions, PushResult } from "../../registry.js";
import { imageEvent } from "../events/report.js";
import { requirePlatform } from "../images/platform.js";
import type { LabStore } from "../store/store.js";
import { connect, type RegistryOptions, withHint } from "./connect.js";

interface PushContext {
  readonly store: LabStore;
  readonly registry: RegistryOptions;
}

/**
 * Sends an image to the registry in its name. Afterwards the store knows what that registry has, so it is not
 * sent there again.
 *
 * @throws {NothingToPushError} {@link InvalidReferenceError} and what {@link pushToRegistry} throws
 */
export async function pushImage(
  text: string,
  options: PushOptions,
  { store, registry }: PushContext,
): Promise<PushResult> {
  const reference = parseReference(text);
  if (reference.digest !== undefined) throw new InvalidReferenceError(text, "cannot push a digest reference");
  const tag = reference.tag ?? "latest";
  return store.storing(async () => {
    const { content } = store;
    const { onProgress = () => {}, platform } = options;
    // Before anything is said, as in Docker.
    if (platform !== undefined)
      store.transact(() =>
        requirePlatform(store.images.find(text), `${repositoryName(reference)}:${tag}`, platform),
      );
    onProgress({ kind: "pushing-to", repository: repositoryName(reference) });
    const record = store.transact(() => imageOf(reference, store));
    const known = store.transact(() => knownBlobs(store));
    const { manifests } = registryDocuments(record.id, store.images.digestsOf(record.id), content);
    const { client, cancel } = await connect(reference, registry, options);
    try {
      const { digest, manifest, layers } = await pushToRegistry(client, {
        config: { digest: record.id, bytes: content.read(record.id) },
        layers: record.layers.map(({ diffId }) => ({
          diffId,
          archive: content.open(diffId),
          known: known.get(diffId) ?? [],
        })),
        tags: [tag],
        manifests: manifests.map(({ bytes }) => bytes),
        onProgress,
        cancel,
      });
      store.transact(() => {
        content.put(fromBytes(manifest));
        // It may have been removed in the meantime.
        if (store.images.has(record.id)) store.images.addDigest(record.id, reference, digest);
        imageEvent(store, "push", record.id, {
          ...{ actor: familiarString({ ...reference, tag }), name: familiarName(reference) },
        });
      });
      return {
        reference: familiarString({ ...reference, tag }),
        tag,
        digest,
        size: manifest.length,
        layers: layers.map(({ diffId, descriptor, how }, at) => ({
          id: shortId(diffId),
          diffId,
          digest: descriptor.digest,
          size: record.layers[at]?.size ?? 0,
          transferred: how === "sent" ? descriptor.size : 0,
          how: how === "sent" ? "transferred" : how,
        })),
      };
    } catch (error) {
      throw withHint(error, reference);
    }
  });
}

/** moby `distribution/push.go`: the image must have exactly this name. */
function imageOf(reference: Reference, { images }: LabStore): ImageRecord {
  const name = familiarString(reference);
  const found = images.list().find(({ id }) => images.tagsOf(id).includes(name));
  if (found !== undefined) return found;
  const repository = familiarName(reference);
  const others = images.list().flatMap(({ id }) => images.tagsOf(id));
  if (others.some((tag) => familiarName(parseReference(tag)) === repository))
    throw new NothingToPushError(name, `tag does not exist: ${name}`);
  throw new NothingToPushError(name, `An image does not exist locally with the tag: ${repository}`);
}

/** `docker.io/library/ubuntu`, `localhost:5000/x` */
function repositoryName({ domain, path }: Reference): string {
  return `${domain}/${path}`;
}

/** For each layer, the blobs that registries are known to have for it, from the manifests of all images. */
function knownBlobs({ images, content }: LabStore): ReadonlyMap<DiffID, readonly KnownBlob[]> {
  const known = new Map<DiffID, KnownBlob[]>();
  for (const record of images.list()) {
    const { manifests } = registryDocuments(record.id, images.digestsOf(record.id), content);
    for (const { domain, path, bytes } of manifests) {
      const document = parseManifest(bytes);
      if (document.kind !== "image") continue;
      for (const [at, { diffId }] of record.layers.entries()) {
        const descriptor = document.layers[at];
        if (descriptor === undefined) continue;
        const list = known.get(diffId) ?? [];
        known.set(diffId, list);
        list.push({ descriptor, domain, repository: path });
      }
    }
  }
  return known;
}
