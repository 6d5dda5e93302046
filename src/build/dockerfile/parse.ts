import { BuildDefinitionError, DockerfileError } from "../../errors/build.js";

/** Lines of the Dockerfile, counted from 1. */
export interface Location {
  readonly line: number;
  readonly endLine: number;
}

export interface Heredoc {
  readonly name: string;
  readonly content: string;
  /** False when the name was quoted: `$VAR` then stays as it is. */
  readonly expand: boolean;
}

/** One instruction, its continuation lines joined and comment lines taken out, as BuildKit's parser does. */
export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** `--chown=1:1`, without the rest. */
  readonly flags: readonly string[];
  /** What follows keyword and flags. */
  readonly text: string;
  /** The joined line as written, keyword and flags included. */
  readonly original: string;
  readonly heredocs: readonly Heredoc[];
  readonly location: Location;
}

export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  /** `\` unless the `escape` directive says otherwise. */
  readonly escapeCharacter: string;
  readonly lines: readonly string[];
}

export const KEYWORDS = [
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "FROM",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "ONBUILD",
  "RUN",
  "SHELL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
] as const;
export type Keyword = (typeof KEYWORDS)[number];

const HEREDOC = /(?:^|\s)(?:\d+)?<<(-?)\s*(["']?)([a-zA-Z_][a-zA-Z0-9_.]*)\2/g;
const TAKES_HEREDOCS = new Set(["ADD", "COPY", "RUN"]);

/**
 * A Dockerfile taken apart into instructions (moby/buildkit `frontend/dockerfile/parser`).
 *
 * @throws {DockerfileError} {@link BuildDefinitionError}
 */
export function parseDockerfile(source: string): Dockerfile {
  const lines = source.replace(/^\ufeff/, "").split(/\r?\n/);
  const escapeCharacter = directives(lines).get("escape") ?? "\\";
  if (escapeCharacter !== "\\" && escapeCharacter !== "`")
    throw new BuildDefinitionError(`invalid escape token '${escapeCharacter}' does not match \` or \\`);
  const continued = new RegExp(`${escapeCharacter === "\\" ? "\\\\" : "`"}[ \\t]*$`);
  const instructions: Instruction[] = [];
  let at = 0;
  while (at < lines.length) {
    const first = (lines[at] ?? "").trimStart();
    if (first === "" || first.startsWith("#")) {
      at += 1;
      continue;
    }
    const start = at;
    let joined = "";
    let open = true;
    for (; open && at < lines.length; at++) {
      const raw = lines[at] ?? "";
      const line = at === start ? raw.trimStart() : raw;
      // Comment and empty lines between continued ones do not count.
      if (at > start && /^\s*(#.*)?$/.test(line)) continue;
      open = continued.test(line);
      joined += open ? line.replace(continued, "") : line;
    }
    joined = joined.trimEnd();
    const { keyword, flags, text } = split(joined, start + 1);
    const heredocs: Heredoc[] = [];
    if (TAKES_HEREDOCS.has(keyword) && !text.startsWith("[")) {
      for (const [, dash = "", quote = "", name = ""] of text.matchAll(HEREDOC)) {
        const content: string[] = [];
        for (;;) {
          const line = lines[at];
          if (line === undefined) throw new DockerfileError(`unterminated heredoc ${name}`, start + 1, at);
          at += 1;
          const body = dash ? line.replace(/^\t+/, "") : line;
          if (body === name) break;
          content.push(`${body}\n`);
        }
        heredocs.push({ name, content: content.join(""), expand: quote === "" });
      }
    }
    instructions.push({
      keyword,
      flags,
      text,
      original: joined,
      heredocs,
      location: { line: start + 1, endLine: at },
    });
  }
  if (instructions.length === 0) throw new BuildDefinitionError("the Dockerfile cannot be empty");
  return { instructions, escapeCharacter, lines };
}

/** `# name=value` lines before anything else; each name once. */
function directives(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined || found.has(name.toLowerCase())) break;
    found.set(name.toLowerCase(), value);
  }
  return found;
}

function split(line: string, number: number): Pick<Instruction, "keyword" | "flags" | "text"> {
  const [, word = "", tail = ""] = /^(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  const keyword = word.toUpperCase();
  if (!KEYWORDS.some((known) => known === keyword)) {
    const meant = nearest(keyword);
    throw new DockerfileError(
      `unknown instruction: ${word}${meant === undefined ? "" : ` (did you mean ${meant}?)`}`,
      number,
    );
  }
  const flags: string[] = [];
  let text = tail;
  for (;;) {
    const [whole = "", flag] = /^(--(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])*)(?:\s+|$)/.exec(text) ?? [];
    if (flag === undefined || flag === "--") break;
    flags.push(flag);
    text = text.slice(whole.length);
  }
  return { keyword, flags, text };
}

/** The known word closest to a mistyped one, when it is close enough (Levenshtein below 3, as BuildKit suggests). */
export function nearest(word: string, words: readonly string[] = KEYWORDS): string | undefined {
  const ranked = words
    .map((known) => ({ known, distance: distance(word.toLowerCase(), known.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= 3 && best.distance < best.known.length
    ? best.known
    : undefined;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
