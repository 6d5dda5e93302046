import { createHash } from "#platform/hash";
import { InvalidDigestError } from "../errors/oci.js";

declare const brand: unique symbol;
/** The mark is an object of its own for each name, so that a value can carry two: every DiffID is a Digest. */
type Branded<Name extends string> = string & { readonly [brand]: { readonly [Key in Name]: true } };

/** `sha256:` and 64 lowercase hex digits: the name of a blob, computed from its bytes (OCI descriptor.md). */
export type Digest = Branded<"Digest">;
/** The digest of a layer's *uncompressed* tar: what `rootfs.diff_ids` lists (OCI config.md). */
export type DiffID = Branded<"DiffID"> & Digest;
/** The identity of a whole stack of layers, see {@link chainId} (OCI config.md, "Layer ChainID"). */
export type ChainID = Branded<"ChainID">;

const encoder = new TextEncoder();
const FORM = /^sha256:[a-f0-9]{64}$/;

export function isDigest(text: string): text is Digest {
  return FORM.test(text);
}

/** @throws {InvalidDigestError} */
export function parseDigest(text: string): Digest {
  if (!isDigest(text)) throw new InvalidDigestError(text);
  return text;
}

/** The same string, said to be the digest of uncompressed layer bytes. */
export function asDiffId(digest: Digest): DiffID {
  return digest as DiffID;
}

export function sha256(bytes: Uint8Array | string): Digest {
  const hash = createHash("sha256");
  hash.update(typeof bytes === "string" ? encoder.encode(bytes) : bytes);
  return digestOfHex(hash.hex());
}

/** A digest made piece by piece: `const d = digester(); d.update(a); d.update(b); d.digest()`. */
export function digester(): { update(chunk: Uint8Array): void; digest(): Digest } {
  const hash = createHash("sha256");
  return {
    update: (chunk) => hash.update(chunk),
    digest: () => digestOfHex(hash.hex()),
  };
}

function digestOfHex(hex: string): Digest {
  return `sha256:${hex}` as Digest;
}

export function hexOf(digest: Digest | ChainID): string {
  return digest.slice("sha256:".length);
}

/** The twelve digits Docker shows of an id. */
export function shortId(id: string): string {
  return (id.startsWith("sha256:") ? id.slice(7) : id).slice(0, 12);
}

/**
 * ChainID(L0) = DiffID(L0); ChainID(L0|...|Ln) = SHA256(ChainID(L0|...|Ln-1) + " " + DiffID(Ln)).
 * `undefined` stands for no layers at all.
 */
export function chainId(parent: ChainID | undefined, diffId: DiffID): ChainID {
  if (parent === undefined) return diffId as string as ChainID;
  return sha256(`${parent} ${diffId}`) as string as ChainID;
}
