import { LayerlabError } from "../../errors/base.js";
import { UsageError } from "../../errors/cli.js";
import { readCsvRecord } from "../../go/csv.js";
import { parseDuration } from "../../go/duration.js";
import { parseInteger } from "../../go/integer.js";
import { quote } from "../../go/quote.js";
import { splitAssignment } from "../../posix/environment.js";
import { TOOL_FAILED } from "../../posix/exit-status.js";
import type { CommandSpec } from "./command-spec.js";
import type { OptionSpec } from "./option-spec.js";
import { ParsedOptions } from "./parsed-options.js";

export interface ParsedLine {
  readonly help: boolean;
  readonly options: ParsedOptions;
  readonly args: readonly string[];
}

/**
 * Reads options as pflag does: `--name x`, `--name=x`, `-e A=1`, `-eA=1`, `-ti`, `--rm=false`; `--` ends them.
 *
 * @throws {UsageError} with pflag's text and exit code 125.
 */
export function parseOptions(spec: CommandSpec, name: string, words: readonly string[]): ParsedLine {
  const parser = new OptionParser(spec, name);
  return parser.parse(words);
}

interface Known {
  readonly spec: OptionSpec;
  readonly refused: boolean;
}

const TRUE = new Set(["1", "t", "T", "true", "TRUE", "True"]);
const FALSE = new Set(["0", "f", "F", "false", "FALSE", "False"]);

class OptionParser {
  readonly #spec: CommandSpec;
  readonly #name: string;
  readonly #byLong = new Map<string, Known>();
  readonly #byShort = new Map<string, Known>();
  readonly #values = new Map<string, string[]>();

  constructor(spec: CommandSpec, name: string) {
    this.#spec = spec;
    this.#name = name;
    for (const option of spec.options) this.#learn(option, false);
    for (const option of spec.options)
      if (option.hidden !== undefined) this.#byLong.set(option.hidden, { spec: option, refused: false });
    for (const option of refusedOptions(spec)) this.#learn(option, true);
  }

  parse(words: readonly string[]): ParsedLine {
    const args: string[] = [];
    let help = false;
    const rest = [...words];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      if (word === "--") {
        args.push(...rest);
        break;
      }
      if (word === "-" || !word.startsWith("-")) {
        args.push(word);
        if (this.#spec.optionsAfterArguments === false) {
          args.push(...rest);
          break;
        }
      } else if (word === "--help" || (word === "-h" && !this.#byShort.has("h"))) {
        help = true;
      } else if (word.startsWith("--")) {
        this.#long(word, rest);
      } else {
        this.#shorts(word.slice(1), rest);
      }
    }
    return { help, args, options: new ParsedOptions(this.#spec.options, this.#values) };
  }

  #learn(spec: OptionSpec, refused: boolean): void {
    const known = { spec, refused };
    this.#byLong.set(spec.long, known);
    if (spec.short !== undefined) this.#byShort.set(spec.short, known);
  }

  #long(word: string, rest: string[]): void {
    const [long, value] = splitAssignment(word.slice(2));
    if (long === "" || long.startsWith("-")) this.#fail(`bad flag syntax: ${word}`);
    const known = this.#byLong.get(long);
    if (known === undefined) throw this.#error(`unknown flag: --${long}`);
    if (value !== undefined) this.#set(known, value);
    else if (known.spec.type === "bool") this.#set(known, "true");
    else this.#set(known, this.#next(rest, `--${long}`));
  }

  /** `-ti`, `-eA=1`, `-e=A=1`, `-e A=1`: letters in one word, of which the last may take a value. */
  #shorts(letters: string, rest: string[]): void {
    for (let left = letters; left !== ""; ) {
      const [letter = ""] = left;
      const known = this.#byShort.get(letter);
      if (known === undefined) throw this.#error(`unknown shorthand flag: '${letter}' in -${left}`);
      const value = left.slice(1);
      if (value.startsWith("=") && value.length > 1) {
        this.#set(known, value.slice(1));
        return;
      }
      if (known.spec.type !== "bool") {
        this.#set(known, value === "" ? this.#next(rest, `'${letter}' in -${left}`) : value);
        return;
      }
      this.#set(known, "true");
      left = value;
    }
  }

  #next(rest: string[], shown: string): string {
    const value = rest.shift();
    return value === undefined ? this.#fail(`flag needs an argument: ${shown}`) : value;
  }

  #set(known: Known, value: string): void {
    const { spec } = known;
    if (known.refused) throw new UsageError(this.#refusal(spec), TOOL_FAILED);
    const list = this.#values.get(spec.long) ?? [];
    list.push(this.#checked(spec, value));
    this.#values.set(spec.long, list);
  }

  #checked(spec: OptionSpec, value: string): string {
    const shown = spec.short === undefined ? `--${spec.long}` : `-${spec.short}, --${spec.long}`;
    const invalid = (reason: string): never =>
      this.#fail(`invalid argument ${quote(value)} for "${shown}" flag: ${reason}`);
    try {
      checkType(spec.type, value);
      spec.check?.(value);
    } catch (error) {
      if (error instanceof LayerlabError) invalid(error.message);
      throw error;
    }
    switch (spec.type) {
      case "bool":
        if (TRUE.has(value)) return "true";
        return FALSE.has(value) ? "false" : invalid(`strconv.ParseBool: parsing "${value}": invalid syntax`);
      case "filter":
        if (!value.includes("=")) invalid("bad format of filter (expected name=value)");
        return tidyFilter(value);
      default:
        return value;
    }
  }

  #refusal(spec: OptionSpec): string {
    return `${this.#name}: the option --${spec.long} is Docker's, but has no effect to offer here: ${reasonFor(spec.long)}.\n\nRun '${this.#name} --help' for the options there are`;
  }

  #fail(message: string): never {
    throw this.#error(message);
  }

  #error(message: string): UsageError {
    return new UsageError(
      `${message}\n\nUsage:  ${usageLine(this.#spec, this.#name)}\n\nRun '${this.#name} --help' for more information`,
      TOOL_FAILED,
    );
  }
}

/** @throws {LayerlabError} whose message is Go's */
function checkType(type: OptionSpec["type"], value: string): void {
  switch (type) {
    case "int":
      parseInteger(value);
      return;
    case "uint":
      parseInteger(value, { unsigned: true });
      return;
    case "uint16":
      parseInteger(value, { unsigned: true, bits: 16 });
      return;
    case "duration":
      parseDuration(value);
      return;
    case "strings":
      if (value !== "") readCsvRecord(value);
      return;
    default:
  }
}

export function usageLine(spec: CommandSpec, name: string): string {
  return spec.usage === "" ? name : `${name} ${spec.usage}`;
}

function refusedOptions(spec: CommandSpec): readonly OptionSpec[] {
  return (spec.refused ?? "")
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => {
      const [names = "", type] = word.split(":");
      const [first = "", second] = names.split("/");
      const named = second === undefined ? { long: first } : { long: second, short: first };
      return { ...named, type: type === undefined ? "bool" : "string", help: "" };
    });
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^(memory.*|cpu.*|shm-size|ulimit|cgroup.*)$/,
    "programs here run inside this process, without cgroups or devices",
  ],
  [/^(platform)$/, "the built-in images are for one platform only"],
];

function reasonFor(long: string): string {
  return REASONS.find(([pattern]) => pattern.test(long))?.[1] ?? "layerlab does not have what it controls";
}

/** ` Name = value ` is `name=value` to Docker. */
function tidyFilter(text: string): string {
  const at = text.indexOf("=");
  return `${text.slice(0, at).trim().toLowerCase()}=${text.slice(at + 1).trim()}`;
}
