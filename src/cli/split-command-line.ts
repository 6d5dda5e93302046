import { CommandLineSyntaxError } from "../errors/cli.js";

/** One command of a line, and what joins it to the one before: `&&` runs it only after a success. */
export interface LineCommand {
  readonly after: "start" | "and" | "sequence";
  readonly argv: readonly string[];
}

/**
 * Splits a command line into words as a POSIX shell does: single and double quotes, backslashes, `#` comments.
 * What only a real shell can do (pipes, redirections, `$VAR`, `*`) is refused with what to do instead.
 *
 * @example
 * splitCommandLine(`docker commit -m "Add node" base-container node-base`);
 * // ["docker", "commit", "-m", "Add node", "base-container", "node-base"]
 * @throws {CommandLineSyntaxError}
 */
export function splitCommandLine(line: string): string[] {
  const commands = splitCommands(line);
  const [first] = commands;
  if (commands.length > 1) {
    throw new CommandLineSyntaxError("one command at a time is expected here", line, line.length);
  }
  return first === undefined ? [] : [...first.argv];
}

/**
 * The same for a line of several commands, joined by `&&` or `;`.
 *
 * @throws {CommandLineSyntaxError}
 */
export function splitCommands(line: string): readonly LineCommand[] {
  return new Splitter(line).run();
}

class Splitter {
  readonly #line: string;
  readonly #commands: LineCommand[] = [];
  #after: LineCommand["after"] = "start";
  #words: string[] = [];
  /** Undefined between words: `""` is a word too. */
  #word: string | undefined;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
  }

  run(): readonly LineCommand[] {
    while (this.#at < this.#line.length) this.#step();
    this.#endWord();
    if (this.#words.length === 0 && this.#after === "and") this.#fail("a command is missing after &&");
    this.#endCommand("sequence");
    return this.#commands;
  }

  #step(): void {
    const character = this.#line[this.#at] ?? "";
    switch (character) {
      case " ":
      case "\t":
        this.#at += 1;
        this.#endWord();
        return;
      case "\n":
      case ";":
        this.#at += 1;
        this.#endWord();
        this.#endCommand("sequence");
        return;
      case "#":
        if (this.#word !== undefined) break;
        this.#at = this.#lineEnd();
        return;
      case "'":
        this.#singleQuoted();
        return;
      case '"':
        this.#doubleQuoted();
        return;
      case "\\":
        this.#escaped();
        return;
      case "&":
        if (this.#line[this.#at + 1] !== "&") {
          this.#fail(
            "& (run in the background) works in a shell only: for a container that runs on, use docker run -d",
          );
        }
        this.#at += 2;
        this.#endWord();
        if (this.#words.length === 0) this.#fail("a command is missing before &&");
        this.#endCommand("and");
        return;
      case "|":
        this.#fail(
          "a pipe (|) works in a shell only: run the command by itself, or quote the | if it belongs to an argument",
        );
        break;
      case ">":
      case "<":
        this.#fail(
          `a redirection (${character}) works in a shell only: run the command by itself, or put ${character} in quotes if it belongs to an argument`,
        );
        break;
      case "`":
        this.#fail(
          "`…` works in a shell only: put it in single quotes if the container's shell is to run it",
        );
        break;
      case "$":
        this.#dollar();
        break;
    }
    this.#append(character);
    this.#at += 1;
  }

  #singleQuoted(): void {
    const end = this.#line.indexOf("'", this.#at + 1);
    if (end < 0) this.#fail("a single quote (') is not closed");
    this.#append(this.#line.slice(this.#at + 1, end));
    this.#at = end + 1;
  }

  #doubleQuoted(): void {
    const start = this.#at;
    this.#append("");
    this.#at += 1;
    for (;;) {
      const character = this.#line[this.#at];
      if (character === undefined) {
        this.#at = start;
        throw this.#error('a double quote (") is not closed');
      }
      if (character === '"') break;
      if (character === "$") this.#dollar();
      if (character === "`") this.#fail("`…` works in a shell only: use single quotes around the argument");
      if (character === "\\" && /[$`"\\\n]/.test(this.#line[this.#at + 1] ?? "")) {
        if (this.#line[this.#at + 1] !== "\n") this.#append(this.#line[this.#at + 1] ?? "");
        this.#at += 2;
      } else {
        this.#append(character);
        this.#at += 1;
      }
    }
    this.#at += 1;
  }

  #escaped(): void {
    const next = this.#line[this.#at + 1];
    if (next === undefined) this.#append("\\");
    else if (next !== "\n") this.#append(next);
    this.#at += 2;
  }

  /** A `$` that a shell would replace; `$` before a blank or at the end is only a dollar sign. */
  #dollar(): void {
    const name = /^\$(?:[A-Za-z_]\w*|[{(0-9?@*#!$-])/.exec(this.#line.slice(this.#at))?.[0];
    if (name === undefined) return;
    const shown = /^\$\w/.test(name) ? name : `${name}…`;
    this.#fail(
      `${shown} would be replaced by a shell before docker sees it, and there is no shell here: write the value itself, or use single quotes so that the container's shell gets ${shown}`,
    );
  }

  #lineEnd(): number {
    const end = this.#line.indexOf("\n", this.#at);
    return end < 0 ? this.#line.length : end;
  }

  #append(text: string): void {
    this.#word = (this.#word ?? "") + text;
  }

  #endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
  }

  #endCommand(next: LineCommand["after"]): void {
    if (this.#words.length > 0) {
      this.#commands.push({ after: this.#after, argv: this.#words });
      this.#after = next;
    }
    this.#words = [];
  }

  #fail(message: string): never {
    throw this.#error(message);
  }

  #error(message: string): CommandLineSyntaxError {
    return new CommandLineSyntaxError(message, this.#line, this.#at);
  }
}
