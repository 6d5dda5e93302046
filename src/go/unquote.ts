import { ESCAPED_LETTERS } from "./escapes.js";

/** What `strconv.Quote` wrote in double quotes; `undefined` for a text that it did not write. */
function unquote(text: string): string | undefined {
  const [, inside] = WHOLE.exec(text) ?? [];
  return inside?.replace(ESCAPE, (_all, letter?: string, code?: string) =>
    letter === undefined
      ? String.fromCodePoint(Math.min(Number.parseInt((code ?? "").slice(1), 16), 0x10ffff))
      : (ESCAPED_LETTERS[letter] ?? letter),
  );
}

/** The number of the character that `strconv.QuoteRune` wrote in single quotes; `undefined` for any other text. */
export function unquoteRune(text: string): number | undefined {
  const [, inside] = /^'([\s\S]+)'$/.exec(text) ?? [];
  if (inside === undefined) return undefined;
  if (inside === "\\'" || inside === '"') return inside.codePointAt(inside.length - 1);
  return unquote(`"${inside}"`)?.codePointAt(0);
}

/** What `%q` of a list of strings wrote: `["/bin/sh" "-c"]`; `undefined` for any other text. */
export function unquoteList(text: string): readonly string[] | undefined {
  const [, inside] = /^\[([\s\S]*)\]$/.exec(text) ?? [];
  if (inside === undefined) return undefined;
  if (inside === "") return [];
  const words = inside.match(WORDS) ?? [];
  return words.join(" ") === inside ? words.flatMap((word) => unquote(word) ?? []) : undefined;
}

const CHARACTER = String.raw`(?:[^"\\\n]|\\(?:[abfnrtv"\\]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}))`;
const WHOLE = new RegExp(`^"(${CHARACTER}*)"$`);
const WORDS = new RegExp(`"${CHARACTER}*"`, "g");
const ESCAPE = /\\(?:([abfnrtv"\\])|(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}))/g;
