import { COMMANDS, findCommand, GROUPS } from "../../src/cli/commands/table.js";
import { helpText } from "../../src/cli/help.js";

/** What may stand at the end of a console line: commands after `docker`, options after a command. */
export interface ConsoleCompletion {
  /** The word that is being written, at the end of the line. */
  readonly word: string;
  readonly matches: readonly string[];
}

/** @param line of a console cell, up to the cursor, its `$ ` included */
export function completeConsoleLine(line: string): ConsoleCompletion {
  const words = line.replace(/^\s*\$\s*/, "").split(/\s+/);
  const word = words.pop() ?? "";
  const matches = candidates(words, word).filter((each) => each.startsWith(word));
  return { word, matches: [...new Set(matches)].sort() };
}

function candidates(before: readonly string[], word: string): string[] {
  const [program, ...words] = before;
  if (program === undefined) return ["docker"];
  if (program !== "docker") return [];
  const found = findCommand(words);
  if (found)
    return word.startsWith("-") ? ["--help", ...found.spec.options.map(({ long }) => `--${long}`)] : [];
  const names = COMMANDS.flatMap(({ paths }) => paths);
  if (words.length === 0) return [...Object.keys(GROUPS), ...names.filter((name) => !name.includes(" "))];
  const group = `${words[0]} `;
  if (words.length > 1) return [];
  return names.filter((name) => name.startsWith(group)).map((name) => name.slice(group.length));
}

/** The help of the command that a console line calls. */
export function describeConsoleLine(line: string): string | undefined {
  const [program, ...words] = line.replace(/^\s*\$\s*/, "").split(/\s+/);
  const found = program === "docker" ? findCommand(words) : undefined;
  return found && helpText(found.spec, `docker ${found.path}`).trim();
}
