import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

const HERE = import.meta.dirname;
/** What starts other programs: kernels, browsers, engines to compare with. */
const STARTS_PROGRAMS = /^(?:import|\}).* from "(?:node:child_process|playwright-core)";$/m;
/** What puts other modules in the place of the real ones: no other test may share its worker. */
const MOCKS_MODULES = /^vi\.mock\(/m;
const HELPER = /^(?:import|\}).* from "(\.{1,2}\/[^"]+)\.js";$/gm;

/**
 * The test files in two groups. Those that start programs, themselves or through a helper in this folder, fill a small
 * machine with a few, and those that mock modules need a worker of their own; of all others there can be as many at once
 * as there are cores, and they share what they load.
 */
export function testFiles(): { readonly pure: string[]; readonly processes: string[] } {
  const known = new Map<string, boolean>();
  const files = readdirSync(HERE, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && !/^(fixtures|artefacts)\b/.test(path))
    .map((path) => join(HERE, path))
    .sort();
  const of = (starts: boolean) =>
    files
      .filter((path) => startsPrograms(path, known) === starts)
      .map((path) => relative(dirname(HERE), path).split(sep).join("/"));
  return { pure: of(false), processes: of(true) };
}

function startsPrograms(path: string, known: Map<string, boolean>): boolean {
  const before = known.get(path);
  if (before !== undefined) return before;
  // In a circle of helpers the others decide.
  known.set(path, false);
  const text = readFileSync(path, "utf8");
  const helpers = [...text.matchAll(HELPER)]
    .map(([, name]) => join(dirname(path), `${name}.ts`))
    // A text in a test may look like an import.
    .filter((helper) => helper.startsWith(HERE + sep) && existsSync(helper));
  const starts =
    STARTS_PROGRAMS.test(text) ||
    MOCKS_MODULES.test(text) ||
    helpers.some((helper) => startsPrograms(helper, known));
  known.set(path, starts);
  return starts;
}
