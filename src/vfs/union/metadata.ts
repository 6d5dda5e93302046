import { FileSystemError } from "../../errors/filesystem.js";
import { dropCapability } from "../attributes.js";
import type { MutableDirectory, MutableLeaf } from "../node.js";
import { isMember, isRoot, modeAfterChmod, modeAfterChown } from "../permissions.js";
import type { Lookup } from "./lookup.js";
import type { Upper } from "./upper.js";
import { metadataOfPlace } from "./walk.js";

export function chmod(lookup: Lookup, upper: Upper, path: string, mode: number): void {
  const node = toChange(lookup, upper, path, { syscall: "chmod", follow: true, ownerMay: true });
  node.mode = modeAfterChmod(node, mode, lookup.credentials);
}

export function chown(
  lookup: Lookup,
  upper: Upper,
  path: string,
  uid: number,
  gid: number,
  follow: boolean,
): void {
  const { credentials } = lookup;
  if (uid === -1 && gid === -1) {
    const { node } = lookup.existing(path, "chown", follow);
    const { kind, mode, uid: owner } = node.kind === "place" ? metadataOfPlace(node) : node;
    const isOwner = isRoot(credentials) || owner === credentials.uid;
    // This asks for no change, which anybody may do, as long as no mode bit would be cleared.
    if (!isOwner && (kind !== "file" || modeAfterChown(mode) === mode)) return;
  }
  const ownerMay = (uid === -1 || uid === credentials.uid) && (gid === -1 || isMember(credentials, gid));
  const node = toChange(lookup, upper, path, { syscall: "chown", follow, ownerMay });
  if (uid !== -1) node.uid = uid;
  if (gid !== -1) node.gid = gid;
  if (node.kind === "file") node.mode = modeAfterChown(node.mode);
  if (node.kind !== "directory") dropCapability(node);
}

export function utimes(
  lookup: Lookup,
  upper: Upper,
  path: string,
  mtime: number | "now",
  follow: boolean,
): void {
  const node = toChange(lookup, upper, path, { syscall: "utime", follow, ownerMay: true });
  node.mtime = mtime === "now" ? upper.now() : mtime;
}

export function setAttributes(
  lookup: Lookup,
  upper: Upper,
  path: string,
  xattrs: Readonly<Record<string, string>>,
): void {
  const node = toChange(lookup, upper, path, { syscall: "setxattr", follow: false, ownerMay: true });
  if (Object.keys(xattrs).length === 0) delete node.xattrs;
  else node.xattrs = { ...xattrs };
}

/** The node of the writable tree whose metadata are about to change. Root always may. */
function toChange(
  lookup: Lookup,
  upper: Upper,
  path: string,
  call: { readonly syscall: string; readonly follow: boolean; readonly ownerMay: boolean },
): MutableLeaf | MutableDirectory {
  const { credentials } = lookup;
  const at = lookup.existing(path, call.syscall, call.follow);
  const { uid } = at.node.kind === "place" ? metadataOfPlace(at.node) : at.node;
  if (!isRoot(credentials) && (!call.ownerMay || credentials.uid !== uid))
    throw new FileSystemError("EPERM", call.syscall, path);
  return at.node.kind === "place" ? upper.copyUpDirectory(at.node) : upper.copyUp({ ...at, node: at.node });
}
