const BARE = /^[\w@%+=:,./-]+$/;

/** A word for a shell to read back: bare if possible, otherwise in single quotes. */
export function quoted(word: string): string {
  return BARE.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `sh -c TEXT`, and other ways to pass a text to a shell. */
export function shellText(
  argv: readonly string[],
): { readonly shell: string; readonly text: string } | undefined {
  const [program = "", option, text, ...more] = argv;
  if (option !== "-c" || text === undefined || more.length > 0) return undefined;
  const shell = /^(?:\/usr)?(?:\/bin\/)?(sh|dash|bash)$/.exec(program)?.[1];
  return shell === undefined ? undefined : { shell: shell === "dash" ? "sh" : shell, text };
}

/** Commands that change the shell they run in, so that later ones depend on them. */
const STATEFUL = new Set(
  ". alias bg builtin cd command declare disown enable eval exec exit export fg getopts hash let local logout mapfile popd pushd read readarray readonly return set shift shopt source time trap typeset ulimit umask unalias unset wait".split(
    " ",
  ),
);

/** Simple commands, joined by `&&` or `|`, with redirections: `sh` and `bash` read such a line the same way. */
const PLAIN = /^(?:[\p{L}\p{N}\s_./:=,@%+~^'"$*?[\]>|-]|<(?![<(&])|&&)*$/u;
const BASHISM = /\[\[|\|\||>\(|\$['"]|=\(|\]=|\bfunction\b|\becho\s+-|\bsource\b|\bselect\b/;
const COMPOUND = /\b(if|for|while|until|case|do|done|then|fi|esac)\b/;
/** `2>&1` */
const DUPLICATED = /\d?>&\d/g;

/** True if the line keeps its meaning between `&&` and `&&` in a Dockerfile. */
export function isPlain(text: string): boolean {
  // In single quotes everything is text, but the two shells' echo treat a backslash differently.
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

/** True if the line may leave something in its shell (a directory, a variable) that a later line needs. */
export function leavesState(text: string): boolean {
  if (!isPlain(text)) return true;
  return text.split(/&&|\|/).some((part) => {
    const [first = ""] = part.trim().split(/\s+/, 1);
    return STATEFUL.has(first) || first.includes("=");
  });
}

/** Only `cd`: the shell's directory is known without it. */
export function onlyMoves(text: string): boolean {
  return isPlain(text) && text.split("&&").every((part) => /^\s*cd(\s[^|<>]*)?$/.test(part));
}

const SETTING =
  /^\s*(?:[A-Za-z_]\w*\+?=|(?:export|set|shopt|alias|unset|umask|declare|typeset|readonly|:)(?:\s|$))/;
const FUNCTION = /(?:\bfunction\s+)?[\w-]+\s*\(\)\s*\{[^{}]*\}/g;

/** True if the line only sets variables, options and functions, so that it may run twice. */
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

/** `exit`, at the end of a session. */
export function isExit(text: string): boolean {
  return /^\s*(exit|logout)(\s+\d+)?\s*;?\s*$/.test(text);
}
