import type { FileData } from "../vfs/filesystem.js";

/**
 * The disk a store lies on: the few file operations it needs, so that the same store works in memory, on a
 * real disk and in a browser. Paths are absolute within the medium and use `/`.
 *
 * Long runs of zeros take no room on either (holes), so that a stand-in of a 90 MB program costs nothing.
 */
export interface Medium {
  /** A new file without a name yet; it appears, whole, when `commit` names it. */
  create(): MediumWriter;
  /** @throws {FileSystemError} ENOENT */
  open(path: string): FileData;
  exists(path: string): boolean;
  list(directory: string): readonly string[];
  remove(path: string): void;
}

export interface MediumWriter {
  write(chunk: Uint8Array): void;
  /** Replaces what had that name. */
  commit(path: string): void;
  /** Leaves nothing behind. */
  abort(): void;
}
