import type { BufferEncoding } from "just-bash";
import { fromLatin1, toLatin1 as latin1 } from "#platform/bytes";

export type WriteEncoding = { encoding?: BufferEncoding } | BufferEncoding;

const strict = new TextDecoder("utf-8", { fatal: true });

/** Text if the bytes are UTF-8, else one character per byte, as just-bash expects. */
export function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return latin1(bytes);
  }
}

export { fromLatin1, latin1 };

export function encode(content: string | Uint8Array, options: WriteEncoding | undefined): Uint8Array {
  // The file system keeps it as it is, so the shell must not be able to change its buffer later.
  if (typeof content !== "string") return content.slice();
  const encoding = typeof options === "string" ? options : options?.encoding;
  if (encoding === "binary" || encoding === "latin1" || encoding === "ascii") return fromLatin1(content);
  return new TextEncoder().encode(content);
}
