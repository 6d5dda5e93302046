import { InvalidManifestError, NoMatchingManifestError } from "../../errors/registry.js";
import { type Digest, isDigest } from "../../oci/digest.js";
import { type Descriptor, MEDIA_TYPE, type Platform } from "../../oci/types.js";

/** Docker's own names for what became the OCI's documents (distribution "Image Manifest V 2, Schema 2"). */
export const DOCKER_TYPE = {
  list: "application/vnd.docker.distribution.manifest.list.v2+json",
  manifest: "application/vnd.docker.distribution.manifest.v2+json",
  config: "application/vnd.docker.container.image.v1+json",
  layer: "application/vnd.docker.image.rootfs.diff.tar.gzip",
} as const;

/** What is asked for when a name is looked up. */
export const ACCEPTED: string = [
  DOCKER_TYPE.manifest,
  DOCKER_TYPE.list,
  MEDIA_TYPE.manifest,
  MEDIA_TYPE.index,
].join(", ");

const MAX_LAYERS = 1000;

/** The manifest of one image, whichever of its forms it has. */
export interface ImageManifest {
  readonly kind: "image";
  readonly mediaType: string;
  readonly config: Descriptor;
  /** Lowest first; compressed, mostly. */
  readonly layers: readonly Descriptor[];
}

/** Images for several platforms under one name. */
export interface PlatformIndex {
  readonly kind: "index";
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
}

/**
 * Reads either. What a document does not say of itself, its `Content-Type` says.
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
 * The image of an index for the first platform that it has one for.
 * @throws {NoMatchingManifestError}
 */
export function choosePlatform({ manifests }: PlatformIndex, wanted: readonly Platform[]): Descriptor {
  for (const platform of wanted) {
    const found = manifests.find((item) => item.platform !== undefined && matches(item.platform, platform));
    if (found !== undefined) return found;
  }
  throw new NoMatchingManifestError(
    wanted[0] === undefined ? "no platform" : platformText(wanted[0]),
    manifests.flatMap(({ platform }) => (platform === undefined ? [] : [platformText(platform)])),
  );
}

/** Whether an image runs where it is wanted; a variant that nobody names fits. */
export function matches(has: Platform, wanted: Platform): boolean {
  if (has.os !== wanted.os || has.architecture !== wanted.architecture) return false;
  return wanted.variant === undefined || has.variant === undefined || has.variant === wanted.variant;
}

/** `linux/arm64/v8` */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined || variant === "" ? [] : [variant])].join("/");
}

/**
 * `linux/arm64/v8`, or `arm64` alone.
 * @throws {InvalidManifestError}
 */
export function parsePlatform(text: string): Platform {
  const parts = text.toLowerCase().split("/");
  if (parts.length > 3 || parts.some((part) => !/^[a-z0-9._-]+$/.test(part)))
    throw new InvalidManifestError(
      `${JSON.stringify(text)}: invalid platform; write it as linux/amd64 or linux/arm64`,
    );
  const [os = "linux", architecture, variant] =
    parts.length === 1 && text !== "linux" ? ["linux", ...parts] : parts;
  const known = ARCHITECTURES[architecture ?? ""] ?? architecture ?? "amd64";
  return { os, architecture: known, ...(variant === undefined ? {} : { variant }) };
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  "x86-64": "amd64",
  aarch64: "arm64",
};

/** Layers and other blobs that lie elsewhere in the manifest's JSON. */
function descriptor(value: unknown, where: string): Descriptor {
  const { mediaType, digest, size, platform } = members(value, where);
  if (typeof digest !== "string" || !isDigest(digest))
    throw new InvalidManifestError(`${where} of the manifest has no sha256 digest`);
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
    throw new InvalidManifestError(`${where} of the manifest has no size`);
  return {
    mediaType: typeof mediaType === "string" ? mediaType : "",
    digest,
    size,
    ...(platform === undefined ? {} : { platform: platformOf(platform, where) }),
  };
}

function platformOf(value: unknown, where: string): Platform {
  const { os, architecture, variant } = members(value, `${where}.platform`);
  return {
    os: String(os ?? ""),
    architecture: String(architecture ?? ""),
    ...(typeof variant === "string" && variant !== "" ? { variant } : {}),
  };
}

function members(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new InvalidManifestError(`${where} is no object`);
}

/** A manifest in Docker's form, to the blank: Go's `json.MarshalIndent` with three spaces. */
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

/** What a manifest's bytes were found to be. */
export interface FetchedManifest {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  readonly document: ImageManifest | PlatformIndex;
}
