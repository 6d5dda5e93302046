import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { VERSION } from "../../src/cli/version.js";

test("src/cli/version.ts says what package.json says", () => {
  expect(VERSION).toBe(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version);
});
