import { CellSyntaxError } from "../errors.js";

/**
 * The commands of a console cell. A line that begins with `$ ` begins one; it goes on over further lines as a
 * shell would read on: after `\` at the end, within quotes, and to the end of a here-document. Blank lines and
 * lines that begin with `#` between commands are notes.
 */
export function readConsoleLines(lines: readonly string[]): string[] {
  const commands: string[] = [];
  for (let line = 0; line < lines.length; line++) {
    const text = lines[line] ?? "";
    const trimmed = text.trim();
    if (trimmed === "" || trimmed.startsWith("#") || trimmed === "$") continue;
    if (!/^\$\s/.test(trimmed)) {
      throw new CellSyntaxError(
        `Line ${line + 1} is in a console cell but does not begin with "$ ": ${trimmed}\n` +
          'Begin every command with "$ ". For TypeScript, or to note down what a command printed, use a cell of its own.',
        { line },
      );
    }
    let command = trimmed.replace(/^\$\s+/, "");
    const start = line;
    for (;;) {
      const reason = unfinished(command);
      if (reason === undefined) break;
      line++;
      if (line >= lines.length) {
        throw new CellSyntaxError(`The command of line ${start + 1} is not finished: ${reason}.`, {
          line: start,
        });
      }
      command += `\n${lines[line] ?? ""}`;
    }
    commands.push(command);
  }
  return commands;
}

/** Why a shell would read another line after `command`; undefined when it would not. */
export function unfinished(command: string): string | undefined {
  let quote: "'" | '"' | undefined;
  const heredocs: { delimiter: string; stripTabs: boolean }[] = [];
  let index = 0;
  while (index < command.length) {
    const character = command[index];
    if (character === "\\" && quote !== "'") {
      if (index === command.length - 1) return "it ends in a backslash, so another line must follow";
      index += 2;
    } else if (quote !== undefined) {
      if (character === quote) quote = undefined;
      index++;
    } else if (character === "'" || character === '"') {
      quote = character;
      index++;
    } else if (character === "#" && /\s/.test(command[index - 1] ?? " ")) {
      // A comment to the end of its line.
      const end = command.indexOf("\n", index);
      index = end < 0 ? command.length : end;
    } else if (character === "<" && command.startsWith("<<<", index)) {
      index += 3;
    } else if (character === "<" && command.startsWith("<<", index)) {
      const match = /^<<(-?)\s*(?:'([^']*)'|"([^"]*)"|([^\s;&|<>()]+))/.exec(command.slice(index));
      if (match) {
        const delimiter = match[2] ?? match[3] ?? (match[4] ?? "").replace(/\\/g, "");
        heredocs.push({ delimiter, stripTabs: match[1] === "-" });
      }
      index += match?.[0].length ?? 2;
    } else if (character === "\n" && heredocs.length > 0) {
      index = afterHeredocs(command, index + 1, heredocs);
      if (index < 0) return `its here-document has no line ${heredocs[0]?.delimiter ?? ""}`;
    } else {
      index++;
    }
  }
  if (quote !== undefined) return `a quote ${quote} is not closed`;
  const [heredoc] = heredocs;
  return heredoc && `its here-document has no line ${heredoc.delimiter}`;
}

/** Where the text goes on after the bodies of `heredocs`, which are taken out; -1 when one does not end. */
function afterHeredocs(
  command: string,
  start: number,
  heredocs: { delimiter: string; stripTabs: boolean }[],
): number {
  let position = start;
  while (heredocs.length > 0 && position <= command.length) {
    const [heredoc] = heredocs;
    if (!heredoc) break;
    const end = command.indexOf("\n", position);
    const line = command.slice(position, end < 0 ? command.length : end);
    if ((heredoc.stripTabs ? line.replace(/^\t+/, "") : line) === heredoc.delimiter) heredocs.shift();
    if (end < 0) return heredocs.length > 0 ? -1 : command.length;
    position = end + 1;
  }
  return position;
}
