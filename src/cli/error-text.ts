import { LayerlabError } from "../errors/base.js";
import { DaemonError } from "../errors/engine.js";

/**
 * What the client prints for an error: the daemon's refusals with its prefix, our own as they are. An interrupt is no
 * error, and is thrown on.
 */
export function errorText(error: unknown): string {
  if (error instanceof DaemonError) return `Error response from daemon: ${error.message}`;
  if (error instanceof LayerlabError) return error.message;
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  return unexpectedErrorText(error);
}

/**
 * A bug of ours, in one sentence. A stack is of use only to us, so it is shown only on request.
 */
export function unexpectedErrorText(error: unknown): string {
  const what = error instanceof Error ? error.message || error.name : String(error);
  const said = `layerlab: unexpected error: ${what.trim()}\nThis is a fault of layerlab's, not yours: please report it, with the command that you ran.`;
  if (!isDebugging()) return `${said} LAYERLAB_DEBUG=1 shows where it happened.`;
  return `${said}\n${error instanceof Error ? error.stack : ""}`;
}

function isDebugging(): boolean {
  return typeof process !== "undefined" && Boolean(process.env.LAYERLAB_DEBUG);
}
