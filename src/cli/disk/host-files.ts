import type { SourceTree } from "../../builder/source-tree.js";
import type { BindSources } from "../../engine/bind-sources.js";

/**
 * The files of the machine the command line runs on, which `cp`, `save -o`, `load -i` and the like read and write. A
 * terminal has them, a notebook has its folder, and a web page has none.
 *
 * Every call throws `HostFileError` with Go's text for what is wrong.
 */
export interface HostFiles {
  /** `notes/../a.txt` → `/home/me/a.txt`; a trailing `/` or `/.` stays. The other calls take relative paths too. */
  absolute(path: string): string;
  /** The same files, seen from another directory. */
  from(directory: string): HostFiles;
  /** What is there; `undefined` for nothing. A trailing slash asks for a directory. */
  lstat(path: string): HostStat | undefined;
  stat(path: string): HostStat | undefined;
  /** A directory as a build context. Nothing is read until it is needed. */
  tree(path: string): SourceTree;
  /** With every link resolved; it must exist. */
  realpath(path: string): string;
  /** @param signal ends the wait for a pipe that nobody writes to */
  read(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** Writes to a temporary file and renames it when complete: a failure leaves what was there before. */
  write(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /**
   * A file or a whole directory as a tar archive.
   *
   * @param name of the top entry; `.` makes `./` and `./…`
   */
  pack(path: string, name: string): AsyncIterable<Uint8Array>;
  /**
   * What containers may have mounted of these files.
   *
   * @param below only what lies in this directory, links followed; everything by default
   */
  binds(below?: () => string): BindSources;
  /** Makes a directory, and those above it that are missing; nothing happens where it is there. */
  makeDirectory(path: string): void;
  /**
   * Unpacks a tar archive into a directory. Entries belong to the user who runs this. No entry gets outside of the
   * directory or is written through a link, and none replaces a directory with something else or vice versa.
   *
   * @param rename maps an entry's name to the one it is unpacked under
   */
  unpack(
    archive: AsyncIterable<Uint8Array>,
    directory: string,
    rename: (name: string) => string,
  ): Promise<void>;
}

export interface HostStat {
  readonly kind: "file" | "directory" | "symlink" | "other";
  /** Target of a symlink. */
  readonly linkTarget?: string;
}
