import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capture, installFailure } from "./command.mjs";
import { Failure } from "./failure.mjs";
import { REQUIREMENTS, SETTINGS, VENV, VENV_PYTHON } from "./paths.mjs";
import { findPython, isNewEnough } from "./python.mjs";

const STAMP = join(VENV, ".layerlab-stamp");

/** The Python of `.venv` if it can be used as it is: it runs, is new enough, and pip is complete. */
async function existingVersion(/** @type {AbortSignal | undefined} */ signal) {
  if (!existsSync(VENV_PYTHON)) return undefined;
  const { exitCode, stdout } = await capture(
    VENV_PYTHON,
    // A Python exchanged under the environment no longer sees what was installed for the old one, pip included.
    [
      "-c",
      "import importlib.util, platform; importlib.util.find_spec('pip').loader; print(platform.python_version())",
    ],
    { signal },
  );
  const version = stdout.trim();
  return exitCode === 0 && isNewEnough(version) ? version : undefined;
}

/** @param {string} pythonVersion */
function fingerprint(pythonVersion) {
  const minor = pythonVersion.split(".").slice(0, 2).join(".");
  return `${contentDigest()} python ${minor}\n`;
}

function contentDigest() {
  return createHash("sha256").update(readFileSync(REQUIREMENTS)).update(readFileSync(SETTINGS)).digest("hex");
}

/** Whether an installation of exactly these packages and settings was finished. */
export function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8").startsWith(`${contentDigest()} `);
}

/**
 * Makes `.venv` with exactly the packages of `binder/requirements.txt`; anything else that was installed there stays.
 *
 * @param {import("./prepare.mjs").Preparation} preparation
 * @returns {Promise<boolean>} Whether something was installed.
 */
export async function installVirtualEnvironment({ progress, command, signal }) {
  const existing = await existingVersion(signal);
  if (existing !== undefined && existsSync(STAMP) && readFileSync(STAMP, "utf8") === fingerprint(existing))
    return false;
  rmSync(STAMP, { force: true });

  let version = existing;
  if (version === undefined) {
    const python = await findPython(command, signal);
    version = python.version;
    progress.say(`.venv: making it with Python ${version}`);
    await createEnvironment(python, command, signal);
  }
  progress.say(".venv: installing JupyterLab (only now and after a change of its version)");
  const result = await capture(
    VENV_PYTHON,
    [
      ...["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off"],
      ...["--retries=2", "--quiet", "--requirement", REQUIREMENTS],
    ],
    { signal, env: pythonEnvironment() },
  );
  if (result.exitCode !== 0) throw installFailure("pip install", command, result);
  copySettings();
  // Node.js looks for the nearest package.json above a file to know how to read it. Ours says ECMAScript modules,
  // and JupyterLab runs a CommonJS script of its own from in here.
  writeFileSync(join(VENV, "package.json"), '{ "type": "commonjs" }\n');
  writeFileSync(STAMP, fingerprint(version));
  progress.say(".venv: JupyterLab installed");
  return true;
}

/**
 * @param {import("./python.mjs").Python} python
 * @param {string} command
 * @param {AbortSignal | undefined} signal
 */
async function createEnvironment(python, command, signal) {
  const result = await capture(python.program, [...python.args, "-m", "venv", "--clear", VENV], {
    signal,
    env: pythonEnvironment(),
  });
  if (result.exitCode === 0) return;
  if (/ensurepip|No module named venv/.test(result.output)) {
    const package_ = `python${python.version.split(".").slice(0, 2).join(".")}-venv`;
    throw new Failure(
      `Python ${python.version} is here without its venv module: install it (Debian and Ubuntu: apt install ${package_}), then run ${command} again.`,
    );
  }
  throw new Failure(`python -m venv failed with exit code ${result.exitCode}: see its last lines above.`, {
    output: result.output,
  });
}

/** JupyterLab does not ask about news and does not look for updates when it opens: a lesson needs no network. */
function copySettings() {
  const folder = join(VENV, "share", "jupyter", "lab", "settings");
  mkdirSync(folder, { recursive: true });
  copyFileSync(SETTINGS, join(folder, "overrides.json"));
}

/** The process's environment without anything that would make `.venv` see another Python's modules. */
export function pythonEnvironment() {
  const { PYTHONHOME: _home, PYTHONPATH: _path, ...env } = process.env;
  return env;
}
