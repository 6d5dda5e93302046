import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { CELLS_NODE_ONLY, NODE_ONLY } from "./layers.js";
import { rules } from "./rules.js";

/** Who breaks a rule about Node's own modules. */
const NODE_RULES = /^(?:node-only-modules-stay-in-few-places|cells-need-node-in-few-places): (.*) → /;

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** Every import that goes where it must not, as `rule: from → to`. */
async function violations(baseDir: string, forbidden = rules()): Promise<string[]> {
  const { output } = await cruise(
    ["src", "kernel"],
    {
      baseDir,
      ruleSet: { forbidden },
      validate: true,
      // An import of types alone is knowledge as well.
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      enhancedResolveOptions: { conditionNames: ["layerlab-source", "node", "import"] },
    },
    { extensions: [".ts", ".mjs", ".js"] },
    { tsConfig: extractTSConfig(join(ROOT, "tsconfig.json")) },
  );
  const { summary, modules } = output as ICruiseResult;
  expect(modules.length).toBeGreaterThan(1);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

// Reads every file of the project, some of them several times.
describe("imports", { timeout: 120_000 }, () => {
  /** With nobody allowed to import Node's own modules: one look at the project answers both questions. */
  let found: readonly string[] = [];
  const allowed = new Set([...NODE_ONLY, ...CELLS_NODE_ONLY]);
  const importer = (line: string): string => NODE_RULES.exec(line)?.[1] ?? "";

  beforeAll(async () => {
    found = await violations(ROOT, rules({ src: [], cells: [] }));
  }, 120_000);

  test("point down", () => {
    expect(found.filter((line) => !allowed.has(importer(line)))).toEqual([]);
  });

  test("every allowance is needed", () => {
    const importers = new Set(found.map(importer));
    expect([...allowed].filter((file) => !importers.has(file))).toEqual([]);
  });

  /** A rule nobody has seen fail may well be one that cannot. */
  const forbidden: readonly (readonly [rule: string, from: string, to: string])[] = [
    ["vfs-imports-only-downwards", "src/vfs/a.ts", "src/engine/b.ts"],
    ["vfs-imports-only-downwards", "src/vfs/a.ts", "src/oci/b.ts"],
    ["engine-imports-only-downwards", "src/engine/a.ts", "src/index.ts"],
    ["src-does-not-know-kernel", "src/lab/a.ts", "kernel/lesson/b.ts"],
    [
      "kernel-session/child-imports-only-downwards",
      "kernel/session/child/a.ts",
      "kernel/session/parent/b.ts",
    ],
    ["kernel-cells-imports-only-downwards", "kernel/cells/run/a.ts", "kernel/magics/b.ts"],
    ["kernel-lesson-imports-only-downwards", "kernel/lesson/a.ts", "kernel/kernel.ts"],
    ["every-kernel-folder-has-its-room", "kernel/elsewhere/a.ts", "kernel/errors.ts"],
    ["cells-need-node-in-few-places", "kernel/cells/run/a.ts", "node:fs"],
    ["nothing-shipped-imports-tests", "src/lab/a.ts", "test/b.ts"],
    ["every-folder-has-its-layer", "src/elsewhere/a.ts", "src/errors/b.ts"],
    ["node-only-modules-stay-in-few-places", "src/engine/a.ts", "node:fs"],
    ["node-only-modules-stay-in-few-places", "src/engine/a.ts", "node:crypto"],
    ["node-only-modules-stay-in-few-places", "src/engine/a.ts", "zlib"],
    ["node-only-modules-stay-in-few-places", "src/engine/a.ts", "node:fs/promises"],
  ];
  test.each(forbidden)("%s sees %s → %s", async (rule, from, to) => {
    const baseDir = project({
      [from]: importOf(from, to),
      ...(/^(src|kernel|test)\//.test(to) ? { [to]: "" } : {}),
    });
    expect((await violations(baseDir)).join("\n")).toContain(`${rule}: ${from} → `);
  });

  test("a cycle is seen, of types too", async () => {
    const baseDir = project({
      "src/vfs/a.ts": 'import type { B } from "./b.js";\nexport type A = B;\n',
      "src/vfs/b.ts": 'import type { A } from "./a.js";\nexport type B = A;\n',
    });
    expect((await violations(baseDir)).join("\n")).toContain("no-cycles: src/vfs/a.ts → src/vfs/b.ts");
  });

  test("downward imports, and Node's own modules where they belong, are allowed", async () => {
    const baseDir = project({
      "src/vfs/a.ts": importOf("src/vfs/a.ts", "src/errors/b.ts"),
      "src/errors/b.ts": "export {};\n",
      "src/platform/node/hash.ts": importOf("src/platform/node/hash.ts", "node:crypto"),
      "kernel/a.ts": importOf("kernel/a.ts", "node:fs"),
    });
    expect(await violations(baseDir)).toEqual([]);
  });
});

function importOf(from: string, to: string): string {
  if (!to.includes("/") || to.startsWith("node:")) return `import "${to}";\n`;
  return `import "${"../".repeat(from.split("/").length - 1)}${to.replace(/\.ts$/, ".js")}";\n`;
}

function project(files: Record<string, string>): string {
  const baseDir = mkdtempSync(join(tmpdir(), "layerlab-architecture-"));
  made.push(baseDir);
  for (const [path, content] of Object.entries({
    "kernel/index.ts": "export {};\n",
    "src/z.ts": "",
    ...files,
  })) {
    mkdirSync(dirname(join(baseDir, path)), { recursive: true });
    writeFileSync(join(baseDir, path), content === "" ? "export {};\n" : content);
  }
  return baseDir;
}
