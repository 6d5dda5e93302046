import { familiarName, parseReference } from "../../../oci/reference.js";
import { builtinImage } from "../../../registry/builtin/index.js";
import type { ManifestOptions, RegistryManifest } from "../../registry.js";
import type { LabStore } from "../store/store.js";
import { connect, type RegistryOptions, withHint } from "./connect.js";

/**
 * A name's document as its registry has it. Of a built-in image that is here, the one it has here: no registry has it.
 *
 * @throws {InvalidReferenceError} and what the registry refuses
 */
export async function registryManifest(
  text: string,
  options: ManifestOptions,
  { store, registry }: { readonly store: LabStore; readonly registry: RegistryOptions },
): Promise<RegistryManifest> {
  const reference = parseReference(text);
  const { tag = "latest", digest } = reference;
  if (builtinImage({ repository: familiarName(reference), tag }) !== undefined && digest === undefined) {
    const own = store.transact(() =>
      store.images.has(text) ? store.images.find(text).image.manifest : undefined,
    );
    if (own !== undefined)
      return { mediaType: own.mediaType, digest: own.digest, bytes: store.content.read(own.digest) };
  }
  const { client, cancel } = await connect(reference, registry, options);
  try {
    const { bytes, digest: found, document } = await client.manifest(digest ?? tag);
    return { mediaType: document.mediaType, digest: found, bytes };
  } catch (error) {
    throw withHint(error, reference);
  } finally {
    cancel();
  }
}
