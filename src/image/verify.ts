import type { ContentStore } from "../content/store.js";
import { BlobNotFoundError } from "../errors/content.js";
import { InvalidImageError } from "../errors/images.js";
import { type DiffID, type Digest, isDigest } from "../oci/digest.js";
import { parseImageConfig } from "../oci/image-config.js";
import type { ImageRecord } from "./records.js";

/** One blob on the way from a name to the bytes of its layers: the digest in the document, and the actual one. */
export interface VerifiedBlob {
  readonly role: "manifest" | "config" | "layer";
  /** Where its digest is written: `index.json`, the manifest, the configuration. */
  readonly namedBy: string;
  readonly mediaType: string;
  /** As written there. */
  readonly digest: Digest;
  /** Computed just now from the bytes; absent for a blob that is not there. */
  readonly computed?: Digest;
  /** Bytes as written there, and as they are; the latter absent for a blob that is not there. */
  readonly size: number;
  readonly actualSize?: number;
  /** Of a layer: what the configuration lists in its place for the uncompressed bytes. */
  readonly diffId?: DiffID;
  readonly status: "matches" | "differs" | "missing";
}

export interface Verification {
  /** As it was asked for. */
  readonly name: string;
  /** The image's id, which is the configuration's digest. */
  readonly id: Digest;
  readonly blobs: readonly VerifiedBlob[];
  /** Every blob matches, and the documents agree with each other. */
  readonly ok: boolean;
  /** What is wrong apart from blobs that do not match, and why the walk ended early. */
  readonly problems: readonly string[];
}

interface Pointer {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
}

/**
 * Follows the digests as a runtime does, index → manifest → configuration and layers, and hashes each blob again from its bytes,
 * whether or not it was verified before (image-spec descriptor.md, "Verification"). Damage is a result, not an error;
 * what a damaged document names is not followed.
 */
export function verifyImage(name: string, record: ImageRecord, content: ContentStore): Verification {
  const blobs: VerifiedBlob[] = [];
  const problems: string[] = [];
  const check = (role: VerifiedBlob["role"], namedBy: string, pointer: Pointer, diffId?: DiffID): boolean => {
    const blob = checked(role, namedBy, pointer, content, diffId);
    blobs.push(blob);
    return blob.status === "matches";
  };
  const finish = (): Verification => ({
    name,
    id: record.id,
    blobs,
    problems,
    ok: problems.length === 0 && blobs.every(({ status }) => status === "matches"),
  });

  if (!check("manifest", "index.json", record.manifest)) {
    problems.push("The manifest is not what the index names, so nothing it says can be followed.");
    return finish();
  }
  const manifest = documentOf(content.read(record.manifest.digest));
  if (manifest === undefined) {
    problems.push("The manifest names no configuration or no layers.");
    return finish();
  }
  if (manifest.config.digest !== record.id)
    problems.push(`The manifest names another configuration than the image's id ${record.id}.`);
  const configIsRight = check("config", "the manifest", manifest.config);
  const diffIds = configIsRight ? diffIdsOf(content.read(manifest.config.digest)) : undefined;
  if (diffIds === undefined) problems.push("The configuration cannot be read, so its DiffIDs are unknown.");
  else if (diffIds.length !== manifest.layers.length)
    problems.push(
      `The manifest lists ${manifest.layers.length} layers, the configuration ${diffIds.length} DiffIDs.`,
    );
  for (const [at, layer] of manifest.layers.entries()) {
    const diffId = diffIds?.[at];
    check("layer", "the manifest", layer, diffId);
    // Layers are stored uncompressed, so one hash answers both questions.
    if (diffId !== undefined && diffId !== layer.digest)
      problems.push(`Layer ${at} of the manifest is not the one the configuration lists (${diffId}).`);
  }
  return finish();
}

function checked(
  role: VerifiedBlob["role"],
  namedBy: string,
  { mediaType, digest, size }: Pointer,
  content: ContentStore,
  diffId: DiffID | undefined,
): VerifiedBlob {
  const named = { role, namedBy, mediaType, digest, size, ...(diffId === undefined ? {} : { diffId }) };
  try {
    const actual = content.rehash(digest);
    const matches = actual.digest === digest && actual.size === size;
    return {
      ...named,
      computed: actual.digest,
      actualSize: actual.size,
      status: matches ? "matches" : "differs",
    };
  } catch (error) {
    if (error instanceof BlobNotFoundError) return { ...named, status: "missing" };
    throw error;
  }
}

function documentOf(
  bytes: Uint8Array,
): { readonly config: Pointer; readonly layers: readonly Pointer[] } | undefined {
  const { config, layers } = members(json(bytes));
  const configPointer = pointer(config);
  if (configPointer === undefined || !Array.isArray(layers)) return undefined;
  const pointers = layers.flatMap((layer: unknown) => pointer(layer) ?? []);
  return pointers.length === layers.length ? { config: configPointer, layers: pointers } : undefined;
}

function diffIdsOf(config: Uint8Array): readonly DiffID[] | undefined {
  try {
    return parseImageConfig(config).rootfs.diff_ids;
  } catch (error) {
    if (error instanceof InvalidImageError) return undefined;
    throw error;
  }
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function pointer(value: unknown): Pointer | undefined {
  const { mediaType, digest, size } = members(value);
  if (typeof digest !== "string" || !isDigest(digest) || typeof size !== "number") return undefined;
  return { mediaType: typeof mediaType === "string" ? mediaType : "", digest, size };
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
