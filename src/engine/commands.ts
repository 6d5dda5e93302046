import type { DiffID, Digest } from "../oci/digest.js";
import type { ContainerConfig } from "../oci/types.js";
import type { FileData } from "../vfs/filesystem.js";

/** What was done in containers, which Docker itself does not keep. */
export interface Commands {
  /** What was done in a container. */
  commands(container: string): Promise<ContainerCommands>;
  /** The commits that made an image here, and what was done in their containers. */
  commits(image: string): Promise<CommittedImage>;
}

/**
 * What was done in a container, in the order it began. Docker keeps nothing of it: an image's history has the command
 * the container was made with, and no more. It is kept beside the container, bounded in size, and beside each image
 * that is committed from it; neither `docker inspect` nor an image's history or digest know of it.
 */
export interface ContainerCommands {
  /** When the container was made. RFC 3339. */
  readonly created: string;
  readonly commands: readonly RecordedCommand[];
  /** Commands that came when no more could be kept. */
  readonly dropped: number;
  /** Files were changed while no command ran: from TypeScript, through `fileSystem()`. */
  readonly changedFromOutside: boolean;
  readonly clock: RecordedClock;
  /** Working directories that were made for a process which has not begun yet. */
  readonly made?: readonly string[];
}

/** What the container's clock said each time a file was changed, so that the same commands can meet the same times. */
export interface RecordedClock {
  /** Pairs: seconds since the epoch, and how many readings in a row said so. */
  readonly readings: readonly number[];
  /** False when there were more than can be kept. */
  readonly whole: boolean;
}

export type RecordedCommand = RecordedProgram | RecordedLine | RecordedCopy;

interface Recorded {
  /** RFC 3339. */
  readonly started: string;
  /** Absent while it runs, and for what was cut off by the end of its process. */
  readonly exitCode?: number;
  /** Whether a file was changed while it ran. */
  readonly changed: boolean;
}

/** Directory, user and environment that a process began with. */
export interface RecordedPlace {
  readonly cwd: string;
  /** As `--user` or the image gives it; empty for root. */
  readonly user: string;
  /** `NAME=value`, besides the container's own. */
  readonly env: readonly string[];
  /** Its output went to a terminal (`-t`). */
  readonly tty: boolean;
}

/** The container's main program, or one that `docker exec` ran. */
export interface RecordedProgram extends Recorded, RecordedPlace {
  readonly kind: "program";
  readonly how: "main" | "exec";
  readonly argv: readonly string[];
  /** The working directory was not there and was made. */
  readonly madeCwd: boolean;
  /** What it read; absent for nothing. */
  readonly stdin?: RecordedInput;
}

/** Text that is kept; or the bytes of what is not, being too long or no text. */
export type RecordedInput = { readonly text: string } | { readonly bytes: number };

/** A line typed into a shell that waits for lines, or several that belong together. */
export interface RecordedLine extends Recorded, RecordedPlace {
  readonly kind: "line";
  /** Lines of one shell have one number: they share its directory, variables and functions. */
  readonly session: number;
  /** `bash` or `sh`. */
  readonly shell: string;
  readonly text: string;
}

/** Files that `docker cp` brought. */
export interface RecordedCopy extends Recorded {
  readonly kind: "copy";
  /** Where the archive was unpacked, links followed. */
  readonly directory: string;
  /** Bytes of the archive. */
  readonly size: number;
  /** The archive; absent when it was too large to keep. */
  readonly archive?: Digest;
}

/** How an image came about by commits made here. */
export interface CommittedImage {
  readonly id: Digest;
  readonly name: string;
  /** The image below the first commit whose commands are known. */
  readonly base: { readonly id: Digest; readonly tags: readonly string[]; readonly config: ContainerConfig };
  /** Oldest first; none for an image that no commit made here. */
  readonly commits: readonly RecordedCommit[];
  /** The kept archives that copies name. */
  readonly archives: ReadonlyMap<Digest, FileData>;
}

export interface RecordedCommit {
  /** The image it made. */
  readonly image: Digest;
  readonly tags: readonly string[];
  readonly comment: string;
  /** Absent when the container had changed no file. */
  readonly layer: DiffID | undefined;
  /** The container's settings, and the image's: `-c` stands between them. */
  readonly container: ContainerConfig;
  readonly config: ContainerConfig;
  readonly commands: ContainerCommands;
}
