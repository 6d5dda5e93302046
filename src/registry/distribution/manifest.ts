import { InvalidManifestError, NoMatchingManifestError } from "../../errors/registry.js";
import { isRecord } from "../../go/reflect/value.js";
import { type Digest, isDigest } from "../../oci/digest.js";
import { fitness, platformText } from "../../oci/platform.js";
import { type Descriptor, DOCKER_TYPE, MEDIA_TYPE, type Platform } from "../../oci/types.js";

/** The media types that are accepted when a name is resolved. */
export const ACCEPTED: string = [
  DOCKER_TYPE.manifest,
  DOCKER_TYPE.list,
  MEDIA_TYPE.manifest,
  MEDIA_TYPE.index,
].join(", ");

const MAX_LAYERS = 1000;

/** The manifest of one image, in either of its forms. */
export interface ImageManifest {
  readonly kind: "image";
  readonly mediaType: string;
  readonly config: Descriptor;
  /** Lowest first; usually compressed. */
  readonly layers: readonly Descriptor[];
}

/** Images for several platforms under one name. */
export interface PlatformIndex {
  readonly kind: "index";
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
}

/**
 * Parses either form. What a document does not say of itself comes from its `Content-Type`.
 * @throws {InvalidManifestError}
 */
export function parseManifest(bytes: Uint8Array, contentType = ""): ImageManifest | PlatformIndex {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
    throw new InvalidManifestError(`the registry's manifest is no JSON: ${error.message}`);
  }
  const at = members(value, "the manifest");
  const mediaType =
    typeof at.mediaType === "string" ? at.mediaType : (contentType.split(";")[0] ?? "").trim();
  if (at.schemaVersion === 1) {
    throw new InvalidManifestError(
      "the image is in Docker's old format (image manifest version 1), which has no digests to verify; pull it with Docker and push it again",
    );
  }
  if (Array.isArray(at.manifests))
    return {
      kind: "index",
      mediaType,
      manifests: at.manifests.map((item, n) => descriptor(item, `manifests[${n}]`)),
    };
  if (!Array.isArray(at.layers) || at.config === undefined)
    throw new InvalidManifestError(`unsupported manifest: ${mediaType || "neither layers nor manifests"}`);
  if (at.layers.length > MAX_LAYERS)
    throw new InvalidManifestError(
      `the manifest lists ${at.layers.length} layers; ${MAX_LAYERS} are taken at most`,
    );
  return {
    kind: "image",
    mediaType,
    config: descriptor(at.config, "config"),
    layers: at.layers.map((item, n) => descriptor(item, `layers[${n}]`)),
  };
}

/**
 * The image of an index that fits a platform best, as Docker chooses it: of those that run there, the best variant; an
 * image that does not name its platform comes last.
 * @throws {NoMatchingManifestError}
 */
export function choosePlatform({ manifests }: PlatformIndex, wanted: Platform): Descriptor {
  const fitting = manifests.flatMap((item) => {
    if (item.platform === undefined) return [{ item, rank: Number.POSITIVE_INFINITY }];
    const rank = fitness(item.platform, wanted);
    return rank === undefined ? [] : [{ item, rank }];
  });
  const [best] = fitting.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  if (best !== undefined) return best.item;
  throw new NoMatchingManifestError(
    platformText(wanted),
    manifests.flatMap(({ platform }) => (platform === undefined ? [] : [platformText(platform)])),
  );
}

/** Layers and other blobs in the manifest's JSON that are stored elsewhere. */
function descriptor(value: unknown, where: string): Descriptor {
  const { mediaType, digest, size, platform, annotations } = members(value, where);
  if (typeof digest !== "string" || !isDigest(digest))
    throw new InvalidManifestError(`${where} of the manifest has no sha256 digest`);
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
    throw new InvalidManifestError(`${where} of the manifest has no size`);
  return {
    mediaType: typeof mediaType === "string" ? mediaType : "",
    digest,
    size,
    ...annotationsOf(annotations),
    ...platformOf(platform, where),
  };
}

function annotationsOf(value: unknown): { readonly annotations?: Readonly<Record<string, string>> } {
  if (!isRecord(value)) return {};
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { annotations: Object.fromEntries(texts) };
}

/** A platform without its operating system or architecture counts as none. */
function platformOf(value: unknown, where: string): { readonly platform?: Platform } {
  if (value === undefined || value === null) return {};
  const { os, architecture, variant } = members(value, `${where}.platform`);
  if (typeof os !== "string" || typeof architecture !== "string" || os === "" || architecture === "")
    return {};
  return {
    platform: { os, architecture, ...(typeof variant === "string" && variant !== "" ? { variant } : {}) },
  };
}

function members(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new InvalidManifestError(`${where} is no object`);
}

/** A manifest in Docker's form, down to the blanks: Go's `json.MarshalIndent` with three spaces. */
export function dockerManifest(
  config: Omit<Descriptor, "mediaType">,
  layers: readonly Descriptor[],
): Uint8Array {
  const document = {
    schemaVersion: 2,
    mediaType: DOCKER_TYPE.manifest,
    config: { mediaType: DOCKER_TYPE.config, size: config.size, digest: config.digest },
    layers: layers.map(({ mediaType, size, digest }) => ({ mediaType, size, digest })),
  };
  return new TextEncoder().encode(JSON.stringify(document, undefined, 3));
}

/** What a manifest's bytes turned out to be. */
export interface FetchedManifest {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  readonly document: ImageManifest | PlatformIndex;
}
