import { writeArchive } from "../../src/tar/write.js";
import { EMPTY, fromBytes } from "../../src/vfs/data.js";

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
  const entry = { uid: 0, gid: 0, uname: "", gname: "", mtime: 0, linkname: "", major: 0, minor: 0 };
  const archive = writeArchive([
    { ...entry, name: "etc/", type: "directory", mode: 0o755, data: EMPTY },
    { ...entry, name: `etc/${name}`, type: "file", mode: 0o644, data: fromBytes(bytes) },
  ]);
  return (async function* () {
    yield* archive.chunks();
  })();
}
