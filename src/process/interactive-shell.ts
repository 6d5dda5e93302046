import { base } from "../posix/path.js";

/** The names of shells, in the order of preference. */
export const SHELLS: readonly string[] = ["bash", "sh", "dash", "ash"];

/** True for a shell that would read its lines from a terminal: `bash`, `/bin/sh -i`, `bash --login`. */
export function isInteractiveShell(argv: readonly string[]): boolean {
  const [program = "", ...rest] = argv;
  return SHELLS.includes(base(program)) && rest.every((word) => /^(-[il]+|--login)$/.test(word));
}
