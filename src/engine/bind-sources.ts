import type { MutableDirectory } from "../vfs/node.js";

/**
 * The directories and files of the machine that containers may have mounted (`-v /folder:/data`). A terminal gives all of
 * the machine's, a notebook those of its folder; an engine without any refuses such mounts.
 */
export interface BindSources {
  exists(path: string): boolean;
  /**
   * What is at an absolute path now, links followed. What a container does below a directory is done there at once, and
   * never outside of it.
   *
   * @param create makes a directory where there is nothing
   * @throws {MountError}
   */
  open(path: string, create: boolean): BindSource;
}

export interface BindSource {
  readonly directory: MutableDirectory;
  /** Set for a file: its name in that directory, which shows nothing else. */
  readonly file?: string;
}
