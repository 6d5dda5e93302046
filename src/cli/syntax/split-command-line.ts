import { type ShellPiece, scanShellLine } from "./shell-scanner.js";

/** One command of a line, and what joins it to the one before: `&&` runs it only after a success. */
export interface LineCommand {
  readonly after: "start" | "and" | "sequence";
  readonly argv: readonly string[];
}

/**
 * Splits a line of commands, joined by `&&` or `;`, into words as a POSIX shell does: single and double quotes, backslashes,
 * `#` comments.
 *
 * @returns undefined if only a shell can tell what the words are: pipes, redirections, `$VAR`, `*`, a quote that is open …
 * @example
 * splitCommands(`docker commit -m "Add node" base-container node-base; docker ps`);
 */
export function splitCommands(line: string): readonly LineCommand[] | undefined {
  const { pieces, open } = scanShellLine(line);
  if (open?.kind === "quote" || open?.kind === "heredoc") return undefined;
  const splitter = new Splitter();
  return pieces.every((piece) => splitter.take(piece)) ? splitter.end() : undefined;
}

class Splitter {
  readonly #commands: LineCommand[] = [];
  #after: LineCommand["after"] = "start";
  #words: string[] = [];
  /** Undefined between words: `""` is a word too. */
  #word: string | undefined;

  /** @returns false if it takes a shell */
  take(piece: ShellPiece): boolean {
    switch (piece.kind) {
      case "text":
        this.#word = (this.#word ?? "") + piece.text;
        return true;
      case "blank":
        this.#endWord();
        return true;
      case "sequence":
        this.#endWord();
        this.#endCommand("sequence");
        return true;
      case "and":
        this.#endWord();
        if (this.#words.length === 0) return false;
        this.#endCommand("and");
        return true;
      default:
        return false;
    }
  }

  end(): readonly LineCommand[] | undefined {
    this.#endWord();
    if (this.#words.length === 0 && this.#after === "and") return undefined;
    this.#endCommand("sequence");
    return this.#commands;
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
}
