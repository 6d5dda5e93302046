import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Where the command line keeps its images and containers: `LAYERLAB_HOME`, or else the place for programs' data in the
 * XDG base directory specification.
 */
export function layerlabHome(env: NodeJS.ProcessEnv = process.env): string {
  return env.LAYERLAB_HOME ? resolve(env.LAYERLAB_HOME) : base(env.XDG_DATA_HOME, ".local", "share");
}

/** Where the kernel keeps its history of cells: the specification's place for that. */
export function historyDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(base(env.XDG_STATE_HOME, ".local", "state"), "history");
}

/** Where notebooks' labs are kept. They may be deleted whenever no kernel is running. */
export function labsDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(base(env.XDG_CACHE_HOME, ".cache"), "labs");
}

/** The name of the lab that `docker context use` chose. */
export function contextFile(env: NodeJS.ProcessEnv = process.env): string {
  return join(base(env.XDG_CACHE_HOME, ".cache"), "context");
}

/** Compiled code, which can be made again at any time. */
export function codeDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(base(env.XDG_CACHE_HOME, ".cache"), "code");
}

function base(variable: string | undefined, ...otherwise: readonly string[]): string {
  // The specification says to ignore relative paths.
  const directory = variable?.startsWith("/") ? variable : join(homedir(), ...otherwise);
  return join(directory, "layerlab");
}
