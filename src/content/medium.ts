import type { FileData } from "../vfs/filesystem.js";

/**
 * The disk a store lies on: the few file operations it needs, so that the same store works in memory, on a
 * real disk and in a browser. Paths are absolute within the medium and use `/`.
 *
 * Long runs of zeros take no room on either (holes), so that a stand-in of a 90 MB program costs nothing.
 *
 * Several processes may use one medium. Reading and then writing happens in {@link exclusively}; anything that takes
 * time (bytes that come from elsewhere) happens under a {@link lease}, and in the meantime nobody deletes what
 * nothing refers to yet.
 *
 * What the disk refuses (no room, no permission, a file where a directory should be) is a {@link StoreAccessError}
 * of every implementation.
 */
export interface Medium {
  /** A new file without a name yet; it appears, whole, when `commit` names it. */
  create(): MediumWriter;
  /** Appends to a file, which is created if it is missing. After a crash, a part of `bytes` may be there. */
  append(path: string, bytes: Uint8Array): void;
  /** A small file that need not survive the machine's next restart; `undefined` removes it. */
  note(path: string, text: string | undefined): void;
  /** What was noted; `undefined` for nothing. */
  noted(path: string): string | undefined;
  /** @throws {FileSystemError} ENOENT */
  open(path: string): FileData;
  exists(path: string): boolean;
  /** Changes each time another file takes this name; `undefined` if there is none. */
  stamp(path: string): string | undefined;
  /** Names in a directory, sorted; none where there is nothing. @throws {StoreAccessError} ENOTDIR for a file */
  list(directory: string): readonly string[];
  /** A file or a whole directory; it need not exist. */
  remove(path: string): void;

  /**
   * Runs `work` while no other process is in this call. Calls may be nested. The first call of a process, and one
   * after another process died in here, are told so: there may be remains to clear away.
   * @throws {StoreBusyError} when another process stays in here for too long
   */
  exclusively<Result>(work: (left: Leavings) => Result): Result;
  /** Says that this process is storing something that nothing refers to yet. Ends with `release`. */
  lease(): Lease;
  /** How many leases living processes hold, this one included. */
  leases(): number;

  /** The name of this process, for {@link isAlive} in others. */
  readonly self: string;
  /** @param path the note that names it: where another system's processes cannot be seen, its age decides */
  isAlive(process: string, path: string): boolean;
}

/** `crashed`: a process has died while it was storing something. */
export interface Leavings {
  readonly crashed: boolean;
}

export interface Lease {
  release(): void;
}

export interface MediumWriter {
  write(chunk: Uint8Array): void;
  /** Replaces what had that name. */
  commit(path: string): void;
  /** Leaves nothing behind. */
  abort(): void;
}

/** A small file, whole. */
export function writeWhole(medium: Medium, path: string, bytes: Uint8Array): void {
  const writer = medium.create();
  try {
    writer.write(bytes);
    writer.commit(path);
  } catch (error) {
    writer.abort();
    throw error;
  }
}
