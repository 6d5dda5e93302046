import { TemplateError } from "../../errors/cli.js";
import { lex, type Token } from "./lex.js";

/** A template's text, and its name, with which messages begin. Docker mostly leaves the name empty. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** The tokens, with the last one that was looked at: messages name its line. */
export class Tokens {
  readonly #source: Source;
  readonly #tokens: readonly Token[];
  #at = 0;
  #furthest = 0;
  depth = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#tokens = lex(source.text);
  }

  get name(): string {
    return this.#source.name;
  }

  peek(ahead = 0): Token {
    const at = Math.min(this.#at + ahead, this.#tokens.length - 1);
    this.#furthest = Math.max(this.#furthest, at);
    const token = this.#tokens[at];
    if (token === undefined) throw new RangeError("a list of tokens always has an end");
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  peekNonSpace(): Token {
    while (this.peek().kind === "space") this.#at += 1;
    return this.peek();
  }

  nextNonSpace(): Token {
    this.peekNonSpace();
    return this.next();
  }

  fail(message: string): never {
    const line = this.#tokens[this.#furthest]?.line ?? 1;
    throw new TemplateError(`template: ${this.name}:${line}: ${message}`, this.#source.text, "parse");
  }
}
