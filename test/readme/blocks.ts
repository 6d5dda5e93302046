/** A fenced block of a Markdown file. */
export interface Block {
  /** The first word after the fence: `ts`, `console`. */
  readonly language: string;
  readonly text: string;
  /** Line of the file its text begins on, for messages. */
  readonly line: number;
}

export function fencedBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? "",
    text: match[2] ?? "",
    line: markdown.slice(0, match.index).split("\n").length + 1,
  }));
}

/** A command of a console block and what the document says it prints. */
export interface Exchange {
  readonly command: string;
  readonly expected: readonly string[];
}

/**
 * Reads a console block: a line that begins with `$ ` is a command, `> ` goes on with it, all else is what
 * it prints.
 */
export function exchanges(text: string): Exchange[] {
  const found: { command: string; expected: string[] }[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const last = found.at(-1);
    if (line.startsWith("$ ")) found.push({ command: line.slice(2), expected: [] });
    else if (last === undefined) throw new Error(`a console block begins with output: ${line}`);
    else if (line.startsWith("> ") && last.expected.length === 0) last.command += `\n${line.slice(2)}`;
    else last.expected.push(line);
  }
  return found;
}

/** Takes out of printed lines what differs from run to run: ids, and times told from now. */
export function normalized(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line
      .replace(/\b[0-9a-f]{64}\b/g, "<id>")
      .replace(/\b[0-9a-f]{12}\b/g, "<id>")
      .replace(/\b(Less than a second|About an? \w+|\d+ \w+) ago\b/g, "<time>")
      // Columns are as wide as their widest value.
      .replace(/ {2,}/g, "  ")
      .trimEnd(),
  );
}

/** Whether printed lines are the expected ones; `...` alone on a line stands for any number of lines. */
export function agrees(expected: readonly string[], printed: readonly string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return printed.length === 0;
  if (first !== "...") return first === printed[0] && agrees(rest, printed.slice(1));
  for (let skipped = 0; skipped <= printed.length; skipped++)
    if (agrees(rest, printed.slice(skipped))) return true;
  return false;
}
