import type { SourceTree } from "../builder/source-tree.js";
import { normalize, parent } from "../posix/path.js";
import { createMemoryFileSystem } from "../vfs/memory.js";

/**
 * A build context with the given files, by path.
 *
 * @param time of all files, in seconds since the epoch, since a layer's digest covers it; the current time by default
 */
export function treeOf(files: Readonly<Record<string, string | Uint8Array>>, time?: number): SourceTree {
  const fs = createMemoryFileSystem(time === undefined ? {} : { now: () => time });
  for (const [path, content] of Object.entries(files)) {
    const file = normalize(path);
    fs.mkdir(parent(file), { recursive: true });
    fs.writeFile(file, typeof content === "string" ? new TextEncoder().encode(content) : content);
  }
  return fs;
}
