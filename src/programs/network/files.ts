import type { FileSystem } from "../../vfs/filesystem.js";

/** A text file's content; empty when there is none. */
export function textOf(fs: FileSystem, path: string): string {
  return fs.lstatIfExists(path) === undefined ? "" : new TextDecoder().decode(fs.readFile(path));
}
