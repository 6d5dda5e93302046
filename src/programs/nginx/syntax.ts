/** A directive of nginx's configuration: `listen 80;`, or with a block: `location / { … }`. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block?: readonly Directive[];
  readonly file: string;
  readonly line: number;
}

/** What nginx says of a configuration that it cannot use, without `[emerg]`. */
export class ConfigError extends Error {
  constructor(message: string, file: string, line: number) {
    super(`${message} in ${file}:${line}`);
  }
}

interface Token {
  readonly text: string;
  readonly line: number;
  readonly isQuoted: boolean;
}

const MAX_DEPTH = 20;

/**
 * Parses a configuration file.
 *
 * @param include what `include PATTERN;` stands for
 * @throws {ConfigError} in nginx's words
 */
export function parseConfig(
  text: string,
  file: string,
  include: (pattern: string, from: Directive) => readonly Directive[],
): readonly Directive[] {
  const tokens = [...tokenize(text, file)];
  let at = 0;
  const block = (depth: number): readonly Directive[] => {
    const found: Directive[] = [];
    if (depth > MAX_DEPTH) throw new ConfigError("too many nested blocks", file, tokens[at]?.line ?? 1);
    for (;;) {
      const words: Token[] = [];
      let token = tokens[at];
      while (token !== undefined && (token.isQuoted || !/^[;{}]$/.test(token.text))) {
        words.push(token);
        token = tokens[++at];
      }
      const last = tokens.at(-1)?.line ?? 1;
      if (token === undefined) {
        if (words.length > 0)
          throw new ConfigError('unexpected end of file, expecting ";" or "}"', file, last);
        if (depth > 0) throw new ConfigError('unexpected end of file, expecting "}"', file, last);
        return found;
      }
      at++;
      const [name, ...args] = words;
      if (token.text === "}") {
        if (name !== undefined || depth === 0) throw new ConfigError('unexpected "}"', file, token.line);
        return found;
      }
      if (name === undefined) throw new ConfigError(`unexpected "${token.text}"`, file, token.line);
      const directive = { name: name.text, args: args.map((word) => word.text), file, line: name.line };
      if (token.text === "{") found.push({ ...directive, block: block(depth + 1) });
      else if (directive.name === "include") found.push(...include(directive.args[0] ?? "", directive));
      else found.push(directive);
    }
  };
  return block(0);
}

function* tokenize(text: string, file: string): Generator<Token> {
  const pattern =
    /(\s+)|(#[^\n]*)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([;{}])|((?:\\.|\$\{[^}]*\}|[^\s;{}])+)|(.)/gsy;
  let line = 1;
  for (const [whole, , , double, single, mark, word, other] of text.matchAll(pattern)) {
    const quoted = double ?? single;
    if (other !== undefined) throw new ConfigError('unexpected end of file, expecting """', file, line);
    if (quoted !== undefined) yield { text: quoted.replace(/\\(["'\\])/g, "$1"), line, isQuoted: true };
    else if (mark !== undefined || word !== undefined)
      yield { text: mark ?? word ?? "", line, isQuoted: false };
    line += whole.split("\n").length - 1;
  }
}
