import type { Digest } from "../oci/digest.js";
import type { Stat } from "../vfs/filesystem.js";
import type { PlatformOptions } from "./images.js";

/** Images and files as tar archives. */
export interface Archives {
  /** Images as one archive, as `docker save` writes it. */
  save(references: readonly string[], options?: SaveOptions): AsyncIterable<Uint8Array>;
  /**
   * Brings the images of an archive here: what `docker save` of any version wrote, or an OCI layout. Of several platforms'
   * images only those of `platform`, where one is asked for.
   */
  load(archive: AsyncIterable<Uint8Array>, options?: PlatformOptions): Promise<readonly LoadedImage[]>;
  /** A container's merged files as one archive. */
  export(container: string): AsyncIterable<Uint8Array>;
  /** An image of one layer from an archive of files. Returns its id. */
  import(archive: AsyncIterable<Uint8Array>, options?: ImportOptions): Promise<Digest>;
  /**
   * Unpacks an archive into a directory of a container, running or not. An archive that is cut short changes
   * nothing.
   */
  copyInto(
    container: string,
    directory: string,
    archive: AsyncIterable<Uint8Array>,
    options?: CopyIntoOptions,
  ): Promise<void>;
  /** What a path of a container is; the link itself where it is one, unless the path ends in a slash. */
  statPath(container: string, path: string): Promise<PathStat>;
  /** A path of a container as an archive, and what the path is (links followed only at its end when asked). */
  copyFrom(container: string, path: string): Promise<CopiedPath>;
}

export interface SaveOptions extends PlatformOptions {
  readonly format?: "docker" | "oci";
}

export interface LoadedImage {
  readonly id: Digest;
  /** Docker's command prints nothing of it. */
  readonly isSilent?: boolean;
  /** Names it got; a name that another image had has moved. */
  readonly references: readonly string[];
  /** Names that another image had until now, and which. */
  readonly moved: readonly { readonly reference: string; readonly from: Digest }[];
}

export interface ImportOptions {
  readonly reference?: string;
  /** `-m`; Docker's own text for it where none is given. */
  readonly comment?: string;
  /** `-c` */
  readonly changes?: readonly string[];
  /** `linux/amd64` by default. */
  readonly platform?: string;
}

export interface CopyIntoOptions {
  /** `-a`: everything belongs to the container's user; otherwise to the owner in the archive. */
  readonly copyUidGid?: boolean;
}

export interface PathStat {
  readonly stat: Stat;
  /** Of a symbolic link: the path it leads to, absolute and followed to its end. */
  readonly linkTarget?: string;
}

export interface CopiedPath extends PathStat {
  readonly archive: AsyncIterable<Uint8Array>;
}
