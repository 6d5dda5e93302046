import type { EntryType } from "../tar/entry.js";
import { readArchive } from "../tar/read.js";
import { fromBytes, toBytes } from "../vfs/data.js";

/** A file, directory or link in a tar archive. */
export interface ArchiveMember {
  /** As in the archive: ends in `/` for a directory. */
  readonly name: string;
  readonly type: EntryType;
  /** Size of its content, in bytes. */
  readonly size: number;
  readonly content: Uint8Array;
  /** Its content as UTF-8. */
  readonly text: string;
  /** Target of a link; empty for everything else. */
  readonly linkname: string;
}

/**
 * Names and contents of a tar archive, in order.
 *
 * @throws {ArchiveError} it is not a tar archive, or is compressed
 * @example
 * for (const { name, size } of untar(readFileSync("image.tar"))) console.log(name, size);
 */
export function untar(archive: Uint8Array): ArchiveMember[] {
  return [...readArchive(fromBytes(archive))].map(({ name, type, linkname, data }) => ({
    name,
    type,
    linkname,
    size: data.size,
    get content() {
      return toBytes(data);
    },
    get text() {
      return new TextDecoder().decode(toBytes(data));
    },
  }));
}
