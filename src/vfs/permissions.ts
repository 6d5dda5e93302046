import type { Credentials } from "./filesystem.js";

/** What permissions are decided by. */
export interface Guarded {
  readonly kind: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export const READ = 4;
export const WRITE = 2;
/** Running a file, or looking up names in a directory. */
export const EXECUTE = 1;

const SET_USER_ID = 0o4000;
export const SET_GROUP_ID = 0o2000;
const STICKY = 0o1000;

const GROUP_EXECUTE = 0o010;

/** Root has every capability, as it has in Docker's containers for most file operations. */
export function isRoot(who: Credentials): boolean {
  return who.uid === 0;
}

export function isMember(who: Credentials, gid: number): boolean {
  return who.gid === gid || who.groups.includes(gid);
}

/**
 * Whether `bits` are granted, by the first class that fits: owner, group, others. Root always passes, except for running a
 * file that nobody may run.
 */
export function permits(node: Guarded, who: Credentials, bits: number): boolean {
  if (isRoot(who)) return (bits & EXECUTE) === 0 || node.kind === "directory" || (node.mode & 0o111) !== 0;
  const shift = node.uid === who.uid ? 6 : isMember(who, node.gid) ? 3 : 0;
  return ((node.mode >> shift) & bits) === bits;
}

/** In a sticky directory only the owner of an entry, or of the directory, removes or renames it. */
export function mayRemoveFrom(
  directory: Guarded,
  entry: Pick<Guarded, "uid"> | undefined,
  who: Credentials,
): boolean {
  if ((directory.mode & STICKY) === 0 || isRoot(who) || who.uid === directory.uid) return true;
  return entry?.uid === who.uid;
}

/**
 * Linux's `protected_hardlinks`, which every distribution turns on: no second name for another user's file
 * if one could not write to it anyway, or if the name would preserve a set-user-ID program that was replaced.
 */
export function mayLink(node: Guarded, who: Credentials): boolean {
  if (isRoot(who) || node.uid === who.uid) return true;
  const isPrivileged = (node.mode & SET_USER_ID) !== 0 || runsAsGroup(node.mode);
  return node.kind === "file" && !isPrivileged && permits(node, who, READ | WRITE);
}

/** A file's mode after its content has changed: nobody inherits a privilege for what they wrote. */
export function modeAfterWrite({ mode }: Guarded, who: Credentials): number {
  return isRoot(who) ? mode : modeAfterChown(mode);
}

/** A file's mode after its owner or group has changed, whoever did it. */
export function modeAfterChown(mode: number): number {
  return mode & ~SET_USER_ID & ~(runsAsGroup(mode) ? SET_GROUP_ID : 0);
}

/** The mode that chmod(2) sets: set-group-ID only for a member of the group. */
export function modeAfterChmod({ gid }: Guarded, mode: number, who: Credentials): number {
  const asked = mode & 0o7777;
  return isRoot(who) || isMember(who, gid) ? asked : asked & ~SET_GROUP_ID;
}

/** Without execute permission, the bit used to mark a file for mandatory locks. */
function runsAsGroup(mode: number): boolean {
  return (mode & SET_GROUP_ID) !== 0 && (mode & GROUP_EXECUTE) !== 0;
}
