import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Where the command line keeps its images and containers: `LAYERLAB_HOME`, or else where the XDG base directory
 * specification has programs keep their data.
 */
export function layerlabHome(env: NodeJS.ProcessEnv = process.env): string {
  if (env.LAYERLAB_HOME) return resolve(env.LAYERLAB_HOME);
  const data = env.XDG_DATA_HOME;
  // The specification has relative paths ignored.
  return data?.startsWith("/") ? join(data, "layerlab") : join(homedir(), ".local", "share", "layerlab");
}
