import { COMMANDS, findCommand, GROUPS } from "../../src/cli/commands/table.js";
import { helpText } from "../../src/cli/help.js";
import type { OptionSpec } from "../../src/cli/option-spec.js";
import type { Named } from "../session/protocol.js";
import { type Ask, completePath, completeProgram } from "./path-completion.js";

/** What may stand at the end of a line, and the word that it would take the place of. */
export interface LineCompletion {
  /** The word that is being written, at the end of the line. */
  readonly word: string;
  readonly matches: readonly Named[];
}

/**
 * @param line of a console cell, up to the cursor, its `$ ` included
 */
export async function completeConsoleLine(line: string, ask: Ask): Promise<LineCompletion> {
  const words = line.replace(/^\s*\$\s*/, "").split(/\s+/);
  const word = words.pop() ?? "";
  return completeFrom(await candidates(words, word, ask), word);
}

/** Those that go on from `word`, each once, in order. */
export function completeFrom(candidates: readonly Named[], word: string): LineCompletion {
  const matching = candidates.filter(({ name }) => name.startsWith(word));
  const unique = new Map(matching.map((each) => [each.name, each]));
  return { word, matches: [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

async function candidates(before: readonly string[], word: string, ask: Ask): Promise<readonly Named[]> {
  const [program, ...words] = before;
  if (program === undefined) return [{ name: "docker", kind: "command" }];
  if (program !== "docker") return [];
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
  return completeArgument(spec.usage, values, word, ask);
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

/** By the word that help has for the argument in this place: `IMAGE`, `CONTAINER`, `PATH`, `COMMAND` … */
async function completeArgument(
  usage: string,
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
  const names = await ask({ about: "names" });
  const images = names.filter(({ kind }) => kind === "image").flatMap(withoutLatest);
  const containers = names.filter(({ kind }) => kind !== "image");
  if (/IMAGE|REPOSITORY|NAME\[:TAG/.test(place)) return images;
  if (place.includes("CONTAINER")) return containers;
  return place.includes("NAME|ID") ? [...images, ...containers] : [];
}

/** `ubuntu` is what people write for `ubuntu:latest`. */
export function withoutLatest(image: Named): Named[] {
  return image.name.endsWith(":latest")
    ? [{ ...image, name: image.name.slice(0, -":latest".length) }, image]
    : [image];
}

/** `box:/etc/ho`, or a path of the lesson's folder. */
async function completeCopyPath(word: string, ask: Ask): Promise<readonly Named[]> {
  const [, container, path] = /^([^/:]+):(.*)$/.exec(word) ?? [];
  if (container !== undefined) {
    const found = await completePath(path ?? "", ask, container);
    return found.map(({ name, kind }) => ({ name: `${container}:${name}`, kind }));
  }
  const [files, names] = await Promise.all([completePath(word, ask), ask({ about: "names" })]);
  const containers = names.filter(({ kind }) => kind !== "image");
  return [...files, ...containers.map(({ name, kind }) => ({ name: `${name}:`, kind }))];
}

/** The help of the command that a console line calls. */
export function describeConsoleLine(line: string): string | undefined {
  const [program, ...words] = line.replace(/^\s*\$\s*/, "").split(/\s+/);
  const found = program === "docker" ? findCommand(words) : undefined;
  return found && helpText(found.spec, `docker ${found.path}`).trim();
}
