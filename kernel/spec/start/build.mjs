import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { bundle } from "./bundle.mjs";
import { capture } from "./command.mjs";
import { Failure } from "./failure.mjs";
import { ROOT } from "./paths.mjs";
import { writeTextModules } from "./text-modules.mjs";

const DIST = join(ROOT, "dist");
const STAMP = join(DIST, ".layerlab-stamp");
const SOURCE_FOLDERS = ["src", "kernel"];

/** @param {string} folder @returns {string[]} Paths relative to the checkout, with slashes, sorted. */
function filesUnder(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** One value for everything that a build depends on: file contents, since a checkout gives files new times. */
function fingerprint() {
  const hash = createHash("sha256");
  const configuration = [
    "package-lock.json",
    "tsconfig.json",
    "tsconfig.build.json",
    "package.json",
    "kernel/spec/start/bundle.mjs",
    "kernel/spec/start/text-modules.mjs",
  ];
  const sources = SOURCE_FOLDERS.flatMap(filesUnder).filter((path) => !/\.(md|mjs)$/.test(path));
  for (const path of [...configuration, ...sources])
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update("\0");
  return hash.digest("hex");
}

/** Whether `dist` was built from the sources as they are now. */
export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === fingerprint();
}

/** A module whose source is gone must not remain importable. */
function removeOrphans() {
  for (const folder of SOURCE_FOLDERS) {
    if (!existsSync(join(DIST, folder))) continue;
    for (const path of filesUnder(`dist/${folder}`)) {
      const source = path.slice("dist/".length).replace(/(\.d\.ts|\.js)(\.map)?$/, ".ts");
      if (source.endsWith(".ts") && !existsSync(join(ROOT, source))) rmSync(join(ROOT, path));
    }
  }
}

/** Removes `dist`. What runs from it may miss a part that it has not loaded yet. */
export function removeBuild() {
  rmSync(DIST, { recursive: true, force: true });
}

/**
 * Compiles `src` and `kernel` to `dist`, makes modules of the data there, and joins all of it for quick loading.
 *
 * @param {AbortSignal} [signal]
 */
export async function compile(signal) {
  rmSync(STAMP, { force: true });
  const before = fingerprint();
  await writeTextModules();
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const result = await capture(process.execPath, [tsc, "-p", "tsconfig.build.json"], { signal });
  if (result.exitCode !== 0)
    throw new Failure(
      "the build failed: the TypeScript errors above are in the sources; mend them and try again.",
      {
        output: result.output,
      },
    );
  removeOrphans();
  await bundle();
  writeFileSync(STAMP, before);
}

/**
 * Compiles unless `dist` is up to date.
 *
 * @param {import("./prepare.mjs").Preparation} preparation
 * @returns {Promise<boolean>} Whether it compiled.
 */
export async function build({ progress, signal }) {
  if (isBuilt()) return false;
  progress.say("layerlab: building");
  await compile(signal);
  progress.say("layerlab: built");
  return true;
}
