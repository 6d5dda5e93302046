import { parseImageConfig } from "../../../oci/image-config.js";
import { familiarName, parseReference } from "../../../oci/reference.js";
import type { ImageConfig } from "../../../oci/types.js";
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
    const own = store.transact(() => (store.images.has(text) ? store.images.find(text).image : undefined));
    if (own !== undefined) {
      const { mediaType, digest: found } = own.manifest;
      const bytes = store.content.read(found);
      return {
        mediaType,
        digest: found,
        bytes,
        ...(options.platform === true ? platformIn(own.config) : {}),
      };
    }
  }
  const { client, cancel } = await connect(reference, registry, options);
  try {
    const { bytes, digest: found, document } = await client.manifest(digest ?? tag);
    const platform =
      options.platform === true && document.kind === "image"
        ? platformIn(parseImageConfig(await client.config(document.config)))
        : {};
    return { mediaType: document.mediaType, digest: found, bytes, ...platform };
  } catch (error) {
    throw withHint(error, reference);
  } finally {
    cancel();
  }
}

function platformIn({ architecture, os, variant }: ImageConfig): Pick<RegistryManifest, "platform"> {
  return { platform: { architecture, os, ...(variant === undefined ? {} : { variant }) } };
}
