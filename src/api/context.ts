import type { SourceTree } from "../build/source-tree.js";
import { createMemoryFileSystem } from "../vfs/memory.js";

/**
 * A build context of some files, by their path.
 *
 * @param time seconds since the epoch: the files' times, which are content to a layer; the present one unless told
 */
export function treeOf(files: Readonly<Record<string, string | Uint8Array>>, time?: number): SourceTree {
  const fs = createMemoryFileSystem(time === undefined ? {} : { now: () => time });
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    fs.mkdir(`/${parts.slice(0, -1).join("/")}`, { recursive: true });
    fs.writeFile(
      `/${parts.join("/")}`,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
  return fs;
}
