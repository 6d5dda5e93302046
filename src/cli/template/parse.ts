import { TemplateError } from "../../errors/cli.js";
import { type Fail, lex, type Token } from "./lex.js";
import type { Command, Node, Operand, Pipe } from "./node.js";

/**
 * Parses the part of Go's `text/template` that Docker's `--format` is used with: fields, variables, pipes,
 * function calls, `if`, `range`, `with`, `break`, `continue`, comments and trimming. Not `define`, `template`
 * and `block`.
 *
 * @throws {TemplateError} with Go's text.
 */
export function parseTemplate(template: string, isFunction: (name: string) => boolean): readonly Node[] {
  return new Parser(template, isFunction).parse();
}

const BLOCKS: ReadonlySet<string> = new Set(["if", "range", "with"]);

class Parser {
  readonly #template: string;
  readonly #isFunction: (name: string) => boolean;
  readonly #tokens: readonly Token[];
  readonly #variables: string[] = ["$"];
  #at = 0;
  #loops = 0;

  constructor(template: string, isFunction: (name: string) => boolean) {
    this.#template = template;
    this.#isFunction = isFunction;
    this.#tokens = lex(template, this.#fail);
  }

  parse(): readonly Node[] {
    const { nodes, end } = this.#list();
    if (end !== undefined) this.#fail(`unexpected {{${end.word}}}`, end.at);
    return nodes;
  }

  readonly #fail: Fail = (message, at) => {
    const line = this.#template.slice(0, at).split("\n").length;
    throw new TemplateError(`template: :${line}: ${message}`, this.#template, "parse");
  };

  /** Nodes up to the end of the text, or up to `{{end}}` or `{{else …}}`, whose word has been read. */
  #list(): {
    readonly nodes: readonly Node[];
    readonly end?: { readonly word: "end" | "else"; readonly at: number };
  } {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined) return { nodes };
      this.#at += 1;
      if (token.kind === "text") {
        nodes.push({ kind: "text", text: token.text });
        continue;
      }
      this.#skipSpace();
      const word = this.#peek();
      const keyword = word?.kind === "word" ? word.text : "";
      if (keyword === "end" || keyword === "else") {
        this.#at += 1;
        if (keyword === "end") this.#close();
        return { nodes, end: { word: keyword, at: token.start } };
      }
      if (BLOCKS.has(keyword)) {
        this.#at += 1;
        nodes.push(this.#block(keyword as "if" | "range" | "with", token.start));
      } else if (keyword === "break" || keyword === "continue") {
        if (this.#loops === 0) this.#fail(`{{${keyword}}} outside {{range}}`, token.start);
        this.#at += 1;
        this.#close();
        nodes.push({ kind: keyword });
      } else if (keyword === "define" || keyword === "template" || keyword === "block") {
        this.#fail(`{{${keyword}}} is not supported by this --format`, token.start);
      } else {
        nodes.push({ kind: "action", pipe: this.#pipe("command") });
        this.#close();
      }
    }
  }

  #block(kind: "if" | "range" | "with", start: number): Node {
    const scope = this.#variables.length;
    const pipe = this.#pipe(kind);
    this.#close();
    if (kind === "range") this.#loops += 1;
    const body = this.#list();
    if (kind === "range") this.#loops -= 1;
    let otherwise: readonly Node[] = [];
    if (body.end === undefined) this.#fail("unexpected EOF", this.#template.length);
    if (body.end?.word === "else") {
      this.#skipSpace();
      const word = this.#peek();
      if (word?.kind === "word" && (word.text === kind || word.text === "if") && kind !== "range") {
        this.#at += 1;
        otherwise = [this.#block(word.text as "if" | "with", start)];
      } else {
        this.#close();
        const rest = this.#list();
        if (rest.end === undefined) this.#fail("unexpected EOF", this.#template.length);
        if (rest.end?.word === "else") this.#fail("expected end; found {{else}}", rest.end.at);
        otherwise = rest.nodes;
      }
    }
    this.#variables.length = scope;
    return { kind, pipe, body: body.nodes, otherwise };
  }

  #pipe(context: string): Pipe {
    this.#skipSpace();
    const start = this.#peek()?.start ?? this.#template.length;
    const { variables, assigns } = this.#declaration(context);
    const commands: Command[] = [];
    for (;;) {
      commands.push(this.#command(context));
      this.#skipSpace();
      if (this.#peek()?.text !== "|" || this.#peek()?.kind !== "punctuation") break;
      this.#at += 1;
    }
    if (!assigns) this.#variables.push(...variables);
    return { variables, assigns, commands, start, end: this.#previousEnd() };
  }

  #declaration(context: string): { readonly variables: readonly string[]; readonly assigns: boolean } {
    const match = /^(\$\w*)\s*(?:,\s*(\$\w+)\s*)?(:?=)/.exec(this.#template.slice(this.#peek()?.start ?? 0));
    if (this.#peek()?.kind !== "variable" || match?.[1] === undefined)
      return { variables: [], assigns: false };
    if (match[2] !== undefined && context !== "range") {
      this.#fail(`too many declarations in ${context}`, this.#peek()?.start ?? 0);
    }
    const end = (this.#peek()?.start ?? 0) + match[0].length;
    while ((this.#peek()?.start ?? end) < end) this.#at += 1;
    const assigns = match[3] === "=";
    const variables = match[2] === undefined ? [match[1]] : [match[1], match[2]];
    if (assigns) for (const name of variables) this.#mustBeDefined(name, end);
    return { variables, assigns };
  }

  #command(context: string): Command {
    const operands: Operand[] = [];
    for (;;) {
      this.#skipSpace();
      const token = this.#peek();
      if (token === undefined || token.kind === "close" || token.text === "|" || token.text === ")") break;
      operands.push(this.#operand(token));
      const after = this.#peek();
      if (
        after !== undefined &&
        after.kind !== "space" &&
        after.kind !== "close" &&
        !/^[|)]$/.test(after.text)
      ) {
        this.#fail(`unexpected ${JSON.stringify(after.text)} in operand`, after.start);
      }
    }
    const [first] = operands;
    if (first === undefined) this.#fail(`missing value for ${context}`, this.#peek()?.start ?? 0);
    return { operands, start: first?.start ?? 0, end: this.#previousEnd() };
  }

  #operand(token: Token): Operand {
    this.#at += 1;
    const base = this.#term(token);
    const names: string[] = token.kind === "field" ? [token.text.slice(1)] : [];
    let second: number | undefined;
    for (let field = this.#peek(); field?.kind === "field"; field = this.#peek()) {
      second ??= field.start;
      names.push(field.text.slice(1));
      this.#at += 1;
    }
    if (names.length === 0) return base;
    return {
      kind: "fields",
      base,
      names,
      at: second ?? token.start,
      start: token.start,
      end: this.#previousEnd(),
    };
  }

  #term(token: Token): Operand {
    const span = { start: token.start, end: token.end };
    switch (token.kind) {
      case "field":
        return { kind: "dot", ...span };
      case "variable":
        this.#mustBeDefined(token.text, token.start);
        return { kind: "variable", name: token.text, ...span };
      case "number":
        return { kind: "literal", value: Number(token.text), ...span };
      case "string":
        return { kind: "literal", value: unquote(token.text), ...span };
      case "word":
        if (token.text === "true" || token.text === "false") {
          return { kind: "literal", value: token.text === "true", ...span };
        }
        if (token.text === "nil") return { kind: "nil", ...span };
        if (!this.#isFunction(token.text)) this.#fail(`function "${token.text}" not defined`, token.start);
        return { kind: "function", name: token.text, ...span };
      case "punctuation":
        if (token.text === ".") return { kind: "dot", ...span };
        if (token.text === "(") {
          const pipe = this.#pipe("parenthesized pipeline");
          if (this.#peek()?.text !== ")") this.#fail("unclosed left paren", token.start);
          this.#at += 1;
          return { kind: "pipe", pipe, start: token.start, end: this.#previousEnd() };
        }
        break;
    }
    return this.#fail(`unexpected ${JSON.stringify(token.text)} in command`, token.start);
  }

  #mustBeDefined(name: string, at: number): void {
    if (!this.#variables.includes(name)) this.#fail(`undefined variable "${name}"`, at);
  }

  #close(): void {
    this.#skipSpace();
    const token = this.#peek();
    if (token?.kind !== "close")
      this.#fail(`unexpected ${JSON.stringify(token?.text ?? "")} in command`, token?.start ?? 0);
    this.#at += 1;
  }

  #skipSpace(): void {
    while (this.#peek()?.kind === "space") this.#at += 1;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #previousEnd(): number {
    for (let at = this.#at - 1; at >= 0; at -= 1) {
      const token = this.#tokens[at];
      if (token !== undefined && token.kind !== "space") return token.end;
    }
    return 0;
  }
}

const STRING_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

function unquote(text: string): string | number {
  const inner = text.slice(1, -1);
  if (text.startsWith("`")) return inner;
  const value = inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g,
    (_, hex: string | undefined, unicode: string | undefined, character: string | undefined) => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return STRING_ESCAPES[character ?? ""] ?? character ?? "";
    },
  );
  return text.startsWith("'") ? (value.codePointAt(0) ?? 0) : value;
}
