import type { RecordedLine, RecordedProgram } from "../../engine/commands.js";
import { assignments } from "../../posix/environment.js";
import type { Segment } from "./segments.js";
import { isPlain, leavesState, quoted, shellText } from "./words.js";

export interface RunText {
  /** Dockerfile lines. */
  readonly lines: readonly string[];
  /** The shell that must run it; absent if `sh` and `bash` do the same. */
  readonly shell: "sh" | "bash" | undefined;
}

/** A RUN step that repeats commands one after the other, in the step's directory. */
export function runText(segment: Segment & { readonly kind: "run" }, workdir: string): RunText {
  const { shell, items, before } = segment;
  const parts = [
    ...start(segment, workdir),
    ...before.map((line): Part => ({ text: line.text, of: line })),
    ...items.map(
      (item): Part => ({
        text: item.kind === "line" ? item.text : programText(item, shell, workdir),
        of: item,
      }),
    ),
  ];
  const chain = chained(parts);
  if (chain !== undefined) {
    const same = items.every((item) => item.kind === "line") || shell === undefined;
    return { lines: chain, shell: same ? undefined : "sh" };
  }
  const failed = (items.at(-1)?.exitCode ?? 0) !== 0;
  const script = [...parts.map(({ text }) => text), ...(failed ? ["true"] : [])].join("\n").split("\n");
  const end = delimiter(script);
  return { lines: [`RUN <<${end}`, ...script, end], shell: shell === "bash" ? "bash" : "sh" };
}

interface Part {
  readonly text: string;
  /** The commands that it repeats. */
  readonly of: RecordedProgram | RecordedLine | undefined;
}

/** The shell's variables, and its directory when the first line of the step was typed. */
function start({ items, shell }: Segment & { readonly kind: "run" }, workdir: string): readonly Part[] {
  const first = shell === undefined ? undefined : items.find((item) => item.kind === "line");
  if (first === undefined) return [];
  const given = assignments(first.env).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const moved = first.cwd === workdir ? [] : [`cd ${quoted(first.cwd)}`];
  return [...given, ...moved].map((text) => ({ text, of: undefined }));
}

/** `RUN a && \` …, the usual way to write it; `undefined` if that would mean something else. */
function chained(parts: readonly Part[]): readonly string[] | undefined {
  const links = parts.map(({ text, of }) => {
    // A Dockerfile would read these as a heredoc, and as a line continuation.
    if (/[\r\n]|<<|\\$/.test(text)) return undefined;
    if (of?.kind !== "program" && !isPlain(text)) return undefined;
    if ((of?.exitCode ?? 0) === 0) return text;
    return of?.kind === "line" && leavesState(text) ? `{ ${text} || true; }` : `(${text} || true)`;
  });
  if (links.some((link) => link === undefined)) return undefined;
  return links.map(
    (link, at) => `${at === 0 ? "RUN " : "    "}${link}${at < links.length - 1 ? " && \\" : ""}`,
  );
}

/** @param shell of the surrounding lines: they may have changed its directory, and `sh` differs from `bash` */
function programText(program: RecordedProgram, shell: string | undefined, workdir: string): string {
  const { argv, cwd, env, madeCwd, stdin } = program;
  const inside = shellText(argv);
  const prefix = env.length === 0 ? "" : `env ${env.map(quoted).join(" ")} `;
  const input = stdin !== undefined && "text" in stdin ? `printf %s ${quoted(stdin.text)} | ` : "";
  const words = argv.map(quoted).join(" ");
  let text = `${input}${prefix}${words}`;
  if (inside?.shell === "sh" && prefix === "" && input === "") {
    if (isPlain(inside.text) && !leavesState(inside.text)) text = inside.text;
    else if (shell !== "bash") text = subshell(inside.text, words);
  }
  if (shell === undefined && cwd === workdir) return text;
  const make = madeCwd && cwd !== workdir ? `mkdir -p ${quoted(cwd)} && ` : "";
  return `(${make}cd ${quoted(cwd)} && ${text})`;
}

/** Text that may contain anything, isolated from what surrounds it. */
function subshell(text: string, words: string): string {
  // A comment would hide the closing bracket; an open quote or a heredoc would swallow it.
  return /[#\\\r\n]|<</.test(text) || !balanced(text) ? words : `(${text.replace(/[\s;]+$/, "")})`;
}

function balanced(text: string): boolean {
  const bare = text.replace(/'[^']*'|"[^"]*"/g, "");
  return !/['"]/.test(bare) && count(bare, "(") === count(bare, ")") && !/&\s*$/.test(bare);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** A heredoc delimiter that is not a line of the script. */
function delimiter(script: readonly string[]): string {
  for (let at = 0; ; at++) {
    const word = at === 0 ? "EOF" : `EOF${at}`;
    if (!script.includes(word)) return word;
  }
}

/** A short name for a line or program. */
export function commandText(command: RecordedProgram | RecordedLine): string {
  if (command.kind === "line") return command.text;
  return shellText(command.argv)?.text ?? command.argv.map(quoted).join(" ");
}
