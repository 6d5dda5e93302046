import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Signs and checks messages with the connection file's key. An empty key means that messages are not
 * authenticated, as the protocol says.
 */
export interface Signer {
  sign(parts: readonly Uint8Array[]): string;
  verify(signature: Uint8Array, parts: readonly Uint8Array[]): boolean;
}

/** `scheme` as in a connection file: `hmac-sha256`. */
export function createSigner(scheme: string, key: string): Signer {
  if (key === "") return { sign: () => "", verify: () => true };
  const algorithm = scheme.replace(/^hmac-/, "");
  const sign = (parts: readonly Uint8Array[]): string => {
    const hmac = createHmac(algorithm, key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  };
  return {
    sign,
    verify(signature, parts) {
      const expected = Buffer.from(sign(parts));
      // Constant time: the time of an answer must not tell how much of a forged signature was right.
      return signature.length === expected.length && timingSafeEqual(signature, expected);
    },
  };
}
