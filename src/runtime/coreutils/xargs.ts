import type { Program } from "../programs.js";
import { parseArguments, program, UsageError } from "./support.js";

/** `xargs [-0] [-d C] [-I R] [-L N] [-n N] [-r] [-t] [COMMAND ARGS]`; what it runs is found in the container. */
export const xargs: Program = program("xargs", async (command) => {
  const { context } = command;
  // Everything after the command's name is the command's.
  const argv = ["xargs"];
  const rest = context.argv.slice(1);
  while (rest[0]?.startsWith("-") && rest[0] !== "--") {
    const option = rest.shift() ?? "";
    argv.push(option);
    if (/^-[dILnPsE]$/.test(option)) argv.push(rest.shift() ?? "");
  }
  if (rest[0] === "--") rest.shift();
  const args = parseArguments("xargs", argv, "0d:I:L:n:P:prs:tE:x", {
    null: "0",
    delimiter: "d",
    replace: "I",
    "max-lines": "L",
    "max-args": "n",
    "max-procs": "P",
    "no-run-if-empty": "r",
    verbose: "t",
  });
  const base = rest.length > 0 ? rest : ["echo"];
  const text = new TextDecoder().decode(context.stdin);
  const replace = args.flags.get("I");
  const delimiter = args.has("0") ? "\0" : args.flags.get("d")?.replace("\\n", "\n").replace("\\t", "\t");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const items =
    delimiter !== undefined
      ? pieces(text, delimiter)
      : replace !== undefined
        ? lines.map((line) => line.trimStart())
        : words(text);
  const commands: string[][] = [];
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
    if (code === 126 || code === 127) {
      command.code = code;
      return;
    }
    if (code === 255) {
      command.fail(`${one[0]}: exited with status 255; aborting`, 124);
      return;
    }
    if (code !== 0) command.code = 123;
  }
});

function pieces(text: string, delimiter: string): string[] {
  const parts = text.split(delimiter);
  if (parts.at(-1) === "") parts.pop();
  return parts;
}

/** Blanks part words; quotes and backslashes keep them together. */
function words(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?:[^\s"'\\]|\\.|"[^"\n]*"|'[^'\n]*')+|["']/gs)) {
    if (match[0] === '"' || match[0] === "'") {
      const kind = match[0] === '"' ? "double" : "single";
      throw new UsageError(
        `xargs: unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`,
      );
    }
    found.push(
      match[0].replace(
        /\\(.)|"([^"]*)"|'([^']*)'/gs,
        (_, plain, double, single) => plain ?? double ?? single ?? "",
      ),
    );
  }
  return found;
}
