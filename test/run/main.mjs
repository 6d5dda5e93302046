// Plain JavaScript with Node's own modules only, since it runs before anything is installed.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../kernel/spec/start/build.mjs";
import { Failure, report } from "../../kernel/spec/start/failure.mjs";
import { installKernelspec } from "../../kernel/spec/start/kernelspec.mjs";
import { installNpmPackages } from "../../kernel/spec/start/npm-packages.mjs";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { Progress } from "../../kernel/spec/start/progress.mjs";
import { installVirtualEnvironment } from "../../kernel/spec/start/virtual-environment.mjs";
import { firstStart, isFresh } from "./first-start.mjs";

const HELP = `npm test [-- FILES AND OPTIONS FOR VITEST]

  npm test                   everything: format and lint, types, dead code, all tests
  npm test -- test/vfs       the tests below a folder
  LAYERLAB_REQUIRE_ALL=1 npm test
                             a missing component (Chromium, ...) is a failure in place of a skip
`;

/** @type {readonly (readonly [title: string, script: string, ...args: string[]])[]} */
const STATIC_CHECKS = [
  ["types (tsc --noEmit)", "typescript/bin/tsc", "--noEmit"],
  ["format and lint (biome check)", "@biomejs/biome/bin/biome", "check", "."],
  ["types of what runs in containers", "typescript/bin/tsc", "-p", "src/programs/node/guest"],
  ["dead code (knip)", "knip/bin/knip.js", "--treat-config-hints-as-errors"],
];

/** @typedef {import("../reporter.ts").Totals} Totals */

const progress = new Progress();

/**
 * `npm test`: brings the checkout to where everything can be tested, then checks and tests it.
 *
 * @param {readonly string[]} argv
 */
export async function test(argv) {
  const args = argv.filter((arg) => arg !== "--");
  if (args.includes("--help")) {
    process.stdout.write(HELP);
    return;
  }
  try {
    await run(args);
  } catch (error) {
    report(error);
    process.exitCode = 1;
  }
}

/** @param {readonly string[]} args */
async function run(args) {
  const preparation = { progress, command: "npm test" };
  /** @type {Totals} */
  const totals = { passed: 0, failed: 0, skipped: 0, reasons: {} };
  if (args.length === 0) {
    const title = "npm start in a fresh clone";
    if (isFresh() || process.env.LAYERLAB_TEST_DOWNLOADS === "1")
      await check(totals, title, () => firstStart(progress));
    else skip(totals, `${title}: this is none (LAYERLAB_TEST_DOWNLOADS=1 npm test)`);
  }
  // Python's half may fail: then what needs it is skipped, and the reason told.
  const virtualEnvironment = installVirtualEnvironment(preparation).catch((error) => {
    if (!(error instanceof Failure)) throw error;
    process.env.LAYERLAB_VENV_PROBLEM = error.message;
  });
  await installNpmPackages(preparation);

  await check(totals, "build", async () => {
    await build(preparation);
  });
  if (args.length === 0) {
    // Each fills one processor for most of its time.
    const checks = STATIC_CHECKS.map(([title, script, ...toolArgs]) =>
      check(totals, title, () => tool(script, toolArgs)),
    );
    await Promise.all(checks);
  }
  // Installing it is mostly waiting, which need not hold up what goes before.
  await virtualEnvironment;
  if (process.env.LAYERLAB_VENV_PROBLEM === undefined)
    await check(totals, "kernelspec", () => installKernelspec());
  add(totals, await vitest(args));

  for (const [reason, count] of Object.entries(totals.reasons)) console.log(`skipped ${count}: ${reason}`);
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  const incomplete = process.env.LAYERLAB_REQUIRE_ALL === "1" && totals.skipped > 0;
  if (incomplete) console.error("layerlab: LAYERLAB_REQUIRE_ALL is set, and tests were skipped.");
  process.exitCode = totals.failed > 0 || totals.passed === 0 || incomplete ? 1 : 0;
}

/**
 * Counts something that is no vitest test as one.
 *
 * @param {Totals} totals
 * @param {string} name
 * @param {() => Promise<void>} body
 */
async function check(totals, name, body) {
  try {
    await body();
    totals.passed++;
    progress.say(`${name}: passed`);
  } catch (error) {
    totals.failed++;
    report(error);
    progress.say(`${name}: FAILED`);
  }
}

/**
 * @param {Totals} totals
 * @param {string} reason
 */
function skip(totals, reason) {
  totals.skipped++;
  totals.reasons[reason] = (totals.reasons[reason] ?? 0) + 1;
}

/** @param {string} script Below node_modules. @param {readonly string[]} toolArgs */
async function tool(script, toolArgs) {
  const exitCode = await show([join(ROOT, "node_modules", script), ...toolArgs]);
  if (exitCode !== 0) throw new Failure(`${script} failed with exit code ${exitCode}: see above.`);
}

/** @param {readonly string[]} args */
async function vitest(args) {
  const folder = mkdtempSync(join(tmpdir(), "layerlab-test-"));
  const file = join(folder, "totals.json");
  const script = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  try {
    const exitCode = await show([script, "run", ...args], { LAYERLAB_TEST_TOTALS: file });
    if (!existsSync(file)) throw new Failure(`vitest ended with exit code ${exitCode} and without a result.`);
    /** @type {Totals} */
    const totals = JSON.parse(readFileSync(file, "utf8"));
    // Whatever vitest alone thinks is wrong must not pass here.
    if (exitCode !== 0 && totals.failed === 0) totals.failed = 1;
    return totals;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs a script with this Node.js, its output shown.
 *
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
function show(command, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** @param {Totals} totals @param {Totals} more */
function add(totals, more) {
  totals.passed += more.passed;
  totals.failed += more.failed;
  totals.skipped += more.skipped;
  for (const [reason, count] of Object.entries(more.reasons))
    totals.reasons[reason] = (totals.reasons[reason] ?? 0) + count;
}
