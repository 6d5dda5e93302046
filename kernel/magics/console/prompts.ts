/** A line of a document that begins with a prompt. */
export interface Prompted {
  readonly command: string;
  /** Of the terminal beside the containers, or of a shell in one: then with the host, where the prompt names it. */
  readonly place: "terminal" | "container";
  readonly host?: string;
  /** Windows' shells continue lines with marks of their own. */
  readonly isWindows: boolean;
}

/** `$ docker ps`, but not TypeScript that happens to use a variable `$`. */
const DOLLAR = /\$\s+(?=[^\s=.([?&|<>+*/;,-]|\.?\.?\/\w)/;
/** `me@laptop:~$`, `(venv) me@laptop ~ %`, `root@d8c5ca119fcd:/#` */
const USER =
  /(?:\([\w.-]+\)\s*)?(?<user>[\w.-]+)@(?<host>[\w.-]+)(?::(?<path>[^\s$#%]*)|\s[^\s$#%]+)?\s?[$#%](?=\s|$)\s*/;
/** `[me@server ~]$` */
const BRACKETS = /\[[\w.-]+@[^\]\n]*\]\s?[$#](?=\s|$)\s*/;
const WINDOWS = /(?:PS\s[A-Z]:\\[^>\n]*>|PS>(?=\s*(?:docker|sudo)\b)|[A-Z]:\\[^>\n]*>)\s*/;
/** The prompts of zsh's themes. */
const ARROW = /(?:➜\s+\S+(?:\s+git:\(\S+\)\S*)?|❯)\s+/;
/** `/ # ls`, `bash-5.2# ls`: shells in small images. */
const SMALL = /(?:(?:bash|sh|ash)-\d[\d.]*|\/\S*\s)[#$](?=\s|$)\s*/;
/** A root's, or zsh's own: also how notes and magics begin, so only with docker behind it. */
const BARE = /[#%]\s+(?=(?:sudo\s+)?docker\s)/;

const ALL = [DOLLAR, USER, BRACKETS, WINDOWS, ARROW, SMALL, BARE];

/** A line that begins a console cell. */
export const CONSOLE_LINE = new RegExp(
  `^\\s*(?:${ALL.map(({ source }) => source.replace(/\(\?<\w+>/g, "(?:")).join("|")})`,
);

/** @param bare the mark of a cell whose prompts are `#` or `%`, which elsewhere begins a note */
export function readPrompt(line: string, bare?: string): Prompted | undefined {
  const text = line.trim();
  const rest = (pattern: RegExp): string | undefined => {
    const found = new RegExp(`^(?:${pattern.source})`).exec(text)?.[0];
    return found === undefined ? undefined : text.slice(found.length);
  };
  const inTerminal = (command: string, isWindows = false): Prompted => ({
    command,
    place: "terminal",
    isWindows,
  });
  const [, dollar] = /^\$(?:\s+(.*))?$/s.exec(text) ?? [];
  if (text === "$" || dollar !== undefined) return inTerminal(dollar ?? "");
  if (bare !== undefined && text.startsWith(`${bare} `)) return inTerminal(text.slice(2).trim());
  const small = rest(SMALL);
  if (small !== undefined) return { command: small, place: "container", isWindows: false };
  const windows = rest(WINDOWS);
  if (windows !== undefined) return inTerminal(windows, true);
  const groups = new RegExp(`^${USER.source}`).exec(text)?.groups;
  if (groups !== undefined) {
    const command = rest(USER) ?? "";
    const { host = "", path = "", user } = groups;
    const isContainer = /^[0-9a-f]{12}$/.test(host) || (user === "root" && path.startsWith("/"));
    return isContainer ? { command, place: "container", host, isWindows: false } : inTerminal(command);
  }
  const other = rest(BRACKETS) ?? rest(ARROW);
  return other === undefined ? undefined : inTerminal(other);
}

/** The mark of a cell that begins with `# docker …` or `% docker …`. */
export function bareMark(line: string): string | undefined {
  return new RegExp(`^\\s*(?:${BARE.source})`).test(line) ? line.trim()[0] : undefined;
}
