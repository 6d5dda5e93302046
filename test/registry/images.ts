import { entry, file, stream, tar } from "../archives.js";

/** An archive of one file with bytes that do not compress, the same ones for the same seed. */
export function noise(name: string, size: number, seed: number): AsyncIterable<Uint8Array> {
  const bytes = new Uint8Array(size);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < size; at++) {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 0xff;
  }
  return stream(tar(entry("etc/"), file(`etc/${name}`, bytes)));
}
