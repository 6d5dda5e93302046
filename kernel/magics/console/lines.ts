import { whyUnfinished } from "../../../src/cli/syntax/unfinished.js";
import { CellSyntaxError } from "../../errors.js";
import { bareMark, type Prompted, readPrompt } from "./prompts.js";

/** A command of a console cell. */
export interface ConsoleCommand {
  readonly text: string;
  /** What the document types in the container that the command enters. */
  readonly typed?: readonly string[];
  /** Set for a line at a container's prompt, where no command above enters one: the prompt's host, or "". */
  readonly container?: string;
  /** The lines below it that show what it printed for the author, counted from 1. */
  readonly omitted?: readonly number[];
}

/** Lines that nobody prints: they are commands whose prompt was forgotten. */
const UNPROMPTED = /^(?:sudo\s+)?docker\s+(?:--?\w|[a-z]+(?:\s|$))/;
const ENTERS =
  /\bdocker\s+(?:container\s+)?(?:(?:run|exec|start)\s.*-\w*(?:i\w*t|t\w*i|ai|ia)\b|attach\b|(?:run|exec)\s.*--interactive\b)/s;

/**
 * The commands of a console cell. A prompt begins one: `$ `, or another of those that documents have. It goes on on further
 * lines as in a shell: after `\` at the end, within quotes, to the end of a here-document or of a loop; a document's `> ` in
 * front of those is left out. Blank lines, and lines that start with `#`, between commands are notes. All other lines are what a
 * command printed for the author.
 *
 * @throws {CellSyntaxError} if the cell ends in the middle of a command
 */
export function readConsoleLines(lines: readonly string[]): ConsoleCommand[] {
  return new Reader(lines).run();
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

class Reader {
  readonly #lines: readonly string[];
  readonly #commands: Writable<ConsoleCommand>[] = [];
  readonly #bare: string | undefined;
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    this.#bare = bareMark(lines.find((line) => line.trim() !== "") ?? "");
  }

  run(): ConsoleCommand[] {
    for (; this.#at < this.#lines.length; this.#at++) this.#take(this.#lines[this.#at] ?? "");
    return this.#commands;
  }

  #take(line: string): void {
    const trimmed = line.trim();
    if (trimmed === "") return;
    const prompted = readPrompt(line, this.#bare);
    if (prompted === undefined && trimmed.startsWith("#")) return;
    if (prompted !== undefined || UNPROMPTED.test(trimmed))
      this.#begin(prompted ?? { command: trimmed, place: "terminal", isWindows: false });
    else this.#omit();
  }

  #begin(prompted: Prompted): void {
    const last = this.#commands.at(-1);
    const enters = last !== undefined && ENTERS.test(last.text) && last.container === undefined;
    if (prompted.command === "" && !enters) return;
    const text = this.#whole(prompted);
    if (prompted.place === "terminal") this.#commands.push({ text });
    else if (enters) last.typed = [...(last.typed ?? []), ...text.split("\n")];
    else this.#commands.push({ text, container: prompted.host ?? "" });
  }

  /** With the lines that belong to it. */
  #whole({ command, ...prompted }: Prompted): string {
    // A line of cmd is often shown without its prompt.
    const isWindows = prompted.isWindows || /%cd%/i.test(command);
    const start = this.#at;
    const marked = this.#goOn(
      command,
      isWindows,
      (line) =>
        /^\s*>{1,2}(?: (.*)|$)/s.exec(line)?.slice(1)[0] ?? (/^\s*>{1,2}$/.test(line) ? "" : undefined),
    );
    if (typeof marked === "string") return marked;
    this.#at = start;
    const whole = this.#goOn(command, isWindows, (line) => line);
    if (typeof whole === "string") return whole;
    throw new CellSyntaxError(`The command of line ${start + 1} is not finished: ${whole.reason}.`, {
      line: start,
    });
  }

  /** @param content of a line that goes on; undefined if it is none */
  #goOn(
    command: string,
    isWindows: boolean,
    content: (line: string) => string | undefined,
  ): string | { readonly reason: string } {
    let text = isWindows ? portable(command) : command;
    for (;;) {
      const reason = whyUnfinished(text);
      if (reason === undefined) return text;
      const line = this.#lines[this.#at + 1];
      const next = line === undefined ? undefined : content(line);
      if (next === undefined) return { reason };
      this.#at++;
      text += `\n${isWindows ? portable(next) : next}`;
    }
  }

  #omit(): void {
    const number = this.#at + 1;
    const last = this.#commands.at(-1);
    if (last === undefined) {
      throw new CellSyntaxError(
        `Line ${number} is in a console cell but does not begin with "$ ": ${(this.#lines[this.#at] ?? "").trim()}\nBegin every command with "$ ".`,
        { line: this.#at },
      );
    }
    last.omitted = [...(last.omitted ?? []), number];
  }
}

/** Windows' marks for a line that goes on, its folders, and PowerShell's tabs. */
function portable(line: string): string {
  return line
    .replace(/\s[`^]\s*$/, " \\")
    .replace(/%cd%/gi, "$PWD")
    .replace(/\$\{pwd\}|\$pwd\b|\$\(\$?pwd(?:\.path)?\)/gi, "$PWD")
    .replace(/`t/g, "\\t");
}
