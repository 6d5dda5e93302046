import { errorText } from "../error-text.js";
import type { Invocation } from "../syntax/command-spec.js";

/** How many arguments a command takes that works on one name or many. */
export const AT_LEAST_ONE = { min: 1, max: Number.POSITIVE_INFINITY } as const;

/**
 * Does something for each name. A failure is reported and the remaining names are still handled, as Docker does.
 *
 * @returns the names that failed
 */
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

/** The same for a command that only reports on stderr: its exit code is 1 if any name failed. */
export async function exitCodeForEach(
  { io, args }: Pick<Invocation, "io" | "args">,
  act: (name: string) => Promise<void>,
): Promise<number> {
  const failed = await forEachName(args, (text) => io.stderr(text), act);
  return failed.length > 0 ? 1 : 0;
}
