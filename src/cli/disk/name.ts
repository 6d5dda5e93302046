import { hasOtherBytes, nameBytes, nameOf } from "../../posix/name-bytes.js";

/** A path as the machine's calls take it: text, or bytes where it is no UTF-8 (`posix/name-bytes.ts`). */
export function onDisk(path: string): string | Buffer {
  return hasOtherBytes(path) ? Buffer.from(nameBytes(path)) : path;
}

/** A name or a link's target that the machine gave as bytes. */
export function fromDisk(bytes: Buffer): string {
  return nameOf(bytes);
}
