import { sprintf } from "../fmt/printf.js";
import { quote } from "../quote.js";
import { ofInt } from "../reflect/value.js";

export type TokenKind =
  | "error"
  | "bool"
  | "char"
  | "charConstant"
  | "assign"
  | "declare"
  | "eof"
  | "field"
  | "identifier"
  | "open"
  | "leftParen"
  | "number"
  | "pipe"
  | "rawString"
  | "close"
  | "rightParen"
  | "space"
  | "string"
  | "text"
  | "variable"
  | Keyword;

const KEYWORDS = [
  "block",
  "break",
  "continue",
  "dot",
  "define",
  "else",
  "end",
  "if",
  "nil",
  "range",
  "template",
  "with",
] as const;
type Keyword = (typeof KEYWORDS)[number];

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it begins, counted in the template's characters. */
  readonly at: number;
  readonly line: number;
}

/** A token as Go's messages name it. */
export function describeToken({ kind, text }: Token): string {
  if (kind === "eof") return "EOF";
  if (kind === "error") return text;
  if (isKeyword(kind)) return `<${text}>`;
  const runes = [...text];
  return new TextEncoder().encode(text).length > 10
    ? `${quote(runes.slice(0, 10).join(""))}...`
    : quote(text);
}

function isKeyword(kind: string): kind is Keyword {
  return (KEYWORDS as readonly string[]).includes(kind);
}

/**
 * Splits a template as `text/template` does; `{{-` and `-}}` have eaten the space beside them, comments are gone. What
 * cannot be split is a last token of the kind `error`: the parser may have its own complaint first.
 */
export function lex(template: string): readonly Token[] {
  return new Lexer(template).run();
}

class LexError extends Error {}

function badNumber(text: string): LexError {
  return new LexError(`bad number syntax: ${quote(text)}`);
}

const SPACE = /[ \t\r\n]/;
const ALPHANUMERIC = /^[_\p{L}\p{Nd}]$/u;
/** What may follow a name. */
const TERMINATOR = /^(?:$|[ \t\r\n.,|:)(]|\}\})/;
const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y;
const QUOTED = /"(?:[^"\\\n]|\\[^\n])*"/y;
const CHARACTER = /'(?:[^'\\\n]|\\[^\n])*'/y;

class Lexer {
  readonly #template: string;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;
  #parens = 0;

  constructor(template: string) {
    this.#template = template;
  }

  run(): readonly Token[] {
    try {
      while (this.#text()) while (!this.#close()) this.#token();
      this.#push("eof", "EOF");
    } catch (error) {
      if (!(error instanceof LexError)) throw error;
      this.#push("error", error.message);
    }
    return this.#tokens;
  }

  /** Text up to the next action, and its opening braces. False when there is no action left. */
  #text(): boolean {
    for (;;) {
      const open = this.#template.indexOf("{{", this.#at);
      const end = open < 0 ? this.#template.length : open;
      const trims = open >= 0 && /^-[ \t\r\n]/.test(this.#template.slice(open + 2, open + 4));
      const text = this.#template.slice(this.#at, end);
      const kept = trims ? text.replace(/[ \t\r\n]+$/, "") : text;
      if (kept !== "") this.#push("text", kept);
      this.#skipTo(end);
      if (open < 0) return false;
      const inside = open + (trims ? 4 : 2);
      if (!this.#template.startsWith("/*", inside)) {
        this.#push("open", "{{");
        this.#skipTo(inside);
        this.#parens = 0;
        return true;
      }
      this.#comment(inside);
    }
  }

  #comment(from: number): void {
    const end = this.#template.indexOf("*/", from + 2);
    if (end < 0) throw new LexError("unclosed comment");
    const after = end + 2;
    const [close] = /^(?:[ \t\r\n]-)?\}\}/.exec(this.#template.slice(after)) ?? [];
    if (close === undefined) throw new LexError("comment ends before closing delimiter");
    this.#skipTo(after + close.length);
    if (close.length > 2) this.#skipSpace();
  }

  /** The closing braces, if the action ends here. */
  #close(): boolean {
    const [close] = /^(?:[ \t\r\n]-)?\}\}/.exec(this.#template.slice(this.#at, this.#at + 4)) ?? [];
    if (close === undefined) return false;
    if (this.#parens > 0) throw new LexError("unclosed left paren");
    this.#push("close", "}}", this.#at + close.length - 2);
    this.#skipTo(this.#at + close.length);
    if (close.length > 2) this.#skipSpace();
    return true;
  }

  #token(): void {
    const code = this.#template.codePointAt(this.#at);
    if (code === undefined) throw new LexError("unclosed action");
    const char = String.fromCodePoint(code);
    const next = this.#template[this.#at + 1] ?? "";
    if (SPACE.test(char)) this.#spaces();
    else if (char === "=") this.#take("assign", 1);
    else if (char === "|") this.#take("pipe", 1);
    else if (char === ":") this.#match("declare", /:=/y, "expected :=");
    else if (char === '"') this.#match("string", QUOTED, "unterminated quoted string");
    else if (char === "'") this.#match("charConstant", CHARACTER, "unterminated character constant");
    else if (char === "`") this.#match("rawString", /`[^`]*`/y, "unterminated raw quoted string");
    else if (char === "$") this.#name("variable", 1);
    else if (char === "(" || char === ")") this.#paren(char);
    else if (char === "." && !/^[0-9]/.test(next)) this.#name("field", 1);
    else if (/[.+\-0-9]/.test(char)) this.#number();
    else if (ALPHANUMERIC.test(char)) this.#name("identifier", 0);
    else if (char >= " " && char <= "~") this.#take("char", 1);
    else throw new LexError(sprintf("unrecognized character in action: %#U", [ofInt(code)]));
  }

  #paren(paren: "(" | ")"): void {
    this.#parens += paren === "(" ? 1 : -1;
    if (this.#parens < 0) throw new LexError("unexpected right paren");
    this.#take(paren === "(" ? "leftParen" : "rightParen", 1);
  }

  /** A space is not taken where it belongs to a closing ` -}}`. */
  #spaces(): void {
    const [run = ""] = /^[ \t\r\n]+/.exec(this.#template.slice(this.#at)) ?? [];
    const closes = this.#template.startsWith("-}}", this.#at + run.length);
    const length = closes ? run.length - 1 : run.length;
    if (length > 0) this.#take("space", length);
  }

  #name(kind: "variable" | "field" | "identifier", prefix: number): void {
    let end = this.#at + prefix;
    for (;;) {
      const char = String.fromCodePoint(this.#template.codePointAt(end) ?? 0);
      if (end < this.#template.length && ALPHANUMERIC.test(char)) {
        end += char.length;
        continue;
      }
      if (!TERMINATOR.test(this.#template.slice(end, end + 2))) {
        throw new LexError(sprintf("bad character %#U", [ofInt(char.codePointAt(0) ?? 0)]));
      }
      break;
    }
    const word = this.#template.slice(this.#at, end);
    if (word === ".") this.#take("dot", 1);
    else if (kind !== "identifier") this.#take(kind, word.length);
    else if (isKeyword(word) && word !== "dot") this.#take(word, word.length);
    else this.#take(word === "true" || word === "false" ? "bool" : "identifier", word.length);
  }

  #number(): void {
    const text = this.#scanNumber(this.#at);
    const after = this.#template[this.#at + text.length];
    // A second number after the sign would make it a complex one, and nothing in Docker is one.
    if (after === "+" || after === "-")
      throw badNumber(text + this.#scanNumber(this.#at + text.length, text));
    this.#take("number", text.length);
  }

  #scanNumber(at: number, before = ""): string {
    NUMBER.lastIndex = at;
    const [text = ""] = NUMBER.exec(this.#template) ?? [];
    const after = String.fromCodePoint(this.#template.codePointAt(at + text.length) ?? 0);
    if (ALPHANUMERIC.test(after)) throw badNumber(before + text + after);
    return text;
  }

  #match(kind: TokenKind, pattern: RegExp, complaint: string): void {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#template);
    if (match === null) throw new LexError(complaint);
    this.#take(kind, match[0].length);
  }

  #take(kind: TokenKind, length: number): void {
    this.#push(kind, this.#template.slice(this.#at, this.#at + length));
    this.#skipTo(this.#at + length);
  }

  #push(kind: TokenKind, text: string, at = this.#at): void {
    this.#tokens.push({ kind, text, at, line: this.#line });
  }

  #skipSpace(): void {
    const [run = ""] = /^[ \t\r\n]+/.exec(this.#template.slice(this.#at)) ?? [];
    this.#skipTo(this.#at + run.length);
  }

  #skipTo(end: number): void {
    this.#line += this.#template.slice(this.#at, end).split("\n").length - 1;
    this.#at = end;
  }
}
