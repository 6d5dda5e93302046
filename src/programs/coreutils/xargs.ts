import { CANNOT_EXECUTE, NOT_FOUND } from "../../posix/exit-status.js";
import type { Program } from "../../process/programs.js";
import { parseArguments, program } from "./support.js";
import { wordsOf } from "./words.js";

/** `xargs [-0] [-d C] [-I R] [-L N] [-n N] [-r] [-t] [COMMAND ARGS]`; the command is looked up in the container. */
export const xargs: Program = program("xargs", async (command) => {
  const { context } = command;
  const args = parseArguments("xargs", context.argv, "+0d:I:L:n:P:prs:tE:x", {
    null: "0",
    delimiter: "d",
    replace: "I",
    "max-lines": "L",
    "max-args": "n",
    "max-procs": "P",
    "no-run-if-empty": "r",
    verbose: "t",
  });
  const base = args.operands.length > 0 ? args.operands : ["echo"];
  const text = new TextDecoder().decode(context.stdin);
  const replace = args.flags.get("I");
  const delimiter = args.has("0") ? "\0" : args.flags.get("d")?.replace("\\n", "\n").replace("\\t", "\t");
  let unmatched: string | undefined;
  const words = (part: string): readonly string[] => {
    const found = wordsOf(part);
    unmatched ??= found.unmatched;
    return found.words;
  };
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const items =
    delimiter !== undefined
      ? pieces(text, delimiter)
      : replace !== undefined
        ? lines.map((line) => line.trimStart())
        : words(text);
  const commands: (readonly string[])[] = [];
  const lineCount = Number(args.flags.get("L") ?? 0);
  if (replace !== undefined)
    for (const item of items) commands.push(base.map((arg) => arg.replaceAll(replace, item)));
  else if (lineCount > 0) {
    for (let at = 0; at < lines.length; at += lineCount)
      commands.push([...base, ...words(lines.slice(at, at + lineCount).join("\n"))]);
  } else {
    const count = Number(args.flags.get("n") ?? 5000);
    for (let at = 0; at < items.length; at += count) commands.push([...base, ...items.slice(at, at + count)]);
    if (items.length === 0 && !args.has("r")) commands.push(base);
  }
  for (const one of commands) {
    if (context.signal.aborted) return;
    if (args.has("t")) context.stderr(`${one.join(" ")}\n`);
    const code = await context.execute(one, { stdin: new Uint8Array(0) });
    if (code === CANNOT_EXECUTE || code === NOT_FOUND) {
      command.code = code;
      return;
    }
    if (code === 255) {
      command.fail(`${one[0]}: exited with status 255; aborting`, 124);
      return;
    }
    if (code !== 0) command.code = 123;
  }
  // The items before the quote have been used.
  if (unmatched !== undefined)
    command.fail(
      `unmatched ${unmatched} quote; by default quotes are special to xargs unless you use the -0 option`,
    );
});

function pieces(text: string, delimiter: string): string[] {
  const parts = text.split(delimiter);
  if (parts.at(-1) === "") parts.pop();
  return parts;
}
