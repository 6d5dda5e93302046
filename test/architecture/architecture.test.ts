import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { rules } from "./rules.js";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** Every import that goes where it must not, as `rule: from → to`. */
async function violations(baseDir: string): Promise<string[]> {
  const { output } = await cruise(
    ["src", "kernel"],
    {
      baseDir,
      ruleSet: { forbidden: rules() },
      validate: true,
      // An import of types alone is knowledge as well.
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
    },
    { extensions: [".ts", ".mjs", ".js"] },
    { tsConfig: extractTSConfig(join(ROOT, "tsconfig.json")) },
  );
  const { summary, modules } = output as ICruiseResult;
  expect(modules.length).toBeGreaterThan(1);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

describe("imports", () => {
  test("point down", async () => {
    expect(await violations(ROOT)).toEqual([]);
  });

  /** A rule nobody has seen fail may well be one that cannot. */
  const forbidden: readonly (readonly [rule: string, from: string, to: string])[] = [
    ["vfs-imports-only-downwards", "src/vfs/a.ts", "src/engine/b.ts"],
    ["vfs-imports-only-downwards", "src/vfs/a.ts", "src/oci/b.ts"],
    ["engine-imports-only-downwards", "src/engine/a.ts", "src/index.ts"],
    ["src-does-not-know-kernel", "src/lab/a.ts", "kernel/session/b.ts"],
    ["nothing-shipped-imports-tests", "src/lab/a.ts", "test/b.ts"],
    ["every-folder-has-its-layer", "src/elsewhere/a.ts", "src/errors/b.ts"],
    ["node-only-modules-stay-in-few-places", "src/engine/a.ts", "node:fs"],
    ["node-only-modules-stay-in-few-places", "src/engine/a.ts", "node:fs/promises"],
  ];
  test.each(forbidden)("%s sees %s → %s", async (rule, from, to) => {
    const baseDir = project({ [from]: importOf(from, to), ...(to.startsWith("node:") ? {} : { [to]: "" }) });
    expect((await violations(baseDir)).join("\n")).toContain(`${rule}: ${from} → `);
  });

  test("a cycle is seen, of types too", async () => {
    const baseDir = project({
      "src/vfs/a.ts": 'import type { B } from "./b.js";\nexport type A = B;\n',
      "src/vfs/b.ts": 'import type { A } from "./a.js";\nexport type B = A;\n',
    });
    expect((await violations(baseDir)).join("\n")).toContain("no-cycles: src/vfs/a.ts → src/vfs/b.ts");
  });

  test("downward and portable imports are allowed", async () => {
    const baseDir = project({
      "src/vfs/a.ts": importOf("src/vfs/a.ts", "src/errors/b.ts") + importOf("src/vfs/a.ts", "node:crypto"),
      "src/errors/b.ts": "export {};\n",
      "kernel/a.ts": importOf("kernel/a.ts", "node:fs"),
    });
    expect(await violations(baseDir)).toEqual([]);
  });
});

function importOf(from: string, to: string): string {
  if (to.startsWith("node:")) return `import "${to}";\n`;
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
