import type { Credentials, FileSystem } from "./filesystem.js";
import { emptyChanges } from "./node.js";
import { UnionFileSystem } from "./union.js";

/** A writable file system with nothing below it: a lesson's build context, a test's root. */
export function createMemoryFileSystem(
  options: { readonly credentials?: Credentials; readonly now?: () => number } = {},
): FileSystem {
  const now = options.now ?? (() => Date.now() / 1000);
  const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: now() });
  return new UnionFileSystem({ lower: undefined, upper, ...options });
}
