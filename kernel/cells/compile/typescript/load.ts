import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import vm from "node:vm";
import type TypeScript from "typescript";
import { codeDirectory } from "../../../home.js";

/**
 * TypeScript's own module, together with V8's machine code for it, which is cached on the disk: reading nine megabytes of
 * JavaScript again takes longer than everything else before the first cell. (`import` would also search all of it for the
 * names it exports.) If the disk cannot be used, it is loaded like any module.
 */
const require = createRequire(import.meta.url);
const path = require.resolve("typescript");
const { size, mtimeMs } = statSync(path);
const cacheFile = join(
  codeDirectory(),
  `typescript-${size}-${Math.floor(mtimeMs)}-${process.versions.v8}-${process.arch}`,
);

let cached = readIfThere(cacheFile);
const script = new vm.Script(
  `(function (exports, require, module, __filename, __dirname) { ${readFileSync(path, "utf8")}\n})`,
  { filename: path, ...(cached ? { cachedData: cached } : {}) },
);

const typescript: typeof TypeScript = run();
export default typescript;

/** The machine code itself is V8's now: megabytes that this module need not hold. */
const isCached = cached !== undefined && script.cachedDataRejected !== true;
cached = undefined;

/** Caches what V8 has compiled so far for the next kernel. To be called when there is nothing more urgent. */
export function keepCode(): void {
  if (isCached) return;
  try {
    mkdirSync(dirname(cacheFile), { recursive: true, mode: 0o700 });
    const partial = `${cacheFile}.${process.pid}`;
    writeFileSync(partial, script.createCachedData(), { mode: 0o600 });
    renameSync(partial, cacheFile);
  } catch {
    // A disk that cannot be written to costs the next kernel some milliseconds, and nothing else.
  }
}

function run(): typeof TypeScript {
  const module: { exports: unknown } = { exports: {} };
  const wrapper: unknown = script.runInThisContext();
  if (typeof wrapper !== "function") throw new Error("TypeScript's module is not one");
  wrapper.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  // The module is what its own declarations say.
  return module.exports as typeof TypeScript;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
