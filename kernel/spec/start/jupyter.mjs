import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "./failure.mjs";
import { jupyterArguments } from "./jupyter-arguments.mjs";
import { FIRST_LESSON, JUPYTER_HOME, ROOT, VENV_PYTHON } from "./paths.mjs";
import { pythonEnvironment } from "./virtual-environment.mjs";

/** How long JupyterLab may take to shut its kernels down before it is ended. */
const GRACE_MS = 10_000;

/**
 * The environment JupyterLab runs in: its settings, its kernels and its list of running servers stay in this
 * checkout, and the user's own (`~/.jupyter`, `~/.local/share/jupyter`) neither change it nor are changed.
 * Folders the user named by environment variables are kept.
 */
function jupyterEnvironment() {
  return {
    JUPYTER_CONFIG_DIR: join(JUPYTER_HOME, "config"),
    JUPYTER_DATA_DIR: join(JUPYTER_HOME, "data"),
    JUPYTER_RUNTIME_DIR: join(JUPYTER_HOME, "runtime"),
    JUPYTER_PREFER_ENV_PATH: "1",
    ...pythonEnvironment(),
    // For the terminals: their docker is there, and so is this Python.
    PATH: [dirname(VENV_PYTHON), process.env.PATH].filter(Boolean).join(delimiter),
  };
}

/**
 * Runs JupyterLab until it ends or `signal` ends it.
 *
 * @param {{ progress: import("./progress.mjs").Progress, userArgs: readonly string[], signal: AbortSignal }} options
 * @returns {Promise<number>} Exit code; 0 after Ctrl-C.
 */
export async function runJupyterLab({ progress, userArgs, signal }) {
  const env = jupyterEnvironment();
  for (const folder of [env.JUPYTER_CONFIG_DIR, env.JUPYTER_DATA_DIR, env.JUPYTER_RUNTIME_DIR])
    mkdirSync(folder, { recursive: true });
  const { args, opens } = jupyterArguments(userArgs, {
    root: ROOT,
    lesson: FIRST_LESSON,
    // npm runs scripts in the checkout and says in INIT_CWD where it was called.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    isRoot: process.getuid?.() === 0,
    shell: process.platform === "win32" ? undefined : process.env.SHELL || "/bin/sh",
  });
  progress.say("JupyterLab: starting");
  const child = spawn(VENV_PYTHON, ["-m", "jupyterlab", ...args], { cwd: ROOT, env, stdio: "inherit" });
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, killedBy) => resolve({ code, killedBy }));
  });
  let running = true;
  const serverFile = join(env.JUPYTER_RUNTIME_DIR, `jpserver-${child.pid}.json`);
  const up = announce(progress, serverFile, opens, () => running);

  /** @type {NodeJS.Timeout | undefined} */
  let patience;
  const stop = () => {
    // After Ctrl-C JupyterLab has had the signal from the terminal too; this one is for when only we were told.
    child.kill("SIGTERM");
    patience = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });

  const { code, killedBy } = await ended;
  running = false;
  clearTimeout(patience);
  await up;
  if (signal.aborted) {
    progress.say("JupyterLab: stopped");
    return 0;
  }
  if (code !== 0)
    throw new Failure(
      `JupyterLab ended by itself (${killedBy ?? `exit code ${code}`}): see its lines above.`,
    );
  return 0;
}

/**
 * Resolves when the server accepts connections: it writes this file at that moment.
 *
 * @param {import("./progress.mjs").Progress} progress
 * @param {string} serverFile
 * @param {string} opens
 * @param {() => boolean} running
 */
async function announce(progress, serverFile, opens, running) {
  while (running() && !existsSync(serverFile)) await delay(100);
  if (!running()) return;
  const { url, token } = await readWhole(serverFile);
  const query = token === "" ? "" : `?token=${token}`;
  progress.say(`JupyterLab: up at ${url}${opens}${query} (Ctrl-C stops it)`);
}

/** @param {string} path @returns {Promise<{ url: string, token: string }>} */
async function readWhole(path) {
  for (;;) {
    const text = readFileSync(path, "utf8");
    // Empty until Jupyter has written what it opened.
    if (text.trimEnd().endsWith("}")) return JSON.parse(text);
    await delay(20);
  }
}
