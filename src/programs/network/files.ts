import { FileSystemError } from "../../errors/filesystem.js";
import type { FileSystem } from "../../vfs/filesystem.js";

/** Writes what was fetched; false where that cannot be. A terminal beside the containers has no `/dev`. */
export function wrote(fs: FileSystem, path: string, content: Uint8Array): boolean {
  if (path === "/dev/null") return true;
  try {
    fs.writeFile(path, content);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}

/** A text file's content; empty when there is none. */
export function textOf(fs: FileSystem, path: string): string {
  return fs.lstatIfExists(path) === undefined ? "" : new TextDecoder().decode(fs.readFile(path));
}
