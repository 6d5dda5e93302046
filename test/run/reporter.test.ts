import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import type { Totals } from "../reporter.js";

const folder = mkdtempSync(join(tmpdir(), "layerlab-reporter-"));
symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the reporter counts when these files are a test run. */
function totals(files: Record<string, string>): Totals {
  const names = Object.keys(files);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const file = join(folder, "totals.json");
  rmSync(file, { force: true });
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const reporter = join(ROOT, "test", "reporter.ts");
  spawnSync(process.execPath, [vitest, "run", "--root", folder, "--reporter", reporter, ...names], {
    env: { ...process.env, LAYERLAB_TEST_TOTALS: file },
  });
  return JSON.parse(readFileSync(file, "utf8"));
}

test("every test counts once, and every reason to skip is told", { timeout: 60_000 }, () => {
  const counted = totals({
    "a.test.ts": `
      import { describe, test } from "vitest";
      test("passes", () => {});
      test("fails", () => { throw new Error("no"); });
      test("says why", (context) => context.skip("no moon"));
      describe.skip("sky · skipped: no sun (wait)", () => {
        test("one", () => {});
        describe("inner", () => { test("two", () => {}); });
      });
      test.skip("says nothing", () => {});
    `,
  });
  expect(counted).toEqual({
    passed: 1,
    failed: 1,
    skipped: 4,
    reasons: { "no moon": 1, "no sun (wait)": 2, "a.test.ts: says nothing": 1 },
  });
});

test("what breaks outside of tests is a failure", { timeout: 60_000 }, () => {
  const { passed, failed } = totals({
    "loads.test.ts": 'import { test } from "vitest";\nimport "./not-there.js";\ntest("never", () => {});\n',
    "hook.test.ts":
      'import { beforeAll, test } from "vitest";\nbeforeAll(() => { throw new Error("no"); });\ntest("never", () => {});\n',
    "late.test.ts":
      'import { test } from "vitest";\ntest("passes", () => { Promise.reject(new Error("nobody listens")); });\n',
  });
  expect({ passed, failed }).toEqual({ passed: 1, failed: 3 });
});
