import { capture } from "./command.mjs";
import { Failure } from "./failure.mjs";

/** The oldest Python that JupyterLab's pins run on. */
const OLDEST = [3, 10];

/**
 * @typedef {object} Python
 * @property {string} program
 * @property {readonly string[]} args Before all others: `py -3` on Windows.
 * @property {string} version `3.11.7`
 */

/** The names with a version are for systems whose `python3` is old while a newer one is installed beside it. */
function candidates() {
  const names = ["python3", "python", ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
  const found = names.map((program) => ({ program, args: /** @type {string[]} */ ([]) }));
  return process.platform === "win32" ? [{ program: "py", args: ["-3"] }, ...found] : found;
}

/**
 * The first Python on PATH that is new enough.
 *
 * @param {string} command What the user ran: `npm start` or `npm test`.
 * @param {AbortSignal} [signal]
 * @returns {Promise<Python>}
 */
export async function findPython(command, signal) {
  /** @type {string | undefined} */
  let tooOld;
  for (const { program, args } of candidates()) {
    const { exitCode, stdout } = await capture(
      program,
      [...args, "-c", "import platform; print(platform.python_version())"],
      { signal },
    );
    const version = stdout.trim();
    if (exitCode !== 0 || !/^\d+\.\d+/.test(version)) continue;
    if (isNewEnough(version)) return { program, args, version };
    tooOld ??= version;
  }
  const oldest = OLDEST.join(".");
  throw new Failure(
    tooOld === undefined
      ? `JupyterLab needs Python ${oldest} or later and there is none on PATH: install it (https://www.python.org, or apt install python3 python3-venv), then run ${command} again.`
      : `JupyterLab needs Python ${oldest} or later and the one on PATH is ${tooOld}: install a newer one (https://www.python.org), then run ${command} again.`,
  );
}

/** @param {string} version `3.11.7` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
