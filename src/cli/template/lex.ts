/** A token inside `{{ }}`, or the text between two actions. */
export type Token =
  | { readonly kind: "text"; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: "open" | "close"; readonly text: string; readonly start: number; readonly end: number }
  | {
      readonly kind: "field" | "variable" | "word" | "string" | "number" | "punctuation" | "space";
      readonly text: string;
      readonly start: number;
      readonly end: number;
    };

export type Fail = (message: string, at: number) => never;

const PATTERNS: readonly (readonly [Exclude<Token["kind"], "text" | "open" | "close">, RegExp])[] = [
  ["space", /[ \t\r\n]+/y],
  ["field", /\.[A-Za-z_][A-Za-z0-9_]*/y],
  ["variable", /\$[A-Za-z0-9_]*/y],
  ["number", /[+-]?(?:0[xX][0-9a-fA-F]+|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/y],
  ["string", /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)'/y],
  ["word", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["punctuation", /:=|[|(),=.]/y],
];

/** Splits a template as `text/template` does, `{{-` and `-}}` having eaten the space beside them. */
export function lex(template: string, fail: Fail): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let trimNext = false;
  const pushText = (end: number, trimEnd: boolean): void => {
    let text = template.slice(at, end);
    if (trimNext) text = text.replace(/^[ \t\r\n]+/, "");
    if (trimEnd) text = text.replace(/[ \t\r\n]+$/, "");
    if (text !== "") tokens.push({ kind: "text", text, start: at, end });
  };
  for (;;) {
    const open = template.indexOf("{{", at);
    if (open < 0) {
      pushText(template.length, false);
      return tokens;
    }
    const trims = /^\{\{-[ \t\r\n]/.test(template.slice(open, open + 4));
    pushText(open, trims);
    at = open + (trims ? 4 : 2);
    if (template.startsWith("/*", at)) {
      const comment = /\*\/([ \t\r\n]-)?\}\}/.exec(template.slice(at));
      if (comment === null) return fail("unclosed comment", at);
      trimNext = comment[1] !== undefined;
      at += comment.index + comment[0].length;
      continue;
    }
    tokens.push({ kind: "open", text: "{{", start: open, end: at });
    for (;;) {
      const close = /^(?:[ \t\r\n]+-)?\}\}/.exec(template.slice(at));
      if (close !== null) {
        tokens.push({ kind: "close", text: "}}", start: at, end: at + close[0].length });
        trimNext = close[0].length > 2;
        at += close[0].length;
        break;
      }
      if (at >= template.length) return fail("unclosed action", at);
      const token = next(template, at);
      if (token === undefined) {
        const character = template[at] ?? "";
        return fail(
          character === '"'
            ? "unterminated quoted string"
            : character === "`"
              ? "unterminated raw quoted string"
              : `unexpected ${JSON.stringify(character)} in command`,
          at,
        );
      }
      tokens.push(token);
      at = token.end;
    }
  }
}

function next(template: string, at: number): Token | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(template);
    if (match !== null) return { kind, text: match[0], start: at, end: at + match[0].length };
  }
  return undefined;
}
