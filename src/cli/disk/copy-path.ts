import { UsageError } from "../../errors/cli.js";
import { base, clean, join, split } from "../../posix/path.js";

/** Paths as Docker's client reads them for `cp`: a trailing `/` or `/.` means something. */

/** Go's `filepath.Base`: `.` for an empty path. */
function nameOf(path: string): string {
  return base(path) || ".";
}

/** An empty path does, too. */
function specifiesCurrentDirectory(path: string): boolean {
  return nameOf(path) === ".";
}

export function hasTrailingSeparator(path: string): boolean {
  return path.endsWith("/");
}

function assertsDirectory(path: string): boolean {
  return hasTrailingSeparator(path) || specifiesCurrentDirectory(path);
}

/** Restores the `/` or `/.` at the end that was lost when the path was made absolute. */
export function keepEnd(cleaned: string, original: string): string {
  if (specifiesCurrentDirectory(original) && !specifiesCurrentDirectory(cleaned))
    return cleaned.endsWith("/") ? `${cleaned}.` : `${cleaned}/.`;
  if (hasTrailingSeparator(original) && !hasTrailingSeparator(cleaned)) return `${cleaned}/`;
  return cleaned;
}

/** A path as a directory and one entry in it; the entry is `.` for `dir/.`. */
export function splitEntry(path: string): { readonly directory: string; readonly entry: string } {
  const cleaned = clean(path);
  const whole = specifiesCurrentDirectory(path) ? join(cleaned, ".") : cleaned;
  return { directory: clean(split(whole)[0]), entry: nameOf(whole) };
}

/** A link's target in place of the link, but with the link's trailing `/` and under the link's name. */
export function followed(
  path: string,
  resolved: string,
): { readonly path: string; readonly name: string | undefined } {
  const whole = keepEnd(resolved, path);
  return { path: whole, name: nameOf(path) === nameOf(whole) ? undefined : nameOf(path) };
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
  /** The name that its entries get in the archive instead of its own. */
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
  /** The new name of the archive's top entry, if it changes. */
  readonly rename: { readonly from: string; readonly to: string } | undefined;
}

/**
 * Where a copy goes, and under which name: into an existing directory, in place of a file, or as something new.
 *
 * @throws {UsageError} with Docker's text if it cannot go there
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

/** Renames as Docker does: replaces the first occurrence of the old name. */
export function renamed(name: string, plan: { readonly from: string; readonly to: string }): string {
  const from = plan.from === "/" ? "" : plan.from;
  const at = name.indexOf(from);
  return at < 0 ? name : name.slice(0, at) + plan.to + name.slice(at + from.length);
}
