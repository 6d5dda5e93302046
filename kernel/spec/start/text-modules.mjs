import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ROOT } from "./paths.mjs";

/** What `imports` in package.json leads to. */
const KINDS = /** @type {const} */ (["text", "files", "script", "guest"]);

/** @typedef {(typeof KINDS)[number]} Kind */

/**
 * Data lie in `src` as files of their own kind, and modules import them by name:
 *
 * - `#text/PATH` is the text of the file `src/PATH`;
 * - `#files/FOLDER` the texts of all files below `src/FOLDER`, by path;
 * - `#script/PATH` the text of an expression: the default export of the JavaScript module `src/PATH`, with all it imports;
 * - `#guest/PATH` a function that refers to nothing outside itself (`src/platform/guest.ts`): the default export of the
 *   TypeScript module `src/PATH`, with all it imports.
 *
 * This writes the modules that those names lead to (`imports` in package.json), so that Node.js, every bundler and every
 * test runner finds them without a plugin, and nothing in `src` has to read a disk. Files that are already right are left alone.
 */
export async function writeTextModules() {
  const wanted = importedNames();
  for (const kind of KINDS) {
    const folder = join(ROOT, "dist", kind);
    for (const path of existsSync(folder) ? filesUnder(folder) : [])
      if (!wanted[kind].has(path.replace(/\.js$/, ""))) rmSync(join(folder, path));
    for (const name of wanted[kind]) {
      const path = join(folder, `${name}.js`);
      if (kind === "script" || kind === "guest") await writeJoined(kind, name, path);
      else writeIfOther(path, moduleOf(kind, name));
    }
  }
}

/** The names that the sources import, by kind. */
function importedNames() {
  /** @type {Record<Kind, Set<string>>} */
  const found = { text: new Set(), files: new Set(), script: new Set(), guest: new Set() };
  for (const path of filesUnder(join(ROOT, "src"))) {
    if (!path.endsWith(".ts")) continue;
    const source = readFileSync(join(ROOT, "src", path), "utf8");
    for (const [, kind, name = ""] of source.matchAll(/ from "#(text|files|script|guest)\/([^"]+)";/g))
      found[/** @type {Kind} */ (kind)].add(name);
  }
  return found;
}

/** @param {"text" | "files"} kind @param {string} name */
function moduleOf(kind, name) {
  const place = join(ROOT, "src", name);
  if (!existsSync(place)) throw new Error(`#${kind}/${name} is imported, and there is no src/${name}`);
  if (kind === "text") return `export default ${literal(readFileSync(place, "utf8"))};\n`;
  const entries = filesUnder(place).map(
    (path) => `${JSON.stringify(`/${path}`)}: ${literal(readFileSync(join(place, path), "utf8"))},\n`,
  );
  return `export default {\n${entries.join("")}};\n`;
}

/**
 * Joins a module and what it imports, unless that has already been done with the same files.
 *
 * @param {"script" | "guest"} kind @param {string} name @param {string} path
 */
async function writeJoined(kind, name, path) {
  if (existsSync(path) && isFresh(readFileSync(path, "utf8"))) return;
  // Not at the top: the packages may not be there yet when this module is loaded.
  const { rolldown } = await import("rolldown");
  const joined = await rolldown({
    input: join(ROOT, "src", name),
    platform: "neutral",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
  });
  const { output } = await joined.generate({
    format: "iife",
    name: "exported",
    exports: "default",
    // Names are seen by programs: of classes, and of functions in stacks.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  const [{ code, moduleIds }] = output;
  const files = moduleIds.filter((id) => existsSync(id)).map((id) => relative(ROOT, id));
  const stamp = `${STAMP}${JSON.stringify({ files, hash: hashOf(files) })}\n`;
  const exported =
    kind === "script"
      ? literal(`(() => {"use strict";\n${code}return exported;\n})()`)
      : `(start, machine) => {"use strict";\n${code}return exported(start, machine);\n}`;
  writeIfOther(path, `${stamp}export default ${exported};\n`);
}

const STAMP = "// ";

/**
 * Whether a joined module, which begins with what it was made of, would come out as it is.
 *
 * @param {string} text
 */
function isFresh(text) {
  const [line = ""] = text.split("\n", 1);
  if (!line.startsWith(`${STAMP}{`)) return false;
  const { files, hash } = JSON.parse(line.slice(STAMP.length));
  return files.every((/** @type {string} */ file) => existsSync(join(ROOT, file))) && hash === hashOf(files);
}

/** @param {readonly string[]} files Relative to the project. */
function hashOf(files) {
  const hash = createHash("sha256").update(readFileSync(new URL(import.meta.url)));
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest("hex");
}

/**
 * The shorter one of a template, which keeps line ends as they are, and a string.
 *
 * @param {string} text
 */
function literal(text) {
  const template = `\`${text.replace(/[\\`]|\$\{/g, "\\$&").replaceAll("\r", "\\r")}\``;
  const string = JSON.stringify(text);
  return string.length < template.length ? string : template;
}

/** @param {string} folder @returns {string[]} Paths relative to the folder, with slashes, sorted. */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/**
 * Written as a whole or not at all, since a build and a test run may do this at the same time.
 *
 * @param {string} path @param {string} content
 */
function writeIfOther(path, content) {
  if (existsSync(path) && readFileSync(path, "utf8") === content) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}
