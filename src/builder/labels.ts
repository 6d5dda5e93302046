import type { Instruction } from "../dockerfile/parse.js";
import { Problem } from "../dockerfile/problem.js";
import { expandWord, type LexOptions, type Variables } from "../dockerfile/words.js";
import type { PlannedStage } from "./step.js";

/**
 * The name of a RUN step in progress: the instruction as written, with set variables replaced by their values.
 * Quotes stay, as the shell will see them.
 *
 * @param summary the text of a heredoc, for a step that is one
 */
export function runName(
  { original }: Instruction,
  variables: Variables,
  escapeCharacter: string,
  summary: string,
): string {
  return named(`${original.trim()}${summary}`, variables, {
    escapeCharacter,
    keepQuotes: true,
    keepUnset: true,
  });
}

/** The same for COPY, ADD and WORKDIR, whose words are read as Docker reads them. */
export function fileStepName(
  { original }: Instruction,
  variables: Variables,
  escapeCharacter: string,
): string {
  return named(original.trim(), variables, { escapeCharacter });
}

/** A heredoc in one line: ` (echo one...)`. */
export function heredocSummary(content: string): string {
  const [first = "", ...more] = content.trim().split(/\r?\n/);
  return ` (${first}${more.length > 0 ? "..." : ""})`;
}

function named(text: string, variables: Variables, options: LexOptions): string {
  const expanded = attempted(text, variables, options);
  return expanded.replace(/^[^ ]*/, (keyword) => keyword.toUpperCase());
}

/** Something that cannot be expanded is shown unchanged. */
function attempted(text: string, variables: Variables, options: LexOptions): string {
  try {
    return expandWord(text, variables, options);
  } catch (error) {
    if (error instanceof Problem) return text;
    throw error;
  }
}

/** Numbers a stage's steps: `[2/7] `, `[ 2/10] `, `[build 2/2] `, `[stage-1 2/3] `. FROM counts, settings do not. */
export class StageLabels {
  readonly stage: string;
  readonly #platform: string;
  readonly #prefix: string;
  readonly #total: number;
  #at = 0;

  /** @param platform what is built for, where that is one of several */
  constructor(stage: PlannedStage, showsStage: boolean, platform?: string) {
    this.stage = stage.name ?? `stage-${stage.index}`;
    this.#platform = platform === undefined ? "" : `${stage.root?.platform ?? platform} `;
    this.#prefix = showsStage ? `${this.stage} ` : "";
    this.#total = stage.total;
  }

  next(name: string): string {
    if (this.#total === 0) return name;
    this.#at += 1;
    const number = String(this.#at).padStart(String(this.#total).length);
    return `[${this.#platform}${this.#prefix}${number}/${this.#total}] ${name}`;
  }
}
