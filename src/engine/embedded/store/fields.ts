import type { StoredBlob } from "../../../content/store.js";
import { type Digest, isDigest } from "../../../oci/digest.js";
import type { StoredUpper } from "../../../snapshot/upper-archive.js";

/** Readers for documents of the store: each throws a TypeError that says which member is not what it should be. */
export type Members = Readonly<Record<string, unknown>>;

export function members(value: unknown, where: string): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${where} is not an object`);
  return { ...value };
}

export function string(value: unknown, where: string): string {
  if (typeof value !== "string") throw new TypeError(`${where} is not a string`);
  return value;
}

export function number(value: unknown, where: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw new TypeError(`${where} is not a number`);
  return value;
}

export function digest(value: unknown, where: string): Digest {
  if (typeof value !== "string" || !isDigest(value)) throw new TypeError(`${where} is not a digest`);
  return value;
}

export function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${where} is not a list`);
  return value;
}

export function storedUpper(at: Members, where: string): StoredUpper {
  return {
    tree: blob(at.tree, `${where}.tree`),
    packs: list(at.packs, `${where}.packs`).map((item) => blob(item, `${where}.packs`)),
  };
}

function blob(value: unknown, where: string): StoredBlob {
  const at = members(value, where);
  return { digest: digest(at.digest, where), size: number(at.size, where) };
}
