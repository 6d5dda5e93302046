import { nameLength } from "./name-bytes.js";

/** Linux's limits for paths, path_resolution(7) and limits.h: no file system could take more. */

/** Bytes of a path, with the NUL at its end. */
export const PATH_MAX = 4096;
/** Bytes of one name in it. */
const NAME_MAX = 255;
/** Symbolic links that resolving one path may follow. */
export const MAX_LINKS = 40;

/** Whether a path takes more bytes than {@link PATH_MAX}. */
export function isPathTooLong(path: string): boolean {
  return path.length * 3 >= PATH_MAX && nameLength(path) >= PATH_MAX;
}

/** Whether a name takes more bytes than {@link NAME_MAX}. Most are so short that they need not be encoded. */
export function isNameTooLong(name: string): boolean {
  return name.length * 3 > NAME_MAX && nameLength(name) > NAME_MAX;
}
