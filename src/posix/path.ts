/**
 * Paths as text, separated by `/`. Nothing here looks at a file system: symbolic links are resolved where there
 * is one (`vfs/union/walk.ts`).
 */

/** The names a path goes through, in order: `/a//./b/../c` → `a`, `b`, `..`, `c`. */
export function components(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

/** As {@link components}, with each `..` taken together with the name before it; the top cannot be left. */
export function normalComponents(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts;
}

/** `/a/./../../b/` → `b`: relative, and cannot lead out of what it is taken from. */
export function contained(path: string): string {
  return normalComponents(path).join("/");
}

/** `a/./b/../c/` → `/a/c`: absolute, without `.`, `..`, doubled or trailing slashes. */
export function normalize(path: string): string {
  return `/${contained(path)}`;
}

/** `path` as seen from `directory`, normalized. */
export function absolute(directory: string, path: string): string {
  return normalize(path.startsWith("/") ? path : `${directory}/${path}`);
}

/** Go's `path.Clean`: as {@link normalize}, but a relative path stays relative. `a/../../b/` → `../b`, nothing → `.` */
export function clean(path: string): string {
  if (path.startsWith("/")) return normalize(path);
  const parts: string[] = [];
  for (const part of components(path)) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/") || ".";
}

/** dirname(1): `/a/b` → `/a`, `/a` → `/`, `a` → `.` */
export function parent(path: string): string {
  const end = lengthWithoutSlashes(path);
  const at = end === 0 ? -1 : path.lastIndexOf("/", end - 1);
  if (at < 0) return path.startsWith("/") ? "/" : ".";
  return path.slice(0, lengthWithoutSlashes(path, at)) || "/";
}

/** The part up to the last slash and the name behind it: `a/b` → `a/`, `b`. Go's `path.Split`. */
export function split(path: string): readonly [directory: string, name: string] {
  const at = path.lastIndexOf("/") + 1;
  return [path.slice(0, at), path.slice(at)];
}

/** basename(1): `/a/b` → `b`, `/a/b/` → `b`, `/` → `/` */
export function base(path: string): string {
  const end = lengthWithoutSlashes(path);
  if (end === 0) return path === "" ? "" : "/";
  return path.slice(path.lastIndexOf("/", end - 1) + 1, end);
}

/** `/a` and `b` → `/a/b`; `/` and `b` → `/b`. Nothing is normalized. */
export function join(directory: string, name: string): string {
  return directory.endsWith("/") ? `${directory}${name}` : `${directory}/${name}`;
}

/** `/a/b/` → `/a/b`; the root stays. */
export function withoutTrailingSlashes(path: string): string {
  if (!path.endsWith("/")) return path;
  return path.slice(0, lengthWithoutSlashes(path)) || "/";
}

/** Whether a path is `directory` or lies below it. Both absolute and normal. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`);
}

/** A path and everything above it but the root, from the top: `/a/b/c` → `/a`, `/a/b`, `/a/b/c`. */
export function ancestry(path: string): string[] {
  let at = "";
  return components(path).map((part) => {
    at += `/${part}`;
    return at;
  });
}

/** The way from a directory to a path, both absolute and normal: from `/a/b` to `/a/c/d` → `../c/d`. */
export function relative(directory: string, path: string): string {
  const from = components(directory);
  const to = components(path);
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/") || ".";
}

function lengthWithoutSlashes(path: string, length = path.length): number {
  let end = length;
  while (end > 0 && path.charCodeAt(end - 1) === SLASH) end -= 1;
  return end;
}

const SLASH = 0x2f;
