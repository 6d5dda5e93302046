import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Where the command line keeps its images and containers: `LAYERLAB_HOME`, or else where the XDG base directory
 * specification has programs keep their data.
 */
export function layerlabHome(env: NodeJS.ProcessEnv = process.env): string {
  return env.LAYERLAB_HOME ? resolve(env.LAYERLAB_HOME) : base(env.XDG_DATA_HOME, ".local", "share");
}

/** Where the kernel remembers what was run: the specification's place for history. */
export function historyDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(base(env.XDG_STATE_HOME, ".local", "state"), "history");
}

/** Where notebooks' labs lie, which may be deleted at any time no kernel runs. */
export function labsDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(base(env.XDG_CACHE_HOME, ".cache"), "labs");
}

/** Compiled code that can be made again at any time. */
export function codeDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(base(env.XDG_CACHE_HOME, ".cache"), "code");
}

function base(variable: string | undefined, ...otherwise: readonly string[]): string {
  // The specification has relative paths ignored.
  const directory = variable?.startsWith("/") ? variable : join(homedir(), ...otherwise);
  return join(directory, "layerlab");
}
