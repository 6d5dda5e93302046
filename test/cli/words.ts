import { splitCommands } from "../../src/cli/syntax/split-command-line.js";

/** The words of one command, as a shell takes a line apart that needs nothing else of it. */
export function wordsOf(line: string): string[] {
  const [only, ...more] = splitCommands(line) ?? [];
  if (more.length > 0 || (only === undefined && line.trim() !== ""))
    throw new Error(`not one command: ${line}`);
  return [...(only?.argv ?? [])];
}
