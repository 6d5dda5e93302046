import type { ContentStore } from "../content/store.js";
import { BlobCorruptError } from "../errors/content.js";
import { type Digest, isDigest } from "../oci/digest.js";
import { parseReference } from "../oci/reference.js";

/** An image's manifest as it is in a registry. */
export interface RegistryManifest {
  readonly domain: string;
  readonly path: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/**
 * The documents behind the names an image has in registries (`ubuntu@sha256:…`), which the store keeps, so that the
 * image can be sent on under the same digest: its manifests, and `all` they were found by, indexes too. Documents that
 * are not here (any more) or damaged are left out; where one is `damaged`, it is not known what else it names.
 */
export function registryDocuments(
  id: Digest,
  names: readonly string[],
  content: ContentStore,
): {
  readonly manifests: readonly RegistryManifest[];
  readonly all: readonly Digest[];
  readonly damaged: boolean;
} {
  let damaged = false;
  const read = (digest: Digest): Uint8Array | undefined => {
    if (!content.has(digest)) return undefined;
    try {
      return content.read(digest);
    } catch (error) {
      if (!(error instanceof BlobCorruptError)) throw error;
      damaged = true;
      return undefined;
    }
  };
  const manifests: RegistryManifest[] = [];
  const all: Digest[] = [];
  for (const name of names) {
    const { domain, path, digest } = parseReference(name);
    if (digest === undefined || !content.has(digest)) continue;
    all.push(digest);
    const document = read(digest);
    if (document === undefined) continue;
    const found = documentOf(document);
    const candidates = found.manifests.length > 0 ? found.manifests : [digest];
    for (const candidate of candidates) {
      const bytes = read(candidate);
      if (bytes === undefined || documentOf(bytes).config !== id) continue;
      all.push(candidate);
      manifests.push({ domain, path, digest: candidate, bytes });
    }
  }
  return { manifests, all, damaged };
}

/** What a document names: an index its manifests, a manifest its configuration. Nothing is trusted to be there. */
function documentOf(bytes: Uint8Array): {
  readonly config: Digest | undefined;
  readonly manifests: readonly Digest[];
} {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return { config: undefined, manifests: [] };
  }
  const { config, manifests } = members(value);
  return {
    config: digestOf(config),
    manifests: (Array.isArray(manifests) ? manifests : []).flatMap((item: unknown) => digestOf(item) ?? []),
  };
}

function digestOf(descriptor: unknown): Digest | undefined {
  const { digest } = members(descriptor);
  return typeof digest === "string" && isDigest(digest) ? digest : undefined;
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
