import { quote } from "../quote.js";
import { characterConstant, numberConstant, unquote } from "./constant.js";
import type { TokenKind } from "./lex.js";
import { type Command, nodeText, type Operand, type Pipe } from "./node.js";
import type { Reading } from "./reading.js";

/** Parses the pipelines of one template: commands, their operands, and the variables that they declare. */
export class Pipelines {
  readonly #reading: Reading;
  readonly #isFunction: (name: string) => boolean;
  #variables = ["$"];

  constructor(reading: Reading, isFunction: (name: string) => boolean) {
    this.#reading = reading;
    this.#isFunction = isFunction;
  }

  /** What `parse` declares is known in it alone. */
  scoped<Value>(parse: () => Value): Value {
    const scope = this.#variables.length;
    const value = parse();
    this.#variables.length = scope;
    return value;
  }

  /** Up to and with the token that ends it. */
  pipe(context: string, end: TokenKind): Pipe {
    const { at } = this.#reading.tokens.peekNonSpace();
    const { variables, assigns } = this.#declarations(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.#reading.tokens.peekNonSpace();
      if (token.kind === end) break;
      if (!OPERANDS.has(token.kind)) {
        this.#reading.tokens.next();
        this.#reading.unexpected(token, context);
      }
      commands.push(this.#command());
    }
    this.#reading.tokens.next();
    if (commands.length === 0) this.#reading.fail(`missing value for ${context}`);
    for (const [stage, { args }] of commands.entries()) {
      if (stage > 0 && /^(?:bool|dot|nil|number|string)$/.test(args[0].kind))
        this.#reading.fail(`non executable command in pipeline stage ${stage + 1}`);
    }
    return { kind: "pipe", at, variables, assigns, commands };
  }

  /** `$x :=`, `$x =`, and `$i, $x :=` of a range. */
  #declarations(context: string): { readonly variables: readonly string[]; readonly assigns: boolean } {
    const variables: string[] = [];
    for (;;) {
      const variable = this.#reading.tokens.peekNonSpace();
      if (variable.kind !== "variable") return { variables, assigns: false };
      const ahead = this.#reading.tokens.peek(1).kind === "space" ? 2 : 1;
      const next = this.#reading.tokens.peek(ahead);
      const isComma = next.kind === "char" && next.text === ",";
      if (next.kind !== "assign" && next.kind !== "declare" && !isComma) return { variables, assigns: false };
      for (let skip = 0; skip <= ahead; skip += 1) this.#reading.tokens.next();
      variables.push(variable.text);
      this.#variables.push(variable.text);
      if (!isComma) return { variables, assigns: next.kind === "assign" };
      if (context !== "range" || variables.length > 1)
        this.#reading.fail(`too many declarations in ${context}`);
      if (!/^(?:variable|close|rightParen)$/.test(this.#reading.tokens.peekNonSpace().kind))
        this.#reading.fail("range can only initialize variables");
    }
  }

  #command(): Command {
    const { at } = this.#reading.tokens.peekNonSpace();
    const args: Operand[] = [];
    for (;;) {
      this.#reading.tokens.peekNonSpace();
      const operand = this.#operand();
      if (operand !== undefined) args.push(operand);
      const token = this.#reading.tokens.peek();
      if (token.kind === "close" || token.kind === "rightParen") break;
      this.#reading.tokens.next();
      if (token.kind === "pipe") break;
      if (token.kind !== "space") this.#reading.unexpected(token, "operand");
    }
    const [first, ...rest] = args;
    if (first === undefined) return this.#reading.fail("empty command");
    return { kind: "command", at, args: [first, ...rest] };
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (term === undefined) return undefined;
    const { at } = this.#reading.tokens.peek();
    const names: string[] = [];
    while (this.#reading.tokens.peek().kind === "field")
      names.push(this.#reading.tokens.next().text.slice(1));
    if (names.length === 0) return term;
    switch (term.kind) {
      case "field":
      case "variable":
        return { ...term, at, names: [...term.names, ...names] };
      case "bool":
      case "string":
      case "number":
      case "nil":
      case "dot":
        return this.#reading.fail(`unexpected . after term ${quote(nodeText(term))}`);
      default:
        return { kind: "chain", at, base: term, names };
    }
  }

  #term(): Operand | undefined {
    const { kind, text, at } = this.#reading.tokens.peekNonSpace();
    if (!OPERANDS.has(kind)) return undefined;
    this.#reading.tokens.next();
    switch (kind) {
      case "identifier":
        if (!this.#isFunction(text)) this.#reading.fail(`function ${quote(text)} not defined`);
        return { kind, name: text, at };
      case "variable":
        if (!this.#variables.includes(text)) this.#reading.fail(`undefined variable ${quote(text)}`);
        return { kind, names: [text], at };
      case "field":
        return { kind, names: [text.slice(1)], at };
      case "bool":
        return { kind, value: text === "true", at };
      case "charConstant":
        return this.#reading.constant(() => characterConstant(text, at));
      case "number":
        return this.#reading.constant(() => numberConstant(text, at));
      case "leftParen":
        return this.#reading.deeper(() => this.pipe("parenthesized pipeline", "rightParen"));
      case "string":
      case "rawString":
        return { kind: "string", value: this.#reading.constant(() => unquote(text)), text, at };
      default:
        return { kind: kind === "nil" ? "nil" : "dot", at };
    }
  }
}

/** Tokens that can begin an operand. */
const OPERANDS: ReadonlySet<TokenKind> = new Set([
  "bool",
  "charConstant",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "rawString",
  "string",
  "variable",
  "leftParen",
]);
