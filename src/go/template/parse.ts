import { quote } from "../quote.js";
import { unquote } from "./constant.js";
import { isEmpty, type List, type Node } from "./node.js";
import { Pipelines } from "./pipeline.js";
import { Reading } from "./reading.js";
import { type Source, Tokens } from "./tokens.js";

/** A template's own list, under its name, and those that it defines. */
export type Templates = ReadonlyMap<string, List>;

/**
 * Parses a template as Go's `text/template` does.
 *
 * @throws {TemplateError} with Go's text.
 */
export function parseTemplate(source: Source, isFunction: (name: string) => boolean): Templates {
  const tokens = new Tokens(source);
  const defined = new Map<string, List>();
  const parser = new Parser(tokens, defined, isFunction);
  parser.define(source.name, parser.whole());
  return defined;
}

/** What ends a list: its text is in messages. */
type End = { readonly kind: "end" | "else"; readonly at: number };

function isEnd(node: Node | End): node is End {
  return node.kind === "end" || node.kind === "else";
}

/** One template: the whole text's, or one that `define` or `block` makes, with variables of its own. */
class Parser {
  readonly #reading: Reading;
  readonly #defined: Map<string, List>;
  readonly #isFunction: (name: string) => boolean;
  readonly #pipelines: Pipelines;
  #loops = 0;

  constructor(tokens: Tokens, defined: Map<string, List>, isFunction: (name: string) => boolean) {
    this.#reading = new Reading(tokens);
    this.#defined = defined;
    this.#isFunction = isFunction;
    this.#pipelines = new Pipelines(this.#reading, isFunction);
  }

  whole(): List {
    const at = this.#reading.tokens.peek().at;
    const nodes: Node[] = [];
    while (this.#reading.tokens.peek().kind !== "eof") {
      if (this.#reading.tokens.peek().kind === "open" && this.#definition()) continue;
      const node = this.#textOrAction();
      if (isEnd(node)) return this.#reading.fail(`unexpected {{${node.kind}}}`);
      nodes.push(node);
    }
    return { kind: "list", at, nodes };
  }

  /** Of two definitions the later one counts, but not if it is empty; two that say something are an error. */
  define(name: string, list: List): void {
    const before = this.#defined.get(name);
    if (before === undefined || isEmpty(before)) this.#defined.set(name, list);
    else if (!isEmpty(list)) this.#reading.fail(`template: multiple definition of template ${quote(name)}`);
  }

  #definition(): boolean {
    let ahead = 1;
    while (this.#reading.tokens.peek(ahead).kind === "space") ahead += 1;
    if (this.#reading.tokens.peek(ahead).kind !== "define") return false;
    for (let skip = 0; skip <= ahead; skip += 1) this.#reading.tokens.next();
    const context = "define clause";
    const name = this.#reading.tokens.nextNonSpace();
    if (name.kind !== "string" && name.kind !== "rawString") this.#reading.unexpected(name, context);
    const text = this.#reading.constant(() => unquote(name.text));
    this.#reading.expect("close", context);
    this.#inner(text, context);
    return true;
  }

  #inner(name: string, context: string): void {
    const inner = new Parser(this.#reading.tokens, this.#defined, this.#isFunction);
    const { list, end } = inner.#list();
    if (end.kind !== "end") this.#reading.fail(`unexpected {{${end.kind}}} in ${context}`);
    inner.define(name, list);
  }

  #list(): { readonly list: List; readonly end: End } {
    const at = this.#reading.tokens.peekNonSpace().at;
    const nodes: Node[] = [];
    while (this.#reading.tokens.peekNonSpace().kind !== "eof") {
      const node = this.#textOrAction();
      if (isEnd(node)) return { list: { kind: "list", at, nodes }, end: node };
      nodes.push(node);
    }
    return this.#reading.fail("unexpected EOF");
  }

  #textOrAction(): Node | End {
    const token = this.#reading.tokens.nextNonSpace();
    if (token.kind === "text") return { kind: "text", text: token.text, at: token.at };
    if (token.kind !== "open") return this.#reading.unexpected(token, "input");
    this.#reading.actionLine = token.line;
    const node = this.#reading.deeper(() => this.#action());
    this.#reading.actionLine = 0;
    return node;
  }

  #action(): Node | End {
    const token = this.#reading.tokens.peekNonSpace();
    switch (token.kind) {
      case "block":
      case "template":
        this.#reading.tokens.next();
        return this.#template(token.kind);
      case "break":
      case "continue":
        this.#reading.tokens.next();
        this.#reading.expect("close", `{{${token.kind}}}`);
        if (this.#loops === 0) this.#reading.fail(`{{${token.kind}}} outside {{range}}`);
        return { kind: token.kind, at: token.at };
      case "else": {
        this.#reading.tokens.next();
        const next = this.#reading.tokens.peekNonSpace();
        const chained = next.kind === "if" || next.kind === "with";
        return { kind: "else", at: chained ? next.at : this.#reading.expect("close", "else").at };
      }
      case "end":
        this.#reading.tokens.next();
        return { kind: "end", at: this.#reading.expect("close", "end").at };
      case "if":
      case "range":
      case "with":
        this.#reading.tokens.next();
        return this.#branch(token.kind);
    }
    return { kind: "action", at: token.at, pipe: this.#pipelines.pipe("command", "close") };
  }

  #branch(kind: "if" | "range" | "with"): Node {
    return this.#pipelines.scoped(() => this.#branchInScope(kind));
  }

  #branchInScope(kind: "if" | "range" | "with"): Node {
    const pipe = this.#pipelines.pipe(kind, "close");
    if (kind === "range") this.#loops += 1;
    const { list: body, end } = this.#list();
    if (kind === "range") this.#loops -= 1;
    let otherwise: List | undefined;
    if (end.kind === "else") {
      const next = this.#reading.tokens.peek();
      if (kind !== "range" && next.kind === kind) {
        // `{{else if}}` is an if inside the else; they share the one end.
        this.#reading.tokens.next();
        otherwise = { kind: "list", at: end.at, nodes: [this.#reading.deeper(() => this.#branch(kind))] };
      } else {
        const rest = this.#list();
        if (rest.end.kind !== "end") this.#reading.fail(`expected end; found {{${rest.end.kind}}}`);
        otherwise = rest.list;
      }
    }
    return { kind, at: pipe.at, pipe, body, otherwise };
  }

  #template(kind: "block" | "template"): Node {
    const context = `${kind} clause`;
    const token = this.#reading.tokens.nextNonSpace();
    if (token.kind !== "string" && token.kind !== "rawString") this.#reading.unexpected(token, context);
    const name = this.#reading.constant(() => unquote(token.text));
    const bare = kind === "template" && this.#reading.tokens.peekNonSpace().kind === "close";
    if (bare) this.#reading.tokens.next();
    const pipe = bare ? undefined : this.#pipelines.pipe(context, "close");
    if (kind === "block") this.#inner(name, context);
    return { kind: "template", at: token.at, name, pipe };
  }
}
