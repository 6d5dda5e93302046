import type { FileData } from "../vfs/filesystem.js";

/**
 * The disk a store lies on: the few file operations it needs, so that the same store works in memory, on a
 * real disk and in a browser. Paths are absolute within the medium and use `/`.
 *
 * Long runs of zeros take no room on either (holes), so that a stand-in of a 90 MB program costs nothing.
 *
 * Several processes may use one medium. What reads and then writes does so in {@link exclusively}; what takes
 * its time (bytes that come from elsewhere) happens under a {@link lease}, and nobody deletes meanwhile what
 * nothing refers to yet.
 */
export interface Medium {
  /** A new file without a name yet; it appears, whole, when `commit` names it. */
  create(): MediumWriter;
  /** Adds to the end of a file, which is made when it is missing. A crash may leave a part of `bytes` there. */
  append(path: string, bytes: Uint8Array): void;
  /** A small file that need not outlive the machine's next restart; `undefined` takes it away. */
  note(path: string, text: string | undefined): void;
  /** What was noted; `undefined` for nothing. */
  noted(path: string): string | undefined;
  /** @throws {FileSystemError} ENOENT */
  open(path: string): FileData;
  exists(path: string): boolean;
  /** Another text each time another file takes this name; `undefined` where there is none. */
  stamp(path: string): string | undefined;
  /** Names in a directory, sorted; none where there is no directory. */
  list(directory: string): readonly string[];
  /** A file or a whole directory; one that is not there is no error. */
  remove(path: string): void;

  /**
   * Runs `work` while no other process is in this call. Calls may be nested. The first call of a process, and one
   * after another process died in here, are told so: there may be leavings to clear away.
   * @throws {StoreBusyError} when another process stays in here for too long
   */
  exclusively<Result>(work: (left: Leavings) => Result): Result;
  /** Says that this process is storing something that nothing refers to yet. Ends with `release`. */
  lease(): Lease;
  /** How many leases living processes hold, this one included. */
  leases(): number;

  /** The name of this process, for {@link isAlive} in others. */
  readonly self: string;
  isAlive(process: string): boolean;
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
