import { LayerlabError } from "../errors/base.js";
import { DaemonError } from "../errors/engine.js";

/**
 * What the client prints for an error: the daemon's refusals with its prefix, our own as they are. Anything
 * that is not one of ours is a bug and is thrown on.
 */
export function errorText(error: unknown): string {
  if (error instanceof DaemonError) return `Error response from daemon: ${error.message}`;
  if (error instanceof LayerlabError) return error.message;
  throw error;
}

/** Does a thing for each name; a failing one is reported and the rest are still done, as Docker does. */
export async function forEachName(
  names: readonly string[],
  report: (text: string, error: unknown) => void,
  act: (name: string) => Promise<void>,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const name of names) {
    try {
      await act(name);
    } catch (error) {
      report(`${errorText(error)}\n`, error);
      failed.push(name);
    }
  }
  return failed;
}
