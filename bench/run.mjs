// `npm run bench -- NAME…`: compiles the project with its benchmarks and runs bench/NAME.ts, or all of them.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { writeTextModules } from "../kernel/spec/start/text-modules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const known = readdirSync(fileURLToPath(new URL(".", import.meta.url)))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.slice(0, -3));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark called ${unknown.join(", ")}; there are: ${known.join(", ")}`);
  process.exit(2);
}
// Not below node_modules: there the names of package.json (`#text/…`) do not hold.
const out = ".layerlab/bench";
rmSync(`${root}/${out}`, { recursive: true, force: true });
await writeTextModules();
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
run([tsc, "-p", "tsconfig.bench.json", "--outDir", out]);
for (const name of asked.length > 0 ? asked : known) run([`${out}/bench/${name}.js`]);

/** @param {readonly string[]} args */
function run(args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
