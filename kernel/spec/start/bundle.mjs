import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { ROOT } from "./paths.mjs";

const DIST = join(ROOT, "dist");
const FOLDER = "bundle";
const DAY_MS = 24 * 3600 * 1000;

/** What is started or imported from outside, below the checkout and below `dist`. */
export const ENTRIES = [
  "kernel/main",
  "kernel/bin",
  "kernel/session/child/main",
  "kernel/session/child/watchdog",
  "kernel/cells/compile/typescript/worker",
  "kernel/spec/install",
  "src/index",
];

/**
 * Joins the project's own modules into a few files: a program that starts then reads the ones it needs instead of finding
 * several hundred one by one, which takes longer than most commands do. Packages stay where they are. Each entry
 * stays in its place, as a line that leads to its bundle; all entries share their parts, so that a class is the same one
 * everywhere.
 */
export async function bundle() {
  // Not at the top: the packages may not be there yet when this module is loaded.
  const { rolldown } = await import("rolldown");
  const joined = await rolldown({
    input: Object.fromEntries(ENTRIES.map((entry) => [flat(entry), join(ROOT, `${entry}.ts`)])),
    platform: "node",
    // `#platform/…` from the sources as they are, in Node's form; `#text/…` and `#files/…` are written, see text-modules.mjs.
    resolve: { conditionNames: ["layerlab-source", "node", "import"] },
    external: (id) => !/^[.#]/.test(id) && !isAbsolute(id),
    plugins: [placesStay],
  });
  const { output } = await joined.write({
    dir: join(DIST, FOLDER),
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    // Errors and what is shown are known by the names of their classes, and two modules may have one of the same name.
    keepNames: true,
    // Blanks and comments are a third of what every command would have to read.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  removeOld(new Set(output.map(({ fileName }) => fileName)));
  for (const entry of ENTRIES) {
    writeFileSync(join(DIST, `${entry}.js`), lead(entry));
    // The one of the compiler's own output, which is replaced.
    rmSync(join(DIST, `${entry}.js.map`), { force: true });
  }
}

/** @param {string} entry */
function flat(entry) {
  return entry.replaceAll("/", "-");
}

/** @param {string} entry */
function lead(entry) {
  const target = JSON.stringify(`${"../".repeat(entry.split("/").length - 1)}${FOLDER}/${flat(entry)}.js`);
  if (entry.startsWith("src/")) return `export * from ${target};\n`;
  return `#!/usr/bin/env node\nimport ${target};\n`;
}

/**
 * A module finds the files beside it as if it were still where its source is.
 *
 * @type {import("rolldown").Plugin}
 */
const placesStay = {
  name: "places-stay",
  transform: {
    filter: { code: "import.meta.url" },
    handler(code, id) {
      const built = relative(ROOT, id).split(sep).join("/").replace(/\.ts$/, ".js");
      const place = `new URL(${JSON.stringify(`../${built}`)}, import.meta.url).href`;
      return { code: code.replaceAll("import.meta.url", place) };
    },
  },
};

/**
 * A running program loads its parts when it needs them, so those of the build before this one stay for a day.
 *
 * @param {ReadonlySet<string>} current
 */
function removeOld(current) {
  const folder = join(DIST, FOLDER);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!current.has(name) && Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path);
  }
}
