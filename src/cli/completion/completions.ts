import type { Engine } from "../../engine/engine.js";
import { COMMANDS, findCommand, GROUPS } from "../commands/table.js";
import type { CommandSpec } from "../syntax/command-spec.js";
import { SHELLS } from "./scripts.js";

/**
 * What the last word of a command line may become: commands, options, names of images and containers. A shell asks
 * for it by the hidden command `__complete`, word by word.
 *
 * @param words what follows the program's name, the unfinished word last
 * @example await completions(["rm", "my"], engine); // ["my-container"]
 */
export async function completions(words: readonly string[], engine: Engine): Promise<readonly string[]> {
  const before = words.slice(0, -1);
  const word = words.at(-1) ?? "";
  const found = (await candidates(before, word, engine)).filter((each) => each.startsWith(word));
  return [...new Set(found)].sort();
}

async function candidates(
  before: readonly string[],
  word: string,
  engine: Engine,
): Promise<readonly string[]> {
  const [first] = before;
  const names = COMMANDS.flatMap(({ paths }) => paths);
  if (first === undefined)
    return [...Object.keys(GROUPS), "help", "lesson", ...names.filter((name) => !name.includes(" "))];
  const found = findCommand(before);
  if (found === undefined) {
    if (before.length > 1 || !Object.hasOwn(GROUPS, first)) return [];
    return names.filter((name) => name.startsWith(`${first} `)).map((name) => name.slice(first.length + 1));
  }
  const { spec, rest } = found;
  if (word.startsWith("-")) return optionNames(spec);
  if (awaitsValue(spec, rest.at(-1))) return [];
  const inside = spec.optionsAfterArguments === false && hasArgument(spec, rest);
  return inside ? [] : namesFor(spec, engine);
}

function optionNames(spec: CommandSpec): readonly string[] {
  const short = spec.options.flatMap((option) => (option.short === undefined ? [] : [`-${option.short}`]));
  return ["--help", ...spec.options.map(({ long }) => `--${long}`), ...short];
}

/** True after an option such as `--name`, whose value cannot be guessed. */
function awaitsValue(spec: CommandSpec, last: string | undefined): boolean {
  if (last === undefined || !last.startsWith("-")) return false;
  return spec.options.some(
    ({ long, short, type }) => type !== "bool" && (last === `--${long}` || last === `-${short ?? ""}`),
  );
}

function hasArgument(spec: CommandSpec, words: readonly string[]): boolean {
  return words.some((word, at) => !word.startsWith("-") && !awaitsValue(spec, words[at - 1]));
}

/** Usage lines say what a command takes: `CONTAINER`, `IMAGE`, `NAME|ID` for either. */
async function namesFor({ usage, paths }: CommandSpec, engine: Engine): Promise<readonly string[]> {
  if (paths.includes("completion")) return SHELLS;
  const either = /NAME\|ID/.test(usage);
  const names: string[] = [];
  if (either || /CONTAINER/.test(usage)) {
    const suffix = /CONTAINER:/.test(usage) ? ":" : "";
    for (const { name } of await engine.containers({ all: true })) if (name !== "") names.push(name + suffix);
  }
  if (/VOLUME/.test(usage) && !paths.includes("volume create"))
    for (const { name } of await engine.volumes()) names.push(name);
  if (either || /IMAGE|NAME\[:TAG/.test(usage))
    for (const tag of await imageNames(paths, engine)) names.push(tag, untagged(tag));
  return names;
}

/** Those in the store, and for a command that pulls those that come with the project. */
async function imageNames(paths: readonly string[], engine: Engine): Promise<readonly string[]> {
  const stored = (await engine.images()).flatMap(({ tags }) => tags);
  if (!paths.some((path) => /^(?:run|create|pull)$/.test(path))) return stored;
  // Not at the top: it is all of their files, which no other command line needs before it opens a store.
  const { builtinImages } = await import("../../registry/builtin/index.js");
  const builtin = builtinImages().flatMap(({ repository, tags }) =>
    tags.map((tag) => `${repository}:${tag}`),
  );
  return [...stored, ...builtin];
}

/** `ubuntu:latest` is also called `ubuntu`. */
function untagged(tag: string): string {
  return tag.endsWith(":latest") ? tag.slice(0, -":latest".length) : tag;
}
