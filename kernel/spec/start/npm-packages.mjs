import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { capture, installFailure } from "./command.mjs";
import { ROOT } from "./paths.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} LockFile
 */

/**
 * Whether what npm says it installed is what the lock file asks for. npm writes the list of what it installed
 * at the very end of an installation, so an interrupted one has none.
 *
 * @param {LockFile} lock `package-lock.json`
 * @param {LockFile} installed `node_modules/.package-lock.json`
 * @param {{ platform: string, arch: string }} [machine]
 */
export function matches(lock, installed, machine = process) {
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === "") continue;
    const found = installed.packages[path];
    if (found === undefined) {
      // npm leaves out optional packages made for other systems.
      if (!wanted.optional) return false;
    } else if (
      found.version !== wanted.version ||
      found.integrity !== wanted.integrity ||
      // Installed on another system: a checkout shared with a container, or copied.
      (found.os !== undefined && !found.os.includes(machine.platform)) ||
      (found.cpu !== undefined && !found.cpu.includes(machine.arch))
    ) {
      return false;
    }
  }
  return true;
}

function upToDate() {
  const installed = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  /** @param {string} path @returns {LockFile} */
  const read = (path) => JSON.parse(readFileSync(path, "utf8"));
  return matches(read(join(ROOT, "package-lock.json")), read(installed));
}

/** npm's own pauses between tries add up to more than a minute, during which nobody is told that there is no network. */
const IMPATIENT = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];

/**
 * Makes `node_modules` what the lock file says.
 *
 * @param {import("./prepare.mjs").Preparation} preparation
 * @returns {Promise<boolean>} Whether something was installed.
 */
export async function installNpmPackages({ progress, command, signal }) {
  if (upToDate()) return false;
  progress.say("npm packages: installing (only now and after a change of package-lock.json)");
  // npm tells the scripts it runs where it is itself; that one works on Windows too, where `npm` is no program.
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? { program: process.execPath, args: [process.env.npm_execpath] }
    : { program: "npm", args: [] };
  const result = await capture(
    npm.program,
    [...npm.args, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error", ...IMPATIENT],
    { signal },
  );
  if (result.exitCode !== 0) throw installFailure("npm ci", command, result, firstLines);
  progress.say("npm packages: installed");
  return true;
}

/** npm first says what is wrong, and then how it is used in general. */
const firstLines = (/** @type {string} */ output) => output.split("\n").slice(0, 15).join("\n");
