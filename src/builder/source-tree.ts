import ignore from "@balena/dockerignore";
import { BuildDefinitionError } from "../errors/build.js";
import { FileSystemError } from "../errors/filesystem.js";
import { HostFileError } from "../errors/host.js";
import { matchPath } from "../go/path.js";
import { followLinks } from "../posix/follow-links.js";
import { components, normalize } from "../posix/path.js";
import { toBytes } from "../vfs/data.js";
import type { DirEntry, FileData, FileSystem, Stat } from "../vfs/filesystem.js";

/** Files to copy from: a build context, a stage, an image. Absolute paths; symbolic links are not followed. */
export type SourceTree = Pick<FileSystem, "lstat" | "lstatIfExists" | "readdir" | "readlink" | "open">;

/**
 * A context without what `.dockerignore` excludes. The rules are Docker's: later lines win, `!` includes
 * again, `**` crosses directories.
 */
export function withoutIgnored(tree: SourceTree, dockerignore: string): SourceTree {
  const rules = ignore.default().add(dockerignore);
  const hasExceptions = /^\s*!/m.test(dockerignore);
  const hidden = (path: string, isDirectory: boolean): boolean => {
    const relative = path.replace(/^\/+|\/+$/g, "");
    if (relative === "" || !rules.ignores(relative)) return false;
    // An excluded directory may contain files that are included again.
    return !isDirectory || !hasExceptions || !holdsKept(relative);
  };
  const holdsKept = (directory: string): boolean =>
    tree
      .readdir(`/${directory}`)
      .some(({ name, kind }) => !hidden(`/${directory}/${name}`, kind === "directory"));
  const check = (path: string): void => {
    const stat = tree.lstatIfExists(path);
    if (stat !== undefined && hidden(path, stat.kind === "directory"))
      throw new FileSystemError("ENOENT", "lstat", path);
  };
  return {
    lstat: (path) => {
      check(path);
      return tree.lstat(path);
    },
    lstatIfExists: (path): Stat | undefined => {
      const stat = tree.lstatIfExists(path);
      return stat === undefined || hidden(path, stat.kind === "directory") ? undefined : stat;
    },
    readdir: (path): readonly DirEntry[] => {
      check(path);
      return tree.readdir(path).filter(({ name, kind }) => !hidden(`${path}/${name}`, kind === "directory"));
    },
    readlink: (path) => {
      check(path);
      return tree.readlink(path);
    },
    open: (path): FileData => {
      check(path);
      return tree.open(path);
    },
  };
}

/** Where a path leads with symbolic links followed, without leaving the tree; `undefined` if nowhere. */
function followed(tree: SourceTree, path: string): string | undefined {
  let isMissing = false;
  const end = followLinks(path, (at) => {
    const kind = tree.lstatIfExists(at)?.kind;
    isMissing ||= kind === undefined;
    return kind === "symlink" ? tree.readlink(at) : undefined;
  });
  return isMissing ? undefined : end;
}

/**
 * A document of a context (a Dockerfile, a `.dockerignore`), whole, through links that stay inside the context;
 * `undefined` where there is none.
 *
 * @throws {FileSystemError} it is a directory, a pipe or a device
 */
export function documentIn(tree: SourceTree, path: string): FileData | undefined {
  const file = followed(tree, path);
  if (file === undefined) return undefined;
  const { kind } = tree.lstat(file);
  if (kind === "file") return tree.open(file);
  throw new FileSystemError(kind === "directory" ? "EISDIR" : "EINVAL", "read", path);
}

/** The text of a `.dockerignore`; `undefined` where there is none. @throws {BuildDefinitionError} it cannot be read */
export function ignoreRules(tree: SourceTree, path: string): string | undefined {
  try {
    const data = documentIn(tree, path);
    return data === undefined ? undefined : new TextDecoder().decode(toBytes(data));
  } catch (error) {
    throw new BuildDefinitionError(`failed to read ${path.slice(1)}: ${unreadable(error)}`, undefined, {
      cause: error,
    });
  }
}

/** Why a document of a context cannot be read. Anything but a refusal of the file system is thrown again. */
export function unreadable(error: unknown): string {
  if (error instanceof HostFileError) return error.data.cause;
  if (!(error instanceof FileSystemError)) throw error;
  return error.code === "EINVAL" ? "not a regular file" : error.strerror.toLowerCase();
}

/**
 * The paths that a COPY source names, in order; wildcards as in Go's `path.Match`, one directory at a time.
 *
 * @throws {BadPatternError} for a wildcard that is not well-formed.
 */
export function matchingPaths(tree: SourceTree, pattern: string): readonly string[] {
  const clean = normalize(pattern);
  if (!hasWildcard(clean)) {
    const path = followed(tree, clean);
    return path === undefined ? [] : [path];
  }
  let found = [""];
  for (const part of components(clean)) {
    found = found.flatMap((directory) => {
      if (!hasWildcard(part))
        return tree.lstatIfExists(`${directory}/${part}`) === undefined ? [] : [`${directory}/${part}`];
      const real = followed(tree, directory || "/");
      if (real === undefined || tree.lstat(real).kind !== "directory") return [];
      return tree
        .readdir(real)
        .flatMap(({ name }) => (matchPath(part, name) ? [`${directory}/${name}`] : []));
    });
  }
  return found.flatMap((path) => followed(tree, path) ?? []);
}

export function hasWildcard(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}
