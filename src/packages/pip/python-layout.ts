import type { FileSystem } from "../../vfs/filesystem.js";

/** Where an installation of Python keeps its files. */
export interface Layout {
  /** `3.10.12` */
  readonly version: string;
  /** `3.10` */
  readonly series: string;
  readonly prefix: string;
  /** The standard library: `/usr/lib/python3.10`. */
  readonly library: string;
  /** Directories of installed packages; pip writes to the first. */
  readonly packages: readonly string[];
}

/** Python of Ubuntu 22.04, for a stand-in that does not name its version. */
const VERSION = "3.10.12";

/**
 * The layout that goes with an interpreter's path: Debian's for `/usr/bin`, that of a plain installation (as in the
 * `python` images) for `/usr/local/bin` and elsewhere.
 */
export function layoutOf(executable: string, note: string | undefined): Layout {
  const version = /\d+\.\d+\.\d+/.exec(note ?? "")?.[0] ?? VERSION;
  const series = version.split(".").slice(0, 2).join(".");
  const prefix = executable.replace(/\/bin\/[^/]*$/, "") || "/usr";
  const library = `${prefix}/lib/python${series}`;
  const packages =
    prefix === "/usr"
      ? [`/usr/local/lib/python${series}/dist-packages`, "/usr/lib/python3/dist-packages"]
      : [`${library}/site-packages`];
  return { version, series, prefix, library, packages };
}

/** Whether a process can see that a file or directory exists. */
export function exists(fs: FileSystem, path: string): boolean {
  return fs.lstatIfExists(path) !== undefined;
}
