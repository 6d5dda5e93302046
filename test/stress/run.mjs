// `npm run stress`: the tests of this folder for as long as one likes.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../../kernel/spec/start/paths.mjs";

const HELP = `npm run stress -- [--seconds N] [--seed S] [NAME…]

Lets the disk refuse, kills processes, damages stores, sets the clock, and reads hostile archives and registries, for
N seconds (120 by default) in all. The same seed gives the same cases; another one is made by default.

  NAME   only these: faults, kills, full, clock, damage, archives, registry
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "120" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    help: { type: "boolean", default: false },
  },
});
const files = positionals.map((name) => `test/stress/${name}.test.ts`);
const unknown = files.filter((file) => !existsSync(join(ROOT, file)));
if (values.help || unknown.length > 0 || !(Number(values.seconds) > 0) || !(Number(values.seed) >= 0)) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 2);
}

const folder = mkdtempSync(join(tmpdir(), "layerlab-stress-"));
const report = join(folder, "report.jsonl");
try {
  console.log(`stress: ${values.seconds} seconds, seed ${values.seed}`);
  run(["kernel/spec/build.mjs"]);
  const tests = files.length > 0 ? files : ["test/stress"];
  const status = run(["node_modules/vitest/vitest.mjs", "run", "--maxWorkers=1", ...tests], {
    LAYERLAB_TEST_SEED: values.seed,
    LAYERLAB_STRESS_SECONDS: values.seconds,
    LAYERLAB_STRESS_REPORT: report,
  });
  for (const line of existsSync(report) ? readFileSync(report, "utf8").trim().split("\n") : []) {
    const { part, name, seconds, counts } = JSON.parse(line);
    const counted = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
    console.log(`${part}${name === part ? "" : ` (${name})`}, ${seconds} s: ${counted.join(", ")}`);
  }
  const again = `npm run stress -- --seconds ${values.seconds} --seed ${values.seed}`;
  console.log(status === 0 ? `all held (seed ${values.seed})` : `something did not hold; again: ${again}`);
  process.exitCode = status;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 */
function run(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (status !== 0 && args[0] === "kernel/spec/build.mjs") process.exit(status ?? 1);
  return status ?? 1;
}
