import type { ProgramContext } from "./programs.js";

/** The first line of a program's input, with its newline: what somebody answers to a question. `undefined`: nobody does. */
export async function answerTo({ stdin, input }: ProgramContext): Promise<string | undefined> {
  const bytes = input === undefined ? stdin : await input.line();
  if (bytes.length === 0) return undefined;
  const text = new TextDecoder().decode(bytes);
  return text.slice(0, text.indexOf("\n") + 1 || text.length);
}
