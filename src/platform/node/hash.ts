import * as crypto from "node:crypto";
import type { Hash, HashAlgorithm } from "../hash.js";

/** Resolves when {@link createHash} can be called, which here is at once. */
export function hashReady(): Promise<void> {
  return Promise.resolve();
}

export function createHash(algorithm: HashAlgorithm): Hash {
  const hash = crypto.createHash(algorithm);
  return {
    update: (bytes) => void hash.update(bytes),
    bytes: () => hash.digest(),
    hex: () => hash.digest("hex"),
  };
}
