const DIM = "\u001b[2m";
const RED = "\u001b[31m";
const RESET = "\u001b[0m";

/**
 * The lines around a place, the line itself marked and a caret under the column:
 * ```
 *   1 │ const a = 1;
 * > 2 │ a.foo();
 *     │   ^^^
 * ```
 * @param line counts from 0
 * @param column counts from 0
 * @param length of what to underline, in characters
 */
export function codeFrame(source: string, line: number, column: number, length = 1): string[] {
  const lines = source.split("\n");
  const first = Math.max(0, line - 2);
  const last = Math.min(lines.length - 1, line + 1);
  const width = String(last + 1).length;
  const frame: string[] = [];
  for (let index = first; index <= last; index++) {
    const text = lines[index] ?? "";
    const number = String(index + 1).padStart(width);
    if (index !== line) {
      frame.push(`${DIM}  ${number} │ ${text}${RESET}`);
      continue;
    }
    const underline = "^".repeat(Math.max(1, Math.min(length, text.length - column)));
    frame.push(`${RED}>${RESET} ${number} ${DIM}│${RESET} ${text}`);
    frame.push(`  ${" ".repeat(width)} ${DIM}│${RESET} ${" ".repeat(column)}${RED}${underline}${RESET}`);
  }
  return frame;
}

export const red = (text: string): string => `${RED}${text}${RESET}`;
export const dim = (text: string): string => `${DIM}${text}${RESET}`;
