import { splitAssignment } from "../../posix/environment.js";
import { TOOL_FAILED } from "../../posix/exit-status.js";
import type { Program } from "../../process/programs.js";
import { type Arguments, type Command, parseArguments, program, quote } from "./support.js";
import { wordsOf } from "./words.js";

/** `env [-i] [-u NAME] [-C DIR] [-S TEXT] [-0] [NAME=VALUE]... [COMMAND]` */
export const env: Program = program("env", runEnv, TOOL_FAILED);

async function runEnv(command: Command): Promise<void> {
  const { context } = command;
  const given = parse(context.argv);
  const text = given.flags.get("S");
  const split = wordsOf(text ?? "");
  if (split.unmatched !== undefined) return command.fail("no terminating quote in -S string", TOOL_FAILED);
  // The words of `-S` stand before what follows, and may be options themselves.
  const inner = text === undefined ? given : parse(["env", ...split.words, ...given.operands]);
  const has = (letter: string) => given.has(letter) || inner.has(letter);
  const rest = [...inner.operands];
  const isEmpty = has("i") || rest[0] === "-";
  if (rest[0] === "-") rest.shift();
  const variables = new Map(isEmpty ? [] : Object.entries(context.env));
  for (const name of new Set([...given.values("u"), ...inner.values("u")])) {
    if (name === "" || name.includes("="))
      return command.fail(`cannot unset ${quote(name)}: Invalid argument`, TOOL_FAILED);
    variables.delete(name);
  }
  while (rest[0]?.includes("=")) {
    const [name, value = ""] = splitAssignment(rest.shift() ?? "");
    variables.set(name, value);
  }
  if (rest.length === 0) {
    const end = has("0") ? "\0" : "\n";
    for (const [name, value] of variables) context.stdout(`${name}=${value}${end}`);
    return;
  }
  if (has("0")) throw command.wrongUse("cannot specify --null (-0) with command");
  const directory = inner.flags.get("C") ?? given.flags.get("C");
  if (directory === undefined) {
    command.code = await context.execute(rest, { env: Object.fromEntries(variables) });
    return;
  }
  const cwd = command.path(directory);
  if (!command.isDirectory(cwd))
    return command.fail(
      `cannot change directory to ${quote(directory)}: No such file or directory`,
      TOOL_FAILED,
    );
  command.code = await context.execute(rest, { env: Object.fromEntries(variables), cwd });
}

function parse(argv: readonly string[]): Arguments {
  return parseArguments("env", argv, "+iu:C:S:0v", {
    "ignore-environment": "i",
    unset: "u",
    chdir: "C",
    "split-string": "S",
    null: "0",
    debug: "v",
  });
}

export const printenv: Program = program("printenv", (command) => {
  const { context } = command;
  const names = context.argv.slice(1);
  if (names.length === 0)
    for (const [name, value] of Object.entries(context.env)) context.stdout(`${name}=${value}\n`);
  for (const name of names) {
    const value = context.env[name];
    if (value === undefined) command.code = 1;
    else context.stdout(`${value}\n`);
  }
});
