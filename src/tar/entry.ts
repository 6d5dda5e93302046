import type { FileData } from "../vfs/filesystem.js";

export type EntryType =
  | "file"
  | "link"
  | "symlink"
  | "character-device"
  | "block-device"
  | "directory"
  | "fifo";

/** One member of an archive, PAX records applied. */
export interface Entry {
  /** As written: may lead with `./` or `/`, ends in `/` for a directory. */
  readonly name: string;
  readonly type: EntryType;
  /** Permission bits with setuid, setgid and sticky; type bits are dropped. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly uname: string;
  readonly gname: string;
  /** Seconds since the epoch, with a fraction where a PAX record gives one. */
  readonly mtime: number;
  /** Target of a `link` (a name in the archive) or `symlink`. */
  readonly linkname: string;
  readonly major: number;
  readonly minor: number;
  /** `SCHILY.xattr.` records without that prefix. */
  readonly xattrs?: Readonly<Record<string, string>>;
  /**
   * PAX records to be written as they are, over what the other members say; of an archive that is read, those of
   * this project (`LAYERLAB.…`). Layers have none: Docker would not write them.
   */
  readonly records?: Readonly<Record<string, string>>;
  /** Content of a file, a slice of the archive; empty for everything else. */
  readonly data: FileData;
}

export const BLOCK = 512;

export const TYPE_FLAGS: Readonly<Record<EntryType, string>> = {
  file: "0",
  link: "1",
  symlink: "2",
  "character-device": "3",
  "block-device": "4",
  directory: "5",
  fifo: "6",
};
