const BARE = /^[\w@%+=:,./-]+$/;

/** A word as a shell reads it back: bare where it can be, else in single quotes. */
export function quoted(word: string): string {
  return BARE.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `sh -c TEXT`, and what else stands in front of a shell's text. */
export function shellText(
  argv: readonly string[],
): { readonly shell: string; readonly text: string } | undefined {
  const [program = "", option, text, ...more] = argv;
  if (option !== "-c" || text === undefined || more.length > 0) return undefined;
  const shell = /^(?:\/usr)?(?:\/bin\/)?(sh|dash|bash)$/.exec(program)?.[1];
  return shell === undefined ? undefined : { shell: shell === "dash" ? "sh" : shell, text };
}

/** Commands that change the shell they run in, so that what follows depends on them. */
const STATEFUL = new Set(
  ". alias bg builtin cd command declare disown enable eval exec exit export fg getopts hash let local logout mapfile popd pushd read readarray readonly return set shift shopt source time trap typeset ulimit umask unalias unset wait".split(
    " ",
  ),
);

/** A line of simple commands, joined by `&&` or `|`, with redirections: `sh` and `bash` read it alike. */
const PLAIN = /^(?:[\p{L}\p{N}\s_./:=,@%+~^'"$*?[\]>|-]|<(?![<(&])|&&)*$/u;
const BASHISM = /\[\[|\|\||>\(|\$['"]|=\(|\]=|\bfunction\b|\becho\s+-|\bsource\b|\bselect\b/;
const COMPOUND = /\b(if|for|while|until|case|do|done|then|fi|esac)\b/;
/** `2>&1` */
const DUPLICATED = /\d?>&\d/g;

/** True when the line can stand between `&&` and `&&` in a Dockerfile, with the meaning it had. */
export function isPlain(text: string): boolean {
  // In single quotes all is text; but the two shells' echo do not agree on what a backslash is.
  const rest = text.replace(/'[^'\\\r\n]*'/g, "'_'").replace(DUPLICATED, "");
  return (
    PLAIN.test(rest) &&
    !BASHISM.test(rest) &&
    !/[\r\n]/.test(text) &&
    !COMPOUND.test(rest.replace(/'[^']*'|"[^"]*"/g, "")) &&
    balanced(text)
  );
}

function balanced(text: string): boolean {
  return /^(?:[^'"]|'[^']*'|"[^"]*")*$/.test(text);
}

/** Whether the line may leave something in its shell (a directory, a variable) that a later line needs. */
export function leavesState(text: string): boolean {
  if (!isPlain(text)) return true;
  return text.split(/&&|\|/).some((part) => {
    const [first = ""] = part.trim().split(/\s+/, 1);
    return STATEFUL.has(first) || first.includes("=");
  });
}

/** `cd`, once or more often: where a shell stands is known without it. */
export function onlyMoves(text: string): boolean {
  return isPlain(text) && text.split("&&").every((part) => /^\s*cd(\s[^|<>]*)?$/.test(part));
}

const SETTING =
  /^\s*(?:[A-Za-z_]\w*\+?=|(?:export|set|shopt|alias|unset|umask|declare|typeset|readonly|:)(?:\s|$))/;
const FUNCTION = /(?:\bfunction\s+)?[\w-]+\s*\(\)\s*\{[^{}]*\}/g;

/** Whether the line does nothing but set variables, options and functions, so that it may run twice. */
export function onlySets(text: string): boolean {
  if (/`|\$\(|[<>|]/.test(text.replace(FUNCTION, ""))) return false;
  const parts = text.replace(FUNCTION, ":").split(/;|&&|\n/);
  return parts.filter((part) => part.trim() !== "").every((part) => SETTING.test(part) && isOneCommand(part));
}

/** `A=1 B=2` and `export A`, not `A=1 command`. */
function isOneCommand(part: string): boolean {
  const words = part
    .replace(/'[^']*'|"[^"]*"/g, "_")
    .trim()
    .split(/\s+/);
  return !(words[0] ?? "").includes("=") || words.every((word) => /^[A-Za-z_]\w*\+?=/.test(word));
}

/** `exit`, at the end of a talk with a shell. */
export function isExit(text: string): boolean {
  return /^\s*(exit|logout)(\s+\d+)?\s*;?\s*$/.test(text);
}
