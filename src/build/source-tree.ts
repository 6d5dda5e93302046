import ignore from "@balena/dockerignore";
import { FileSystemError } from "../errors/filesystem.js";
import type { DirEntry, FileData, FileSystem, Stat } from "../vfs/filesystem.js";

/** Files to copy from: a build context, a stage, an image. Absolute paths; symbolic links are not followed. */
export type SourceTree = Pick<FileSystem, "lstat" | "lstatIfExists" | "readdir" | "readlink" | "open">;

/**
 * A context without what `.dockerignore` takes out. The file's own rules are Docker's: later lines win, `!` brings
 * back, `**` crosses directories.
 */
export function withoutIgnored(tree: SourceTree, dockerignore: string): SourceTree {
  const rules = ignore.default().add(dockerignore);
  const hasExceptions = /^\s*!/m.test(dockerignore);
  const hidden = (path: string, isDirectory: boolean): boolean => {
    const relative = path.replace(/^\/+|\/+$/g, "");
    if (relative === "" || !rules.ignores(relative)) return false;
    // A directory that is taken out may hold files that are brought back.
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

/** A path of a tree with `.` and `..` taken out; it cannot leave the tree. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

const MAX_LINKS = 40;

/** Where a path leads when symbolic links are followed, without leaving the tree; `undefined` when nowhere. */
export function followed(tree: SourceTree, path: string): string | undefined {
  const pending = path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .reverse();
  let at = "";
  let links = 0;
  for (;;) {
    const part = pending.pop();
    if (part === undefined) return at || "/";
    if (part === "..") {
      at = at.slice(0, Math.max(0, at.lastIndexOf("/")));
      continue;
    }
    const stat = tree.lstatIfExists(`${at}/${part}`);
    if (stat === undefined) return undefined;
    if (stat.kind !== "symlink") {
      at = `${at}/${part}`;
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) return undefined;
    const target = tree.readlink(`${at}/${part}`);
    if (target.startsWith("/")) at = "";
    pending.push(
      ...target
        .split("/")
        .filter((step) => step !== "" && step !== ".")
        .reverse(),
    );
  }
}

/** The paths a COPY source names, wildcards put in (Go's filepath.Match, one directory at a time), in order. */
export function matchingPaths(tree: SourceTree, pattern: string): readonly string[] {
  const clean = cleanPath(pattern);
  if (!/[*?[\\]/.test(clean)) {
    const path = followed(tree, clean);
    return path === undefined ? [] : [path];
  }
  let found = [""];
  for (const part of clean.split("/").filter((each) => each !== "")) {
    found = found.flatMap((directory) => {
      if (!/[*?[\\]/.test(part))
        return tree.lstatIfExists(`${directory}/${part}`) === undefined ? [] : [`${directory}/${part}`];
      const real = followed(tree, directory || "/");
      if (real === undefined || tree.lstat(real).kind !== "directory") return [];
      const matches = globRegExp(part);
      return tree.readdir(real).flatMap(({ name }) => (matches.test(name) ? [`${directory}/${name}`] : []));
    });
  }
  return found.flatMap((path) => followed(tree, path) ?? []);
}

function globRegExp(pattern: string): RegExp {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? "";
    const end = char === "[" ? pattern.indexOf("]", at + 2) : -1;
    if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (end > 0) {
      source += `[${pattern.slice(at + 1, end).replace(/\\/g, "\\\\")}]`;
      at = end;
    } else {
      if (char === "\\") at += 1;
      source += (char === "\\" ? (pattern[at] ?? "") : char).replace(/[.+^${}()|[\]\\*?]/g, "\\$&");
    }
  }
  return new RegExp(`^${source}$`, "u");
}
