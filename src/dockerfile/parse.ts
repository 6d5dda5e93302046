import { BuildDefinitionError } from "../errors/build.js";
import { directivesOf } from "./directives.js";
import { type Heredoc, heredocsIn } from "./heredoc.js";
import { type Line, parseLine } from "./line.js";
import { Problem } from "./problem.js";
import { trimStart } from "./space.js";

/** Lines of the Dockerfile, counted from 1. */
export interface Location {
  readonly line: number;
  readonly endLine: number;
}

/** One instruction: continuation lines joined, comment lines removed, cut into words that are not expanded yet. */
export interface Instruction extends Line {
  readonly heredocs: readonly Heredoc[];
  readonly location: Location;
}

export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  /** `\` by default; the `escape` directive can change it. */
  readonly escapeCharacter: string;
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
  /** Where each line ends that goes on over an empty one. */
  readonly emptyContinuations: readonly Location[];
  /** The `check` directive. */
  readonly check: string;
  /** The `syntax` directive; empty where there is none. */
  readonly syntax: string;
}

/** A longer line is refused, as Go's `bufio.Scanner` does. */
const MAX_LINE = 65_535;

/**
 * A Dockerfile parsed into instructions, known or not (moby/buildkit `frontend/dockerfile/parser`).
 *
 * @throws {BuildDefinitionError} with BuildKit's words
 */
export function parseDockerfile(source: string): Dockerfile {
  return new Parser(source).parse();
}

class Parser {
  /** With their line ends: heredocs keep them. */
  readonly #lines: readonly string[];
  readonly #escape: string;
  readonly #continuation: RegExp;
  readonly #tooLong: boolean;
  readonly #warnings: string[] = [];
  readonly #emptyContinuations: Location[] = [];
  readonly #check: string;
  readonly #syntax: string;
  #at = 0;

  constructor(source: string) {
    const all = source.replace(/^\ufeff/, "").match(/[^\n]*\n|[^\n]+$/g) ?? [];
    const long = all.findIndex((line) => line.length > MAX_LINE);
    this.#tooLong = long >= 0;
    this.#lines = this.#tooLong ? all.slice(0, long) : all;
    const directives = directivesOf(this.#lines.map(withoutEnd));
    this.#escape = directives.escapeCharacter;
    this.#check = directives.check;
    this.#syntax = directives.syntax ?? "";
    const escapeCharacter = `\\${this.#escape}`;
    // Two escape characters are one that stands for itself.
    this.#continuation = new RegExp(
      `([^${escapeCharacter}])${escapeCharacter}[ \\t]*$|^${escapeCharacter}[ \\t]*$`,
    );
  }

  parse(): Dockerfile {
    const instructions: Instruction[] = [];
    while (this.#at < this.#lines.length) {
      const instruction = this.#instruction();
      if (instruction !== undefined) instructions.push(instruction);
    }
    if (instructions.length === 0)
      throw new BuildDefinitionError("file with no instructions", { line: this.#at, endLine: this.#at });
    if (this.#tooLong)
      throw new BuildDefinitionError(`dockerfile line greater than max allowed size of ${MAX_LINE}`, {
        line: this.#at,
        endLine: this.#at,
      });
    return {
      instructions,
      escapeCharacter: this.#escape,
      lines: this.#lines.map(withoutEnd),
      warnings: this.#warnings,
      emptyContinuations: this.#emptyContinuations,
      check: this.#check,
      syntax: this.#syntax,
    };
  }

  /** The instruction that begins on this line; `undefined` for a comment or an empty line. */
  #instruction(): Instruction | undefined {
    const start = this.#at;
    const first = trimStart(withoutEnd(this.#next()));
    let { line, ends } = this.#joined(first.startsWith("#") ? "" : first);
    if (ends && line === "") return undefined;
    let empty = false;
    while (!ends && this.#at < this.#lines.length) {
      const raw = withoutEnd(this.#next());
      if (trimStart(raw).startsWith("#")) continue;
      if (trimStart(raw) === "") {
        empty = true;
        continue;
      }
      const more = this.#joined(raw);
      line += more.line;
      ends = more.ends;
    }
    if (empty) {
      this.#warnings.push(`Empty continuation line found in: ${line}`);
      this.#emptyContinuations.push({ line: this.#at, endLine: this.#at });
    }
    const parsed = this.#located(start, () => parseLine(line, this.#escape));
    const named = this.#located(start, () => (takesHeredocs(parsed) ? heredocsIn(line) : []));
    const heredocs = named.map((heredoc) => this.#content(heredoc, start));
    return { ...parsed, heredocs, location: { line: start + 1, endLine: this.#at } };
  }

  #joined(line: string): { readonly line: string; readonly ends: boolean } {
    return this.#continuation.test(line)
      ? { line: line.replace(this.#continuation, "$1"), ends: false }
      : { line, ends: true };
  }

  #content(heredoc: Omit<Heredoc, "content">, start: number): Heredoc {
    let content = "";
    while (this.#at < this.#lines.length) {
      const line = this.#next();
      const text = withoutEnd(line);
      if ((heredoc.chomp ? text.replace(/^\t+/, "") : text) === heredoc.name) return { ...heredoc, content };
      content += line;
    }
    throw new BuildDefinitionError("unterminated heredoc", { line: start + 1, endLine: this.#at });
  }

  #next(): string {
    const line = this.#lines[this.#at] ?? "";
    this.#at += 1;
    return line;
  }

  #located<Result>(start: number, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new BuildDefinitionError(error.message, { line: start + 1, endLine: this.#at });
    }
  }
}

/** ONBUILD's own instruction counts. */
function takesHeredocs({ keyword, args, json }: Line): boolean {
  const [trigger = ""] = args;
  const does = keyword === "ONBUILD" ? trigger.toUpperCase() : keyword;
  return !json && (does === "ADD" || does === "COPY" || does === "RUN");
}

function withoutEnd(line: string): string {
  return line.replace(/[\r\n]+$/, "");
}
