import { quote } from "../go/quote.js";
import { Problem } from "./problem.js";
import { expandWords } from "./words.js";

/** The text below its instruction: `COPY <<EOF /x`. */
export interface Heredoc {
  readonly name: string;
  /** As written, line ends included. */
  readonly content: string;
  /** False if the name was quoted: `$VAR` is then left alone. */
  readonly expand: boolean;
  /** `<<-`: tabs at the beginning of its lines are removed. */
  readonly chomp: boolean;
}

const HEREDOC = /^\d*<<(-?)([^<]+)$/;

/** The heredoc that a word of a line announces; `undefined` for any other word. */
export function heredocOf(word: string): Omit<Heredoc, "content"> | undefined {
  try {
    return read(word);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** The heredocs that a line announces, in order. @throws {Problem} */
export function heredocsIn(line: string): readonly Omit<Heredoc, "content">[] {
  return words(line).flatMap((word) => read(word) ?? []);
}

function read(word: string): Omit<Heredoc, "content"> | undefined {
  const [, dash = "", rest = ""] = HEREDOC.exec(word) ?? [];
  if (rest === "") return undefined;
  const options = { escapeCharacter: "\\", keepUnset: true };
  try {
    const [name, ...more] = expandWords(rest, unset, options);
    if (name === undefined || more.length > 0) return undefined;
    const [raw = ""] = expandWords(rest, unset, { ...options, keepQuotes: true });
    return { name, expand: quotes(name) === quotes(raw), chomp: dash === "-" };
  } catch (error) {
    if (error instanceof Problem) throw new Problem(`failed to process ${quote(rest)}: ${error.message}`);
    throw error;
  }
}

/** None in a line with quotes that only its shell understands. */
function words(line: string): readonly string[] {
  const options = { escapeCharacter: "\\", keepQuotes: true, keepEscapes: true, keepUnset: true };
  try {
    return expandWords(line, unset, options);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

const unset = () => undefined;

/** The content, tabs removed where `<<-` asks for it. */
export function heredocText({ content, chomp }: Heredoc): string {
  return chomp ? content.replace(/^\t+/gm, "") : content;
}

function quotes(word: string): number {
  return word.match(/['"]/g)?.length ?? 0;
}
