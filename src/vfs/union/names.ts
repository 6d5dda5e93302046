import { FileSystemError } from "../../errors/filesystem.js";
import { mayLink } from "../permissions.js";
import { type FoundLeaf, found, type Lookup } from "./lookup.js";
import { newWhiteout, type Upper } from "./upper.js";
import type { Location, Place } from "./walk.js";

export function rmdir(lookup: Lookup, upper: Upper, path: string): void {
  const { walker } = lookup;
  const at = lookup.existing(path, "rmdir", false);
  if (at.node.kind !== "place") throw new FileSystemError("ENOTDIR", "rmdir", path);
  if (at.node.parent === undefined || walker.isMountPoint(at.path)) {
    throw new FileSystemError("EBUSY", "rmdir", path);
  }
  if (walker.names(at.node).size > 0) throw new FileSystemError("ENOTEMPTY", "rmdir", path);
  lookup.requireRemovable(at, "rmdir", path);
  upper.detach(at.place, at.name);
}

export function unlink(lookup: Lookup, upper: Upper, path: string): void {
  const at = lookup.existing(path, "unlink", false);
  if (at.node.kind === "place") throw new FileSystemError("EISDIR", "unlink", path);
  if (lookup.walker.isMountPoint(at.path)) throw new FileSystemError("EBUSY", "unlink", path);
  lookup.requireRemovable(at, "unlink", path);
  upper.dropLink(at);
  upper.detach(at.place, at.name);
}

export function link(lookup: Lookup, upper: Upper, from: string, path: string): void {
  const source = lookup.existing(from, "link", false);
  const target = lookup.walker.locate(path, "link", false);
  if (target.node !== undefined) throw new FileSystemError("EEXIST", "link", path);
  if (source.node.kind === "place") throw new FileSystemError("EPERM", "link", from);
  if (source.place.mount !== target.place.mount) throw new FileSystemError("EXDEV", "link", path);
  lookup.requireCreatable(target, "link", path);
  if (!mayLink(source.node, lookup.credentials)) throw new FileSystemError("EPERM", "link", from);
  const node = upper.copyUp({ ...source, node: source.node });
  node.nlink += 1;
  upper.attach(target.place, target.name, node);
}

export function rename(lookup: Lookup, upper: Upper, from: string, to: string): void {
  const { walker } = lookup;
  // Both directories are resolved before the source is looked up, as in rename(2).
  const origin = walker.locate(from, "rename", false);
  const target = walker.locate(to, "rename", false);
  const source = found(origin, "rename", from);
  if (walker.holdsMountPoint(source.path) || walker.isMountPoint(target.path)) {
    throw new FileSystemError("EBUSY", "rename", from);
  }
  if (source.path === target.path || sameFile(source, target)) return;
  if (source.place.mount !== target.place.mount) throw new FileSystemError("EXDEV", "rename", from);
  // Whether one lies in the other is decided before who may do it.
  if (target.path.startsWith(`${source.path}/`)) throw new FileSystemError("EINVAL", "rename", from);
  if (source.path.startsWith(`${target.path}/`)) throw new FileSystemError("ENOTEMPTY", "rename", to);
  lookup.requireRemovable(source, "rename", from);
  if (target.node !== undefined) lookup.requireRemovable(target, "rename", to);
  lookup.requireCreatable(target, "rename", to);
  if (upper.moveElsewhere(source, target)) return;
  if (source.node.kind === "place") renameDirectory(lookup, upper, source.node, target, from, to);
  else renameLeaf(upper, { ...source, node: source.node }, target, from, to);
  // rename(2) with RENAME_WHITEOUT makes a device of its own.
  upper.detach(source.place, source.name, newWhiteout);
}

function renameLeaf(upper: Upper, source: FoundLeaf, target: Location, from: string, to: string): void {
  if (target.node?.kind === "place") throw new FileSystemError("EISDIR", "rename", to);
  if (/\/$/.test(to)) throw new FileSystemError("ENOTDIR", "rename", from);
  if (target.node !== undefined) upper.dropLink(target);
  upper.attach(target.place, target.name, upper.copyUp(source));
}

function renameDirectory(
  lookup: Lookup,
  upper: Upper,
  source: Place,
  target: Location,
  from: string,
  to: string,
): void {
  if (source.parent === undefined) throw new FileSystemError("EBUSY", "rename", from);
  if (source.lower !== undefined || source.upper === undefined)
    throw new FileSystemError("EXDEV", "rename", from);
  if (target.node !== undefined) {
    if (target.node.kind !== "place") throw new FileSystemError("ENOTDIR", "rename", to);
    if (lookup.walker.names(target.node).size > 0) throw new FileSystemError("ENOTEMPTY", "rename", to);
  }
  if (target.place.lower?.entries.has(target.name)) source.upper.opaque = true;
  upper.attach(target.place, target.name, source.upper);
}

/** Two names of one file: rename(2) then does nothing. */
function sameFile(a: Location, b: Location): boolean {
  return a.node !== undefined && a.node.kind !== "place" && a.node === b.node;
}
