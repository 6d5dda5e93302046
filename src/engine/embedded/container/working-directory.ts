import { WorkingDirectoryError } from "../../../errors/containers.js";
import { FileSystemError } from "../../../errors/filesystem.js";
import { followLinks } from "../../../posix/follow-links.js";
import { components, normalize } from "../../../posix/path.js";
import type { FileSystem } from "../../../vfs/filesystem.js";

/**
 * What makes the working directory when a container is made, as in Docker: links are followed, those that lead nowhere
 * too, and what is missing is root's, whatever the container's user is. `undefined` where it is there.
 *
 * @param root how the daemon names the container's root
 * @throws {WorkingDirectoryError} something else lies there
 */
export function workingDirectory(fs: FileSystem, path: string, root: string): (() => void) | undefined {
  const lstat = (at: string) => {
    try {
      return fs.lstat(at);
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      if (error.code === "ENOENT") return undefined;
      throw new WorkingDirectoryError(
        path,
        `lstat ${root}${normalize(path)}: ${error.strerror.toLowerCase()}`,
      );
    }
  };
  const end = followLinks(normalize(path), (at) =>
    lstat(at)?.kind === "symlink" ? fs.readlink(at) : undefined,
  );
  if (end === undefined)
    throw new WorkingDirectoryError(path, `evalSymlinksInScope: too many links in ${root}${normalize(path)}`);
  const found = lstat(end);
  if (found?.kind === "directory") return undefined;
  if (found !== undefined) throw new WorkingDirectoryError(path, `Cannot mkdir: ${path} is not a directory`);
  return () => {
    let at = "";
    for (const name of components(end)) {
      at += `/${name}`;
      if (lstat(at) !== undefined) continue;
      fs.mkdir(at, { mode: 0o755 });
      // Where its parent would give it a group.
      fs.chown(at, 0, 0);
    }
  };
}
