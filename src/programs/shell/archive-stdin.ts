/** The name under which `tar` reads its standard input as a file. */
export const STDIN_FILE = "/dev/fd/0";

/**
 * `tar t`, `tar xf -` and the like, reading standard input as a file: what comes through a pipe just-bash's `tar` takes apart
 * character by character, which is a matter of a second for each few megabytes.
 *
 * @returns undefined if they do not read standard input
 */
export function readingStdin(args: readonly string[]): readonly string[] | undefined {
  const [first = "", ...rest] = args;
  const letters = first.replace(/^-/, "");
  if (!/^[a-zA-Z]+$/.test(letters) || !/[tx]/.test(letters) || /[cruACT]/.test(letters)) return undefined;
  const at = rest.indexOf("-f");
  if (letters.includes("f") && letters.endsWith("f") && rest[0] === "-")
    return [first, STDIN_FILE, ...rest.slice(1)];
  if (letters.includes("f")) return undefined;
  if (at >= 0 && rest[at + 1] === "-") return [first, ...rest.with(at + 1, STDIN_FILE)];
  if (rest.some((arg) => /^(?:-\w*f|--file)/.test(arg))) return undefined;
  return [`-${letters}f`, STDIN_FILE, ...rest];
}
