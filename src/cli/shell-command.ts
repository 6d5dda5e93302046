const SHELLS: ReadonlySet<string> = new Set(["bash", "sh", "dash", "ash"]);

/** True for a shell that would read its lines from a terminal: `bash`, `/bin/sh -i`, `bash --login`. */
export function isInteractiveShell(argv: readonly string[]): boolean {
  const [program = "", ...rest] = argv;
  const name = program.slice(program.lastIndexOf("/") + 1);
  return SHELLS.has(name) && rest.every((word) => /^(-[il]+|--login)$/.test(word));
}
