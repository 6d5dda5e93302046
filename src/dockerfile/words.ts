import { LexedText } from "./lexed-text.js";
import { ShellPattern } from "./pattern.js";
import { Problem } from "./problem.js";

/** Values of `$NAME`; `undefined` for a variable that is not set. */
export type Variables = (name: string) => string | undefined;

export interface LexOptions {
  /** `\` or, with the `escape` directive, a backquote. */
  readonly escapeCharacter: string;
  /** `false`: quotes are characters like any other, as in the text of a heredoc (BuildKit's SkipProcessQuotes). */
  readonly quotes?: boolean;
  /** Quotes stay in the result (BuildKit's RawQuotes). */
  readonly keepQuotes?: boolean;
  /** Escape characters stay in the result (BuildKit's RawEscapes). */
  readonly keepEscapes?: boolean;
  /** `$NAME` stays where NAME is not set (BuildKit's SkipUnsetEnv). */
  readonly keepUnset?: boolean;
}

/**
 * One word of a Dockerfile with quotes and escapes removed and variables replaced (moby/buildkit
 * `frontend/dockerfile/shell`): `'…'` stays as it is, `"…"` expands, `\$` is a dollar.
 *
 * @example expandWord('${A:-dflt}/"$B"', (name) => ({ B: "b" })[name], { escapeCharacter: "\\" }); // "dflt/b"
 * @throws {Problem} for `${VAR:?message}`, or a quote or brace that does not close
 */
export function expandWord(word: string, variables: Variables, options: LexOptions): string {
  return new Lexer(word, variables, options).run().text;
}

/** The same, cut into words at white space that is not quoted: also at white space inside a variable's value. */
export function expandWords(text: string, variables: Variables, options: LexOptions): readonly string[] {
  return new Lexer(text, variables, options).run().words;
}

/** `ENV A=$A$A` doubles a value with each line; Linux itself refuses more than 128 KiB in one variable. */
const MAX_GROWTH = 1 << 20;

const SPECIAL = /^[@*#?\-$!0]$/;

class Lexer {
  readonly #chars: readonly string[];
  readonly #variables: Variables;
  readonly #options: LexOptions;
  #keepEscapes: boolean;
  #at = 0;

  constructor(text: string, variables: Variables, options: LexOptions) {
    this.#chars = [...text];
    this.#variables = variables;
    this.#options = options;
    this.#keepEscapes = options.keepEscapes ?? false;
  }

  run(): { readonly text: string; readonly words: readonly string[] } {
    const output = this.#until(undefined);
    return { text: output.text, words: output.words() };
  }

  /** Reads up to and including `stop`, or to the end of the text. */
  #until(stop: string | undefined): LexedText {
    const { escapeCharacter, quotes = true } = this.#options;
    const out = new LexedText(this.#chars.length + MAX_GROWTH);
    for (;;) {
      const char = this.#chars[this.#at];
      if (char === undefined) break;
      if (char === stop) {
        this.#at += 1;
        return out;
      }
      if (char === "$") out.add(this.#dollar());
      else if (quotes && char === "'") out.addQuoted(this.#single());
      else if (quotes && char === '"') out.addQuoted(this.#double());
      else {
        this.#at += 1;
        if (char !== escapeCharacter) {
          out.add(char);
          continue;
        }
        if (this.#keepEscapes) out.addQuoted(char);
        // An escape at the very end stands for nothing.
        const next = this.#chars[this.#at];
        if (next === undefined) break;
        this.#at += 1;
        out.addQuoted(next);
      }
    }
    if (stop !== undefined)
      throw new Problem(`unexpected end of statement while looking for matching ${stop}`);
    return out;
  }

  #single(): string {
    const end = this.#chars.indexOf("'", this.#at + 1);
    if (end < 0) {
      this.#at = this.#chars.length;
      throw new Problem("unexpected end of statement while looking for matching single-quote");
    }
    const inside = this.#chars.slice(this.#at + 1, end).join("");
    this.#at = end + 1;
    return this.#options.keepQuotes ? `'${inside}'` : inside;
  }

  #double(): string {
    const { escapeCharacter, keepQuotes = false } = this.#options;
    this.#at += 1;
    let out = "";
    for (;;) {
      const char = this.#chars[this.#at];
      if (char === undefined)
        throw new Problem("unexpected end of statement while looking for matching double-quote");
      if (char === "$") {
        out += this.#dollar();
        continue;
      }
      this.#at += 1;
      if (char === '"') return keepQuotes ? `"${out}"` : out;
      if (char !== escapeCharacter) {
        out += char;
        continue;
      }
      if (this.#keepEscapes) out += char;
      const next = this.#chars[this.#at];
      if (next === undefined) continue;
      if (next === '"' || next === "$" || next === escapeCharacter) {
        out += next;
        this.#at += 1;
      } else out += char;
    }
  }

  #dollar(): string {
    this.#at += 1;
    if (this.#chars[this.#at] === "{") {
      this.#at += 1;
      return this.#braced();
    }
    const name = this.#name();
    if (name === "") return "$";
    return this.#variables(name) ?? (this.#options.keepUnset ? `$${name}` : "");
  }

  #braced(): string {
    const first = this.#chars[this.#at];
    if (first === undefined) throw new Problem("syntax error: missing '}'");
    if (first === "{" || first === "}" || first === ":") throw new Problem("syntax error: bad substitution");
    const name = this.#name();
    const value = this.#variables(name);
    const kept = (text: string): string | undefined =>
      value === undefined && this.#options.keepUnset ? `\${${name}${text}}` : undefined;
    let operator = this.#next();
    if (operator === "}") return value ?? kept("") ?? "";
    if (operator === "/") return this.#replaced(value ?? "", kept);
    const emptyCounts = operator === ":";
    if (emptyCounts) operator += this.#next();
    const kind = operator.at(-1) ?? "";
    if (!["+", "-", "?", "#", "%"].includes(kind) && !emptyCounts) throw unsupported(operator);
    const word = this.#argument("}", "syntax error: missing '}'", kind === "#" || kind === "%");
    const left = kept(`${operator}${word}`);
    if (left !== undefined) return left;
    const isUnset = value === undefined || (emptyCounts && value === "");
    switch (kind) {
      case "-":
        return isUnset ? word : value;
      case "+":
        return isUnset ? "" : word;
      case "?":
        if (!isUnset) return value;
        throw new Problem(
          `${name}: ${word || `is not allowed to be ${value === undefined ? "unset" : "empty"}`}`,
        );
      case "#":
      case "%": {
        const greedy = word.startsWith(kind);
        return matching(greedy ? word.slice(1) : word, (pattern) =>
          kind === "#"
            ? pattern.withoutPrefix(value ?? "", greedy)
            : pattern.withoutSuffix(value ?? "", greedy),
        );
      }
      default:
        throw unsupported(operator);
    }
  }

  #replaced(value: string, kept: (text: string) => string | undefined): string {
    const all = this.#chars[this.#at] === "/";
    if (all) this.#at += 1;
    const word = this.#argument("/", "syntax error: missing '/' in $\u007b}", true);
    const replacement = this.#argument("}", "syntax error: missing '}'", true);
    return (
      kept(`/${word}/${replacement}`) ??
      matching(word, (pattern) => pattern.replace(value, all ? withoutGroups(replacement) : replacement, all))
    );
  }

  /** The text up to `stop` inside braces. */
  #argument(stop: string, unclosed: string, keepEscapes: boolean): string {
    const before = this.#keepEscapes;
    this.#keepEscapes = keepEscapes;
    try {
      return this.#until(stop).text;
    } catch (error) {
      if (error instanceof Problem && this.#at >= this.#chars.length) throw new Problem(unclosed);
      throw error;
    } finally {
      this.#keepEscapes = before;
    }
  }

  /** A variable's name; all digits of a number; or one of the shell's special parameters. */
  #name(): string {
    const first = this.#chars[this.#at] ?? "";
    if (/^\p{Nd}$/u.test(first)) return this.#while(/^\p{Nd}$/u);
    if (SPECIAL.test(first)) {
      this.#at += 1;
      return first;
    }
    return this.#while(/^[\p{L}\p{Nd}_]$/u);
  }

  #while(allowed: RegExp): string {
    const start = this.#at;
    while (allowed.test(this.#chars[this.#at] ?? "")) this.#at += 1;
    return this.#chars.slice(start, this.#at).join("");
  }

  #next(): string {
    const char = this.#chars[this.#at];
    this.#at += 1;
    return char ?? "\ufffd";
  }
}

function unsupported(operator: string): Problem {
  return new Problem(`unsupported modifier (${operator}) in substitution`);
}

function matching(pattern: string, apply: (pattern: ShellPattern) => string): string {
  try {
    return apply(ShellPattern.parse(pattern));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`invalid pattern (${pattern}) in substitution: ${error.message}`);
  }
}

/** Go takes `$1` and `${name}` in a replacement for groups of the pattern, which has none. */
function withoutGroups(replacement: string): string {
  return replacement.replace(/\$(?:\$|\{\w+\}|\w+)/g, (group) => (group === "$$" ? "$" : ""));
}
