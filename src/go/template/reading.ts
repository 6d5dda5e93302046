import { ConstantError } from "./constant.js";
import { describeToken, type Token, type TokenKind } from "./lex.js";
import type { Tokens } from "./tokens.js";

/** Deeper nesting would fill the stack. */
const MAX_DEPTH = 500;

/** What all parts of the parser do with tokens while they read one template, and how they fail. */
export class Reading {
  readonly tokens: Tokens;
  /** Where the action began that is being read; 0 outside of actions. */
  actionLine = 0;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
  }

  constant<Value>(make: () => Value): Value {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ConstantError)) throw error;
      return this.fail(error.message);
    }
  }

  deeper<Value>(parse: () => Value): Value {
    if (this.tokens.depth >= MAX_DEPTH) this.fail("max expression depth exceeded");
    this.tokens.depth += 1;
    const value = parse();
    this.tokens.depth -= 1;
    return value;
  }

  expect(kind: TokenKind, context: string): Token {
    const token = this.tokens.nextNonSpace();
    return token.kind === kind ? token : this.unexpected(token, context);
  }

  unexpected(token: Token, context: string): never {
    if (token.kind !== "error") return this.fail(`unexpected ${describeToken(token)} in ${context}`);
    const elsewhere = this.actionLine !== 0 && this.actionLine !== token.line;
    const started = ` in action started at ${this.tokens.name}:${this.actionLine}`;
    // Avoid "action in action".
    const where = token.text.endsWith(" action") ? started.slice(" in action".length) : started;
    return this.fail(`${token.text}${elsewhere ? where : ""}`);
  }

  fail(message: string): never {
    return this.tokens.fail(message);
  }
}
