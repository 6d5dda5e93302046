import { UsageError } from "../errors/cli.js";

/** Paths as Docker's client reads them for `cp`: a trailing `/` or `/.` means something. */

/** `/a/./b/../c/` → `/a/c`, as Go's `path.Clean`. */
export function clean(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!rooted) parts.push("..");
  }
  const joined = parts.join("/");
  return rooted ? `/${joined}` : joined || ".";
}

/** The last part: `.` of nothing, `/` of the root. */
export function base(path: string): string {
  if (path === "") return ".";
  const bare = path.replace(/\/+$/, "");
  return bare === "" ? "/" : bare.slice(bare.lastIndexOf("/") + 1);
}

function directoryOf(path: string): string {
  return clean(path.slice(0, path.lastIndexOf("/") + 1));
}

export function specifiesCurrentDirectory(path: string): boolean {
  return path === "." || path.endsWith("/.");
}

export function hasTrailingSeparator(path: string): boolean {
  return path.endsWith("/");
}

export function assertsDirectory(path: string): boolean {
  return hasTrailingSeparator(path) || specifiesCurrentDirectory(path);
}

/** Puts back what making a path absolute took off its end. */
export function keepEnd(cleaned: string, original: string): string {
  if (specifiesCurrentDirectory(original) && !specifiesCurrentDirectory(cleaned))
    return cleaned.endsWith("/") ? `${cleaned}.` : `${cleaned}/.`;
  if (hasTrailingSeparator(original) && !hasTrailingSeparator(cleaned)) return `${cleaned}/`;
  return cleaned;
}

/** The directory and the one entry of it that a path means; the entry is `.` for `dir/.`. */
export function splitEntry(path: string): { readonly directory: string; readonly entry: string } {
  const cleaned = clean(path);
  const whole = specifiesCurrentDirectory(path) ? `${cleaned === "/" ? "" : cleaned}/.` : cleaned;
  return { directory: directoryOf(whole), entry: base(whole) };
}

/** A link's end takes the place of the link: with the link's own end, and under the link's own name. */
export function followed(
  path: string,
  resolved: string,
): { readonly path: string; readonly name: string | undefined } {
  const whole = keepEnd(resolved, path);
  return { path: whole, name: base(path) === base(whole) ? undefined : base(path) };
}

/** `box:/etc/hosts` → container and path; a host path has no container. */
export function splitArgument(text: string): { readonly container: string; readonly path: string } {
  const at = text.indexOf(":");
  if (text.startsWith("/") || at < 0 || text.slice(0, at).startsWith("."))
    return { container: "", path: text };
  return { container: text.slice(0, at), path: text.slice(at + 1) };
}

export interface CopySource {
  readonly path: string;
  readonly isDirectory: boolean;
  /** What its entries are to be called in place of its own name. */
  readonly name: string | undefined;
}

export interface CopyDestination {
  readonly path: string;
  readonly exists: boolean;
  readonly isDirectory: boolean;
}

export interface CopyPlan {
  /** Where the archive is unpacked. */
  readonly directory: string;
  /** The new name of the archive's top entry, where it gets one. */
  readonly rename: { readonly from: string; readonly to: string } | undefined;
}

/**
 * Where a copy goes, and under which name: into a directory that is there, in place of a file, or as something
 * new.
 *
 * @throws {UsageError} with Docker's words when it can go nowhere
 */
export function planCopy(source: CopySource, destination: CopyDestination): CopyPlan {
  if (destination.exists && destination.isDirectory)
    return { directory: destination.path, rename: undefined };
  if (destination.exists && source.isDirectory) throw new UsageError("cannot copy directory", 1);
  if (!destination.exists && !source.isDirectory && assertsDirectory(destination.path))
    throw new UsageError("no such directory", 1);
  const { directory, entry } = splitEntry(destination.path);
  return { directory, rename: { from: source.name ?? splitEntry(source.path).entry, to: entry } };
}

/** Renames as Docker does: the first place where the old name occurs. */
export function renamed(name: string, plan: { readonly from: string; readonly to: string }): string {
  const from = plan.from === "/" ? "" : plan.from;
  const at = name.indexOf(from);
  return at < 0 ? name : name.slice(0, at) + plan.to + name.slice(at + from.length);
}
