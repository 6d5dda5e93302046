import { type ScannedLine, scanShellLine } from "./shell-scanner.js";

/** What begins a command that goes on to another word, and that word. */
const ENDS: Readonly<Record<string, string>> = {
  for: "done",
  while: "done",
  until: "done",
  select: "done",
  if: "fi",
  case: "esac",
  "{": "}",
};
/** After these a command begins. */
const LEADS: ReadonlySet<string> = new Set("do then else elif if while until { ! time".split(" "));

/** Why a shell would read another line after `command`; undefined when it would not. */
export function whyUnfinished(command: string): string | undefined {
  const scanned = scanShellLine(command);
  const { open } = scanned;
  switch (open?.kind) {
    case undefined:
      return whyCommandGoesOn(scanned);
    case "quote":
      return `a quote ${open.quote} is not closed`;
    case "backslash":
      return "it ends in a backslash, so another line must follow";
    case "heredoc":
      return `its here-document has no line ${open.delimiter}`;
  }
}

function whyCommandGoesOn({ pieces }: ScannedLine): string | undefined {
  const expected: { readonly word: string; readonly end: string }[] = [];
  let begins = true;
  let word = "";
  const take = (): void => {
    if (word === "") return;
    const end = begins && Object.hasOwn(ENDS, word) ? ENDS[word] : undefined;
    if (end !== undefined) expected.push({ word, end });
    else if (begins && word === expected.at(-1)?.end) expected.pop();
    // `name()` before its body.
    begins = (begins && LEADS.has(word)) || word.endsWith("()");
    word = "";
  };
  let joined: string | undefined;
  for (const piece of pieces) {
    if (piece.kind === "text") {
      word += piece.text;
      joined = undefined;
      continue;
    }
    if (piece.kind === "pattern" || piece.kind === "substitution") continue;
    take();
    if (piece.kind === "blank" || piece.kind === "redirection") continue;
    begins = true;
    if (piece.kind === "and" || piece.kind === "pipe") joined = piece.kind === "and" ? "&&" : "|";
    // The end of a line after `|` is not the end of the command.
    else if (piece.kind === "background") joined = undefined;
  }
  take();
  const last = expected.at(-1);
  if (last !== undefined) return `${last.word} needs its ${last.end}`;
  return joined === undefined ? undefined : `it ends in ${joined}, so another command must follow`;
}
