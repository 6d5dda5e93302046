/** Values of `$NAME`; `undefined` for a variable nobody set. */
export type Variables = (name: string) => string | undefined;

/** A word could not be expanded: `${VAR:?message}`, or a brace that does not close. */
export class SubstitutionError extends Error {
  override readonly name = "SubstitutionError";
}

/**
 * One word of a Dockerfile with quotes and escapes taken off and variables put in (moby/buildkit
 * `frontend/dockerfile/shell`): `'…'` stays as it is, `"…"` expands, `\$` is a dollar.
 *
 * @example expandWord('${A:-dflt}/"$B"', (name) => ({ B: "b" })[name], "\\"); // "dflt/b"
 */
export function expandWord(word: string, variables: Variables, escapeCharacter: string): string {
  return new Expander(word, variables, escapeCharacter).all();
}

/** Cut at white space that is neither quoted nor escaped; quotes and escapes are kept. */
export function splitWords(text: string, escapeCharacter: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote === "" && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word = (word ?? "") + char;
    if (char === escapeCharacter && quote !== "'") {
      at += 1;
      word += text[at] ?? "";
    } else if (quote === char) quote = "";
    else if (quote === "" && (char === '"' || char === "'")) quote = char;
  }
  if (word !== undefined) words.push(word);
  return words;
}

class Expander {
  readonly #text: string;
  readonly #variables: Variables;
  readonly #escape: string;
  #at = 0;

  constructor(text: string, variables: Variables, escapeCharacter: string) {
    this.#text = text;
    this.#variables = variables;
    this.#escape = escapeCharacter;
  }

  all(): string {
    return this.#until("");
  }

  /** Reads on to `end` (not consumed) or to the end of the text. */
  #until(end: string): string {
    let out = "";
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      if (end !== "" && char === end) break;
      if (char === "'") out += this.#single();
      else if (char === '"') out += this.#double();
      else if (char === "$") out += this.#dollar();
      else if (char === this.#escape) {
        // An escape at the very end stands for nothing.
        out += this.#text[this.#at + 1] ?? "";
        this.#at += 2;
      } else {
        out += char;
        this.#at += 1;
      }
    }
    return out;
  }

  #single(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0)
      throw new SubstitutionError("unexpected end of statement while looking for matching single-quote");
    const inside = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return inside;
  }

  #double(): string {
    this.#at += 1;
    let out = "";
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined)
        throw new SubstitutionError("unexpected end of statement while looking for matching double-quote");
      if (char === '"') {
        this.#at += 1;
        return out;
      }
      if (char === "$") out += this.#dollar();
      else if (char === this.#escape) {
        const next = this.#text[this.#at + 1] ?? "";
        out += next === '"' || next === "$" || next === this.#escape ? next : char + next;
        this.#at += 2;
      } else {
        out += char;
        this.#at += 1;
      }
    }
  }

  #dollar(): string {
    this.#at += 1;
    if (this.#text[this.#at] === "{") return this.#braced();
    const [name] = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?!$-])/.exec(this.#text.slice(this.#at)) ?? [];
    if (name === undefined) return "$";
    this.#at += name.length;
    return this.#variables(name) ?? "";
  }

  #braced(): string {
    this.#at += 1;
    const [name] = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#])/.exec(this.#text.slice(this.#at)) ?? [];
    if (name === undefined) throw new SubstitutionError("syntax error: bad substitution");
    this.#at += name.length;
    const value = this.#variables(name);
    const [operator = ""] = /^(?::?[-+?]|##?|%%?|\/\/?)/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += operator.length;
    const first = operator.startsWith("/") ? this.#until("/") : operator === "" ? "" : this.#argument();
    let second = "";
    if (operator.startsWith("/") && this.#text[this.#at] === "/") {
      this.#at += 1;
      second = this.#argument();
    }
    if (this.#text[this.#at] !== "}") throw new SubstitutionError("syntax error: missing '}'");
    this.#at += 1;
    return substitute(name, value, operator, first, second);
  }

  #argument(): string {
    return this.#until("}");
  }
}

function substitute(
  name: string,
  value: string | undefined,
  operator: string,
  word: string,
  other: string,
): string {
  const unset = operator.startsWith(":") ? value === undefined || value === "" : value === undefined;
  switch (operator.replace(":", "")) {
    case "-":
      return unset ? word : (value ?? "");
    case "+":
      return unset ? "" : word;
    case "?":
      if (unset) throw new SubstitutionError(`${name}: ${word === "" ? "not set" : word}`);
      return value ?? "";
    case "#":
    case "##":
      return stripped(value ?? "", word, true, operator === "##");
    case "%":
    case "%%":
      return stripped(value ?? "", word, false, operator === "%%");
    case "/":
      return (value ?? "").replace(new RegExp(globSource(word)), () => other);
    case "//":
      return (value ?? "").replace(new RegExp(globSource(word), "g"), () => other);
    default:
      return value ?? "";
  }
}

function stripped(value: string, pattern: string, prefix: boolean, greedy: boolean): string {
  const whole = new RegExp(`^(?:${globSource(pattern)})$`, "s");
  const lengths = Array.from({ length: value.length + 1 }, (_, at) => at);
  for (const length of greedy ? lengths.reverse() : lengths) {
    const part = prefix ? value.slice(0, length) : value.slice(value.length - length);
    if (whole.test(part)) return prefix ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

function globSource(pattern: string): string {
  return pattern.replace(/[.+^${}()|[\]\\*?]/g, (char) =>
    char === "*" ? ".*" : char === "?" ? "." : `\\${char}`,
  );
}
