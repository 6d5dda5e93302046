import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { copyOfCheckout } from "../checkout.js";
import { describeWith } from "../components.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";

/** What `npm pack` makes of a checkout that was never built. Its path has what a file URL writes otherwise. */
describe("the npm package", () => {
  const checkout = join(temporaryFolder(), "my café projects", "layerlab");
  let tarball = "";

  beforeAll(async () => {
    copyOfCheckout(checkout);
    symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"));
    await run("npm", ["pack"], { cwd: checkout });
    const [name = ""] = readdirSync(checkout).filter((each) => each.endsWith(".tgz"));
    tarball = join(checkout, name);
  }, 300_000);

  test("has what runs, and nothing of the checkout besides", async () => {
    const { stdout } = await run("tar", ["-tzf", tarball]);
    const files = stdout.trimEnd().split("\n");
    expect(files).toContain("package/dist/kernel/bin.js");
    expect(files).toContain("package/dist/src/index.d.ts");
    const top = new Set(files.map((path) => path.split("/")[1]));
    expect([...top].sort()).toEqual(
      ["CHANGELOG.md", "LICENSE", "README.md", "dist", "notebooks", "package.json"].sort(),
    );
    expect(files.filter((path) => /\.map$|\.tsx?$/.test(path) && !path.endsWith(".d.ts"))).toEqual([]);
  });

  /** As npm lays it out, with the packages that it names as `dependencies` and none of those for its development. */
  test("runs with nothing but its dependencies", { timeout: 120_000 }, async () => {
    const folder = join(temporaryFolder(), "an empty folder");
    const installed = join(folder, "node_modules", "layerlab");
    mkdirSync(installed, { recursive: true });
    await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed]);
    const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    for (const name of Object.keys(dependencies)) {
      mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
      symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
    }
    const home = join(folder, "home");
    const layerlab = (...argv: string[]) =>
      run(process.execPath, [join(installed, "dist", "kernel", "bin.js"), ...argv], {
        cwd: folder,
        env: { ...process.env, LAYERLAB_HOME: home },
      });
    await works(layerlab);
    // Cells: the compiler, what they import and what shows them are parts of their own.
    const lesson = join(installed, "notebooks", "solved", "01-understanding-image-layers.ipynb");
    await layerlab("lesson", "run", lesson, "--check");
  });

  describeWith(["downloads"], "installed by npm", () => {
    test("works", { timeout: 300_000 }, async () => {
      const folder = temporaryFolder();
      await run("npm", ["init", "--yes"], { cwd: folder });
      await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], { cwd: folder });
      const env = { ...process.env, LAYERLAB_HOME: join(folder, "home") };
      await works((...argv) => run("npx", ["layerlab", ...argv], { cwd: folder, env }));
    });
  });
});

async function works(layerlab: (...argv: string[]) => Promise<{ stdout: string; stderr: string }>) {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect((await layerlab("--version")).stdout).toContain(version);
  await layerlab("run", "--rm", "ubuntu", "true");
  expect((await layerlab("run", "--rm", "ubuntu", "echo", "hello")).stdout).toBe("hello\n");
}
