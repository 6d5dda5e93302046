import type { BindSource, BindSources } from "../../engine/bind-sources.js";
import { MountError } from "../../errors/volumes.js";
import { ancestry, base, parent } from "../../posix/path.js";
import type { Disk } from "./disk.js";
import { codeOf, hostError } from "./errors.js";
import { liveDirectory } from "./live-directory.js";

/**
 * The directories and files of a disk that containers may have mounted.
 *
 * @param below only what lies in this directory, links followed; everything by default
 */
export function bindSourcesOn(disk: Disk, below?: () => string): BindSources {
  const real = (path: string): string | undefined => {
    try {
      return disk.realpath(path);
    } catch (error) {
      if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
      throw refused(path, error);
    }
  };
  const check = (path: string, whole: string): void => {
    if (below === undefined) return;
    const root = disk.realpath(below());
    if (whole === root || root === "/" || whole.startsWith(`${root}/`)) return;
    throw new MountError(
      `${path} is not in the lesson's folder (${below()}), and only what lies there can be mounted: copy it there, or use a volume`,
    );
  };
  return {
    exists: (path) => real(path) !== undefined,
    open(path, create): BindSource {
      const found = real(path);
      if (found === undefined) {
        if (!create)
          throw new MountError(
            `invalid mount config for type "bind": bind source path does not exist: ${path}`,
          );
        make(disk, path, real, check);
      }
      const whole = found ?? real(path) ?? path;
      check(path, whole);
      const stats = disk.stat(whole);
      if (stats.isDirectory()) return { directory: liveDirectory(disk, whole) };
      if (stats.isFile()) return { directory: liveDirectory(disk, parent(whole)), file: base(whole) };
      throw new MountError(
        `${path} is neither a file nor a directory (a socket, a device or a pipe), and nothing else of the machine can be mounted here`,
      );
    },
  };
}

/** Docker makes a directory where `-v` names nothing. */
function make(
  disk: Disk,
  path: string,
  real: (path: string) => string | undefined,
  check: (path: string, whole: string) => void,
): void {
  for (const at of ancestry(path)) {
    if (real(at) !== undefined) continue;
    const above = real(parent(at)) ?? parent(at);
    check(path, above);
    try {
      disk.mkdir(at);
    } catch (error) {
      throw refused(path, error);
    }
  }
}

function refused(path: string, error: unknown): unknown {
  const worded = hostError("mkdir", path, error);
  return worded instanceof Error
    ? new MountError(`error while creating mount source path '${path}': ${worded.message}`, { cause: error })
    : worded;
}
