// Plain JavaScript with Node's own modules only, since it runs before anything is installed.
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../../kernel/spec/start/paths.mjs";

/** How long an installation may take on a slow machine. */
const PATIENCE_MS = 600_000;

/** What is installed or built in a checkout. */
const MADE = ["node_modules", "dist", ".venv"].map((name) => join(ROOT, name));

/** Whether nothing was installed or built here yet. */
export function isFresh() {
  return !MADE.some((path) => existsSync(path));
}

/**
 * What README promises of a fresh clone: `npm start` alone installs, builds and serves, and the second time it installs nothing.
 * Where this checkout is fresh it is done right here, so that all is there for the tests that follow and nothing is installed
 * twice; otherwise in a copy.
 *
 * @param {import("../../kernel/spec/start/progress.mjs").Progress} progress
 */
export async function firstStart(progress) {
  const home = mkdtempSync(join(tmpdir(), "layerlab-test-"));
  const checkout = isFresh() ? ROOT : join(home, "layerlab");
  try {
    if (checkout !== ROOT)
      cpSync(ROOT, checkout, {
        recursive: true,
        filter: (path) => ![...MADE, join(ROOT, ".git")].includes(path),
      });
    for (const which of ["first", "second"]) {
      const { lines, kernels } = await startedOnce(checkout, home);
      const text = lines.join("\n");
      progress.say(`${which} start in a fresh clone: ${Number.parseFloat(lines.at(-1) ?? "")} s`);
      const installed = /npm packages: installed[\s\S]*JupyterLab: up/.test(text);
      assert.equal(installed, which === "first", text);
      assert.ok("layerlab" in kernels, `no kernel called layerlab: ${JSON.stringify(kernels)}`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Starts, asks for the kernels, and stops as Ctrl-C does.
 *
 * @param {string} checkout
 * @param {string} home For Jupyter's own files.
 * @returns {Promise<{ lines: string[], kernels: object }>} Its lines up to the one that says where it is.
 */
async function startedOnce(checkout, home) {
  const child = spawn("npm", ["start", "--", "--no-browser", "--port", String(await freePort())], {
    cwd: checkout,
    env: {
      ...process.env,
      JUPYTER_CONFIG_DIR: join(home, "config"),
      JUPYTER_DATA_DIR: join(home, "data"),
      JUPYTER_RUNTIME_DIR: join(home, "runtime"),
      NO_COLOR: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, for Ctrl-C.
    detached: true,
  });
  const interrupt = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
  };
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once("close", () => resolve()));
  /** @type {string[]} */
  const lines = [];
  const timer = setTimeout(interrupt, PATIENCE_MS);
  try {
    /** @type {URL} */
    const address = await new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on("line", (line) => {
          lines.push(line);
          const up = /JupyterLab: up at (\S+)/.exec(line)?.[1];
          if (up !== undefined) resolve(new URL(up));
        });
      ended.then(() => reject(new Error(`npm start ended:\n${lines.join("\n")}`)));
    });
    const before = [...lines];
    const authorization = `token ${address.searchParams.get("token")}`;
    const response = await fetch(new URL("/api/kernelspecs", address), { headers: { authorization } });
    assert.equal(response.status, 200);
    return { lines: before, kernels: JSON.parse(await response.text()).kernelspecs };
  } finally {
    clearTimeout(timer);
    interrupt();
    await ended;
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  /** @type {Promise<void>} */
  const listening = new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  await listening;
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port of its own");
  return address.port;
}
