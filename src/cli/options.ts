import { UsageError } from "../errors/cli.js";
import type { OptionSpec } from "./option-spec.js";
import { ParsedOptions } from "./parsed-options.js";
import type { CommandSpec } from "./spec.js";

export interface ParsedLine {
  readonly help: boolean;
  readonly options: ParsedOptions;
  readonly args: readonly string[];
}

/**
 * Reads options as pflag does: `--name x`, `--name=x`, `-e A=1`, `-eA=1`, `-ti`, `--rm=false`, `--` ends them.
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
    const equals = word.indexOf("=");
    const long = word.slice(2, equals < 0 ? undefined : equals);
    if (long === "" || long.startsWith("-")) this.#fail(`bad flag syntax: ${word}`);
    const known = this.#byLong.get(long);
    if (known === undefined) throw this.#error(`unknown flag: --${long}`);
    if (equals >= 0) this.#set(known, word.slice(equals + 1));
    else if (known.spec.type === "bool") this.#set(known, "true");
    else this.#set(known, this.#next(rest, `--${long}`));
  }

  /** `-ti`, `-eA=1`, `-e=A=1`, `-e A=1`: letters of one word, the last of which may have a value. */
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
    if (known.refused) throw new UsageError(this.#refusal(spec), 125);
    const list = this.#values.get(spec.long) ?? [];
    list.push(this.#checked(spec, value));
    this.#values.set(spec.long, list);
  }

  #checked(spec: OptionSpec, value: string): string {
    const shown = spec.short === undefined ? `--${spec.long}` : `-${spec.short}, --${spec.long}`;
    const invalid = (reason: string): never =>
      this.#fail(`invalid argument "${value}" for "${shown}" flag: ${reason}`);
    switch (spec.type) {
      case "bool":
        if (TRUE.has(value)) return "true";
        return FALSE.has(value) ? "false" : invalid(`strconv.ParseBool: parsing "${value}": invalid syntax`);
      case "int":
        return /^[+-]?\d+$/.test(value)
          ? value
          : invalid(`strconv.ParseInt: parsing "${value}": invalid syntax`);
      case "filter":
        return value.includes("=") ? value : invalid("bad format of filter (expected name=value)");
      case "list":
        if (spec.long === "env" && value.startsWith("=")) invalid(`invalid environment variable: ${value}`);
        return value;
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
      125,
    );
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
    /^(publish|publish-all|expose|dns|dns-.*|ip|ip6|link|link-local-ip|mac-address|network-alias|add-host|domainname)$/,
    "containers here have no network",
  ],
  [
    /^(volume|volumes-from|volume-driver|mount|tmpfs|read-only|storage-opt)$/,
    "containers here have no volumes or mounts, only their layers",
  ],
  [
    /^(memory.*|cpu.*|cpus|cpuset.*|blkio.*|pids-limit|shm-size|ulimit|oom.*|kernel-memory|gpus|device.*|cgroup.*)$/,
    "containers here run inside this process, without cgroups or devices",
  ],
  [
    /^(cap-.*|privileged|security-opt|userns|uts|ipc|pid|isolation|runtime|sysctl|init|group-add)$/,
    "containers here run inside this process, without kernel namespaces",
  ],
  [/^(platform)$/, "the built-in images are for one platform only"],
];

function reasonFor(long: string): string {
  return REASONS.find(([pattern]) => pattern.test(long))?.[1] ?? "layerlab does not have what it controls";
}
