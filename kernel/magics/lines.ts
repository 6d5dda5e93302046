import { CellSyntaxError } from "../errors.js";
import type { MagicCall } from "./magic.js";

export function wordsOf(parameters: string): string[] {
  return parameters.trim().split(/\s+/).filter(Boolean);
}

/**
 * @param opening the magic's line, for the message
 * @param what the lines are for and what to write, such as "to run. Write the shell lines"
 * @throws {CellSyntaxError} if there is nothing below the magic
 */
export function requireLines({ text, line }: MagicCall, opening: string, what: string): void {
  if (text.trim() === "")
    throw new CellSyntaxError(`${opening.trim()} has no lines ${what} below it, in the same cell.`, { line });
}
