import type { SourceTree } from "../build/source-tree.js";

/**
 * The files beside the command line: those of the machine it runs on, which `cp`, `save -o`, `load -i` and the
 * like read and write. A terminal has them, and a notebook has its folder; a place without a disk has none.
 *
 * Every call throws `HostFileError` with Go's text for what went wrong.
 */
export interface HostFiles {
  /** `notes/../a.txt` → `/home/me/a.txt`; a `/` or `/.` at the end stays. The other calls take relative paths too. */
  absolute(path: string): string;
  /** What is there; `undefined` for nothing. A trailing slash asks for a directory. */
  lstat(path: string): HostStat | undefined;
  stat(path: string): HostStat | undefined;
  /** A directory as a build context; nothing is read before it is asked for. */
  tree(path: string): SourceTree;
  /** With every link resolved; it must exist. */
  realpath(path: string): string;
  read(path: string): AsyncIterable<Uint8Array>;
  /** Writes beside and renames when complete: a failure leaves what was there before. */
  write(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /**
   * A file or a whole directory as a tar archive.
   *
   * @param name of the top entry; `.` makes `./` and `./…`
   */
  pack(path: string, name: string): AsyncIterable<Uint8Array>;
  /**
   * Unpacks a tar archive below a directory. Entries belong to whoever runs this. None leaves the directory or is
   * written through a link, and none replaces a directory by something else or the other way round.
   *
   * @param rename the name of an entry, given the one it has
   */
  unpack(
    archive: AsyncIterable<Uint8Array>,
    directory: string,
    rename: (name: string) => string,
  ): Promise<void>;
}

export interface HostStat {
  readonly kind: "file" | "directory" | "symlink" | "other";
  /** Of a symlink. */
  readonly linkTarget?: string;
}
