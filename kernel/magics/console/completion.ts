import { COMMANDS, findCommand, GROUPS } from "../../../src/cli/commands/table.js";
import { helpText } from "../../../src/cli/help/command-help.js";
import type { CommandSpec } from "../../../src/cli/syntax/command-spec.js";
import type { OptionSpec } from "../../../src/cli/syntax/option-spec.js";
import type { Named } from "../../cells/task.js";
import {
  type Ask,
  completeContainer,
  completeFrom,
  completeImage,
  completePath,
  completeProgram,
  type LineCompletion,
} from "../lab-names.js";
import { readPrompt } from "./prompts.js";

/** `docker`, and the text tools beside it. */
const COMMAND_NAMES: readonly Named[] = [
  "docker",
  ..."awk cat cd cp cut echo export find for grep head jq ls mkdir mv pwd rm sed sort tail tar tee time touch tr uniq wc while xargs".split(
    " ",
  ),
].map((name) => ({ name, kind: "command" }));

/**
 * @param line of a console cell, up to the cursor, including its `$ `
 */
export async function completeConsoleLine(line: string, ask: Ask): Promise<LineCompletion> {
  const words = lastCommand(withoutPrompt(line)).split(/\s+/);
  const word = words.pop() ?? "";
  return completeFrom(await candidates(words, word, ask), word);
}

function withoutPrompt(line: string): string {
  const command = readPrompt(line)?.command ?? line.trimStart();
  // What is being typed begins with the blank behind it.
  return /\s$/.test(line) ? `${command.trimEnd()} ` : command;
}

/** The command of a shell's line that is being typed: `docker ps -q | xargs dock`, `X=1 sudo dock`. */
function lastCommand(line: string): string {
  const command =
    /(?:^|[|;&(`]|\b(?:do|then|else|time|xargs)\s)\s*((?:[^|;&(`]|\\.)*)$/s.exec(line)?.[1] ?? line;
  return command.replace(/^(?:(?:sudo|do|then|else|time|xargs|[A-Za-z_]\w*=\S*)\s+)+/, "");
}

async function candidates(before: readonly string[], word: string, ask: Ask): Promise<readonly Named[]> {
  const [program, ...words] = before;
  if (program === undefined) return COMMAND_NAMES;
  if (program !== "docker") return word.startsWith("-") ? [] : completePath(word, ask);
  const found = findCommand(words);
  if (!found) return commandNames(words);
  const { spec, rest } = found;
  const { values, pending } = readArguments(rest, spec.options);
  if (pending) return /file|output|input|context/.test(pending.long) ? completePath(word, ask) : [];
  if (word.startsWith("-") && (values.length === 0 || spec.optionsAfterArguments !== false))
    return ["help", ...spec.options.map(({ long }) => long)].map((name) => ({
      name: `--${name}`,
      kind: "option",
    }));
  return completeArgument(spec, values, word, ask);
}

function commandNames(words: readonly string[]): Named[] {
  const names = COMMANDS.flatMap(({ paths }) => paths);
  const command = (name: string): Named => ({ name, kind: "command" });
  if (words.length === 0)
    return [...Object.keys(GROUPS), ...names.filter((name) => !name.includes(" "))].map(command);
  if (words.length > 1) return [];
  const group = `${words[0]} `;
  return names.filter((name) => name.startsWith(group)).map((name) => command(name.slice(group.length)));
}

/** The arguments so far, and the option that the next word belongs to. */
function readArguments(
  words: readonly string[],
  options: readonly OptionSpec[],
): { readonly values: string[]; readonly pending: OptionSpec | undefined } {
  const values: string[] = [];
  let pending: OptionSpec | undefined;
  for (const word of words) {
    if (pending) {
      pending = undefined;
    } else if (word.startsWith("-") && word !== "-" && !word.includes("=")) {
      const option = options.find(({ long, short }) =>
        word.startsWith("--") ? word === `--${long}` : short !== undefined && word.endsWith(short),
      );
      if (option && option.type !== "bool") pending = option;
    } else if (!word.startsWith("-") || word === "-") {
      values.push(word);
    }
  }
  return { values, pending };
}

/** By the name that help has for the argument in this place: `IMAGE`, `CONTAINER`, `PATH`, `COMMAND` … */
async function completeArgument(
  { usage, paths }: CommandSpec,
  values: readonly string[],
  word: string,
  ask: Ask,
): Promise<readonly Named[]> {
  if (usage.includes("CONTAINER:")) return completeCopyPath(word, ask);
  const places = usage.replace(/^\[OPTIONS\]\s*/, "").split(/\s+/);
  const place = places[Math.min(values.length, places.length - 1)] ?? "";
  const inCommand = places.findIndex((each) => each.includes("COMMAND"));
  if (inCommand >= 0 && values.length >= inCommand) {
    const [container = ""] = values;
    // `run IMAGE COMMAND`: there is no container yet to look into.
    if (!usage.includes("CONTAINER")) return [];
    return values.length === inCommand && !word.includes("/")
      ? completeProgram(container, ask)
      : completePath(word, ask, container);
  }
  if (place.includes("PATH") || place.includes("file")) return completePath(word, ask);
  if (/IMAGE|REPOSITORY|NAME\[:TAG/.test(place)) {
    const pulls = paths.some((path) => /^(?:run|create|pull)$/.test(path));
    return completeImage(ask, pulls ? "with built-in" : "stored");
  }
  if (place.includes("CONTAINER")) return completeContainer(ask);
  if (place.includes("VOLUME") && !paths.includes("volume create"))
    return (await ask({ about: "names" })).filter(({ kind }) => kind === "volume");
  if (!place.includes("NAME|ID")) return [];
  return [...(await completeImage(ask, "stored")), ...(await completeContainer(ask))];
}

/** `box:/etc/ho`, or a path in the lesson's folder. */
async function completeCopyPath(word: string, ask: Ask): Promise<readonly Named[]> {
  const [, container, path] = /^([^/:]+):(.*)$/.exec(word) ?? [];
  if (container !== undefined) {
    const found = await completePath(path ?? "", ask, container);
    return found.map(({ name, kind }) => ({ name: `${container}:${name}`, kind }));
  }
  const [files, containers] = await Promise.all([completePath(word, ask), completeContainer(ask)]);
  return [...files, ...containers.map(({ name, kind }) => ({ name: `${name}:`, kind }))];
}

/** The help of the command that a console line calls. */
export function describeConsoleLine(line: string): string | undefined {
  const [program, ...words] = lastCommand(withoutPrompt(line)).split(/\s+/);
  const found = program === "docker" ? findCommand(words) : undefined;
  return found && helpText(found.spec, `docker ${found.path}`).trim();
}
