/** Builtins that the interpreter carries out itself; for every other name our code decides. */
export const INTERPRETED: ReadonlySet<string> = new Set(
  `: . [ break cd continue declare dirs eval exec exit export false getopts help let local mapfile popd pushd
   read readarray readonly return set shift shopt source test true typeset unset compgen complete compopt`.split(
    /\s+/,
  ),
);

/** Those among them that never print (or must not be given a redirection). */
export const SILENT: ReadonlySet<string> = new Set([
  ":",
  "break",
  "continue",
  "exit",
  "false",
  "return",
  "true",
]);
