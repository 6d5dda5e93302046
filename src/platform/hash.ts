export type HashAlgorithm = "sha224" | "sha256";

/** A digest made piece by piece. */
export interface Hash {
  update(bytes: Uint8Array): void;
  /** The digest of everything so far. May be asked for once, by one of these two; then the hash is used up. */
  bytes(): Uint8Array;
  hex(): string;
}
