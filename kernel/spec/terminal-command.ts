import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { BESIDE } from "../session/between/beside.js";

/** By it an installation knows its own file from a Docker's. */
const MARK = "# Made by layerlab kernel install:";

/**
 * Writes the `docker` of an environment's terminals, which speaks to the lab of an open notebook. One that somebody else put
 * there stays.
 *
 * @param kernels the directory of kernels in `PREFIX/share/jupyter`
 * @returns its path; undefined where there is no place for it, or something else is in it
 */
export function writeTerminalCommand(kernels: string): string | undefined {
  const path = commandIn(kernels);
  if (path === undefined || (existsSync(path) && !isOurs(path))) return undefined;
  const bin = fileURLToPath(new URL("../bin.js", import.meta.url));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    `#!/bin/sh\n${MARK} docker, in the lab of an open notebook (docker context ls).\nexec ${quoted(process.execPath)} ${quoted(bin)} ${BESIDE} "$@"\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

export function removeTerminalCommand(kernels: string): void {
  const path = commandIn(kernels);
  if (path !== undefined && existsSync(path) && isOurs(path)) rmSync(path);
}

/** Terminals of other systems have no place for it yet. */
function commandIn(kernels: string): string | undefined {
  const end = ["", "share", "jupyter", "kernels"].join(sep);
  if (process.platform === "win32" || !kernels.endsWith(end)) return undefined;
  return join(kernels.slice(0, -end.length), "bin", "docker");
}

function isOurs(path: string): boolean {
  return readFileSync(path, "latin1").slice(0, 200).includes(MARK);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
