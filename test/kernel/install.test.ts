import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const BIN = fileURLToPath(new URL("../../dist/kernel/bin.js", import.meta.url));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "layerlab-install-"));
});
afterEach(() => rmSync(home, { recursive: true }));

/** `layerlab kernel ARGS` for a user whose Jupyter has nothing yet. */
function kernel(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = {
    ...process.env,
    HOME: home,
    JUPYTER_DATA_DIR: join(home, "jupyter"),
    JUPYTER_PATH: "",
    PATH: home,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, "kernel", ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });
}

test("install, status and uninstall for the user", async () => {
  const target = join(home, "jupyter", "kernels", "layerlab");
  expect(await kernel("status")).toMatchObject({ code: 1, stdout: expect.stringContaining("Not installed") });
  expect(await kernel("install", "--user")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Installed the kernel in .*\nNo docker for JupyterLab's terminals: /),
  });
  const spec = JSON.parse(readFileSync(join(target, "kernel.json"), "utf8"));
  expect(existsSync(spec.argv[1])).toBe(true);
  for (const icon of ["logo-svg.svg", "logo-32x32.png", "logo-64x64.png"])
    expect(existsSync(join(target, icon)), icon).toBe(true);
  // What colours its cells in JupyterLab lies where that looks for it, and names files that are there.
  const extension = join(home, "jupyter", "labextensions", "layerlab");
  const { jupyterlab } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  expect(existsSync(join(extension, jupyterlab._build.load))).toBe(true);
  for (const module of ["cell-languages", "questions", "page", "shared-packages"])
    expect(existsSync(join(extension, "static", `${module}.js`)), module).toBe(true);
  expect(await kernel("status")).toMatchObject({ code: 0, stdout: `${target}: can start\n` });

  writeFileSync(
    join(target, "kernel.json"),
    JSON.stringify({ ...spec, argv: ["/no/such/node", spec.argv[1]] }),
  );
  const broken = await kernel("status");
  expect(broken).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("/no/such/node no longer exists"),
  });

  expect(await kernel("uninstall")).toMatchObject({ code: 0, stdout: `Removed ${target}\n` });
  expect(existsSync(target)).toBe(false);
  expect(existsSync(extension)).toBe(false);
  expect(await kernel("uninstall")).toMatchObject({ code: 1 });
});

test("a prefix is another place, and places are not mixed", async () => {
  expect((await kernel("install", "--prefix", join(home, "venv"))).code).toBe(0);
  expect(existsSync(join(home, "venv/share/jupyter/kernels/layerlab/kernel.json"))).toBe(true);
  expect((await kernel("status")).code).toBe(1);
  expect(await kernel("install", "--prefix", home, "--user")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("name one place"),
  });
  expect(await kernel("install", "--nowhere")).toMatchObject({ code: 2 });
  expect(await kernel("instal")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("'instal' is not a command"),
  });
  expect(await kernel("install", "--sys-prefix")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("There is no python on PATH"),
  });
});

test("an environment's terminals get a docker, unless there is one already", async () => {
  const command = join(home, "venv", "bin", "docker");
  const first = await kernel("install", "--prefix", join(home, "venv"));
  expect(first.stdout).toContain(`docker speaks to the lab of an open notebook: ${command}\n`);
  expect(statSync(command).mode & 0o777).toBe(0o755);
  await new Promise<void>((resolve) => {
    execFile(
      command,
      ["context", "show"],
      { env: { HOME: home, PATH: "/usr/bin:/bin" } },
      (error, stdout) => {
        expect({ error, stdout }).toEqual({ error: null, stdout: "default\n" });
        resolve();
      },
    );
  });
  expect((await kernel("uninstall", "--prefix", join(home, "venv"))).code).toBe(0);
  expect(existsSync(command)).toBe(false);

  writeFileSync(command, "#!/bin/sh\necho a real one\n");
  const second = await kernel("install", "--prefix", join(home, "venv"));
  expect(second).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("No docker for JupyterLab's terminals"),
  });
  await kernel("uninstall", "--prefix", join(home, "venv"));
  expect(readFileSync(command, "utf8")).toContain("a real one");
});
