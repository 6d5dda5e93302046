import type { ContentStore } from "../content/store.js";
import { type Digest, isDigest } from "../oci/digest.js";
import { parseReference } from "../oci/reference.js";

/** The manifest an image has in a registry, as it is there. */
export interface RegistryManifest {
  readonly domain: string;
  readonly path: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/**
 * The documents behind the names an image has in registries (`ubuntu@sha256:…`), which the store keeps, so that the
 * image can be sent on under the same digest: its manifests, and `all` they were found by, indexes too. Documents that
 * are not here (any more) are left out.
 */
export function registryDocuments(
  id: Digest,
  names: readonly string[],
  content: ContentStore,
): { readonly manifests: readonly RegistryManifest[]; readonly all: readonly Digest[] } {
  const manifests: RegistryManifest[] = [];
  const all: Digest[] = [];
  for (const name of names) {
    const { domain, path, digest } = parseReference(name);
    if (digest === undefined || !content.has(digest)) continue;
    all.push(digest);
    const found = documentOf(content.read(digest));
    const candidates = found.manifests.length > 0 ? found.manifests : [digest];
    for (const candidate of candidates) {
      if (!content.has(candidate)) continue;
      const bytes = content.read(candidate);
      if (documentOf(bytes).config !== id) continue;
      all.push(candidate);
      manifests.push({ domain, path, digest: candidate, bytes });
    }
  }
  return { manifests, all };
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
