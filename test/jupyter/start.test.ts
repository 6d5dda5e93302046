import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { copyOfCheckout } from "../checkout.js";
import { describeWith } from "../components.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";
import { LESSON } from "./guide.js";
import { freePort, startLab } from "./lab-server.js";

// The start in a fresh clone is the first thing that `npm test` does there: test/run/first-start.mjs.
describeWith(["build", "venv"], "npm start", () => {
  test("a second start installs nothing, lists the kernel, opens lesson 01, ends at Ctrl-C", {
    timeout: 120_000,
  }, async () => {
    const lab = await startLab({ home: temporaryFolder() });
    try {
      expect(lab.lines.join("\n")).not.toMatch(/installing|building/);
      expect(lab.lines.join("\n")).toContain(`/lab/tree/${LESSON}?token=`);
      expect(await lab.get("api/kernelspecs")).toMatchObject({
        kernelspecs: {
          layerlab: { spec: { argv: expect.arrayContaining([expect.stringContaining(process.execPath)]) } },
        },
      });
    } finally {
      await lab.stop();
    }
    expect(lab.lines.at(-1)).toContain("JupyterLab: stopped");
    await expect(fetch(lab.url)).rejects.toThrow();
  });
});

describe("npm start that cannot", () => {
  test("a port in use: says so and what to do, before anything else", async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    try {
      const { code, stdout, stderr } = await start(ROOT, ["--port", String(port)]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toBe(
        `layerlab: port ${port} is in use: stop what uses it, or name another: npm start -- --port ${port + 1}.\n`,
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test("an old Node.js: one line", async () => {
    // The version is all the check looks at; an old Node.js is not at hand.
    const old = 'Object.defineProperty(process, "versions", { value: { node: "18.20.4" } })';
    const { code, stderr } = await start(ROOT, [], process.env, ["--import", `data:text/javascript,${old}`]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^layerlab: Node\.js 18\.20\.4 is too old: install Node\.js 20\.\d+\.\d+ or later .+\n$/,
      ),
    });
  });

  const machines: readonly (readonly [name: string, python: string | undefined, line: RegExp])[] = [
    [
      "no Python",
      undefined,
      /^layerlab: JupyterLab needs Python 3\.10 or later and there is none on PATH: .+\n$/,
    ],
    [
      "an old Python",
      "echo 3.8.10",
      /^layerlab: .*Python 3\.10 or later and the one on PATH is 3\.8\.10: .+\n$/,
    ],
    [
      "no venv module",
      'case "$*" in *venv*) echo "ensurepip is not available." >&2; exit 1;; *) echo 3.12.1;; esac',
      /^layerlab: Python 3\.12\.1 is here without its venv module: .*apt install python3\.12-venv.*\n$/,
    ],
  ];
  test.each(machines)("%s: one line", async (_name, python, line) => {
    const checkout = copyOfCheckout();
    symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"));
    const bin = join(checkout, "bin");
    mkdirSync(bin);
    if (python !== undefined) {
      writeFileSync(join(bin, "python3"), `#!/bin/sh\n${python}\n`);
      chmodSync(join(bin, "python3"), 0o755);
    }
    const { code, stderr } = await start(checkout, [], { PATH: bin });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(line) });
  });

  test("a registry that cannot be reached: one line", { timeout: 60_000 }, async () => {
    const checkout = copyOfCheckout();
    const closed = `http://127.0.0.1:${await freePort()}/`;
    const { code, stderr } = await start(checkout, [], {
      ...process.env,
      npm_config_registry: closed,
      npm_config_cache: join(checkout, "npm-cache"),
      npm_config_fetch_retries: "0",
      PIP_INDEX_URL: closed,
      PIP_NO_INDEX: "",
      PIP_FIND_LINKS: "",
      PIP_CONFIG_FILE: "/dev/null",
      PIP_CACHE_DIR: join(checkout, "pip-cache"),
      PIP_RETRIES: "0",
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^layerlab: (npm ci|pip install) could not reach its package registry \(\w+\): .+\n$/,
      ),
    });
  });
});

async function start(
  checkout: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  nodeArgs: readonly string[] = [],
) {
  try {
    const script = join(checkout, "kernel", "spec", "start.mjs");
    return {
      code: 0,
      ...(await run(process.execPath, [...nodeArgs, script, ...args], { cwd: checkout, env })),
    };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && "stdout" in error && "stderr" in error)) throw error;
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}
