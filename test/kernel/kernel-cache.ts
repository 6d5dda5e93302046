import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { codeDirectory } from "../../kernel/home.js";

/**
 * Makes `folder` a cache for a kernel under test, to be its `XDG_CACHE_HOME`. All is the kernel's own but for the compiled
 * code: that knows nothing of a session, and compiling TypeScript again is a good part of what a kernel's start costs.
 */
export function kernelCache(folder: string): string {
  const code = codeDirectory();
  mkdirSync(code, { recursive: true, mode: 0o700 });
  mkdirSync(join(folder, "layerlab"), { recursive: true });
  const link = join(folder, "layerlab", "code");
  // A kernel that is started again has it from the first time.
  if (!existsSync(link)) symlinkSync(code, link);
  return folder;
}
