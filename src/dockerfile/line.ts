import { quote } from "../go/quote.js";
import { splitAssignment } from "../posix/environment.js";
import { Problem } from "./problem.js";
import { isSpace, trimSpace, trimStart } from "./space.js";
import { splitWords } from "./split-words.js";

/** A joined line, cut into words that are not expanded yet. */
export interface Line {
  /** In capitals. */
  readonly keyword: string;
  /** As typed. */
  readonly word: string;
  /** `--chown=1:1`, quotes removed. */
  readonly flags: readonly string[];
  /** What follows the keyword and the flags. In ENV and LABEL, names and values alternate. */
  readonly args: readonly string[];
  /** The arguments are a JSON list. */
  readonly json: boolean;
  /** As written, keyword and flags and white space at the end included. */
  readonly original: string;
}

interface Arguments {
  readonly args: readonly string[];
  readonly json?: boolean;
}

/**
 * @param escape `\\` or a backquote
 * @throws {Problem}
 */
export function parseLine(line: string, escapeCharacter: string): Line {
  const [, word = "", tail = ""] = /^([^\t\v\f\r ]*)[\t\v\f\r ]*([\s\S]*)$/.exec(trimSpace(line)) ?? [];
  const { flags, rest } = splitFlags(tail);
  const keyword = word.toUpperCase();
  const { args, json = false } = ARGUMENTS[keyword]?.(trimSpace(rest), escapeCharacter, keyword) ?? {
    args: [],
  };
  return { keyword, word, flags, args, json, original: line };
}

type ReadArguments = (rest: string, escapeCharacter: string, keyword: string) => Arguments;

const ARGUMENTS: Readonly<Record<string, ReadArguments | undefined>> = {
  ADD: jsonOrWords,
  ARG: (rest, escapeCharacter) => ({ args: splitWords(rest, escapeCharacter) }),
  CMD: jsonOrText,
  COPY: jsonOrWords,
  ENTRYPOINT: jsonOrText,
  ENV: pairs,
  EXPOSE: words,
  FROM: words,
  HEALTHCHECK: healthcheck,
  LABEL: pairs,
  MAINTAINER: text,
  ONBUILD: trigger,
  RUN: jsonOrText,
  SHELL: jsonOrText,
  STOPSIGNAL: text,
  USER: text,
  VOLUME: jsonOrWords,
  WORKDIR: text,
};

function text(rest: string): Arguments {
  return { args: rest === "" ? [] : [rest] };
}

/** White space separates them, quoted or not. */
function words(rest: string): Arguments {
  return { args: rest === "" ? [] : rest.split(/[\t\v\f\r ]+/) };
}

function jsonOrText(rest: string): Arguments {
  const args = jsonList(rest);
  return args === undefined ? text(rest) : { args, json: true };
}

function jsonOrWords(rest: string): Arguments {
  const args = jsonList(rest);
  return args === undefined ? words(rest) : { args, json: true };
}

/** `a=1 b="x y"`, or the old form `a x y`. */
function pairs(rest: string, escapeCharacter: string, keyword: string): Arguments {
  const found = splitWords(rest, escapeCharacter);
  if (found.length === 0) return { args: [] };
  if (!found[0]?.includes("=")) {
    const [, name, value] = /^([^\t\v\f\r ]*)[\t\v\f\r ]+([\s\S]*)$/.exec(rest) ?? [];
    if (name === undefined || value === undefined) throw new Problem(`${keyword} must have two arguments`);
    return { args: [name, value] };
  }
  return {
    args: found.flatMap((word) => {
      const [name, value] = splitAssignment(word);
      if (value === undefined)
        throw new Problem(`Syntax error - can't find = in ${quote(word)}. Must be of the form: name=value`);
      return [name, value];
    }),
  };
}

/** `CMD …` or `NONE`. */
function healthcheck(rest: string): Arguments {
  const [, type = "", command = ""] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (type === "") return { args: [] };
  const { args, json = false } = jsonOrText(command);
  return { args: [type, ...args], json };
}

function trigger(rest: string, escapeCharacter: string): Arguments {
  if (rest === "") return { args: [] };
  const { word, args, json } = parseLine(rest, escapeCharacter);
  return { args: [word, ...args], json };
}

/** A JSON list of strings, whatever follows it; `undefined` for everything else, which is then shell form. */
function jsonList(rest: string): readonly string[] | undefined {
  const list = trimStart(rest);
  if (!list.startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(list.slice(0, endOfList(list)));
    if (!Array.isArray(value)) return undefined;
    return value.map((item: unknown) => {
      if (typeof item === "string") return item;
      throw new Problem("when using JSON array syntax, arrays must be comprised of strings only");
    });
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Go's decoder reads one value and leaves the rest alone. */
function endOfList(list: string): number {
  let depth = 0;
  for (let at = 0; at < list.length; at++) {
    const char = list[at];
    if (char === '"') {
      for (at += 1; at < list.length && list[at] !== '"'; at++) if (list[at] === "\\") at += 1;
    } else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" || char === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return list.length;
}

/** Words that begin with `--`, quotes and backslashes removed, up to the first other word or `--` itself. */
function splitFlags(tail: string): { readonly flags: readonly string[]; readonly rest: string } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (isSpace(tail[at] ?? "")) at += 1;
    if (!tail.startsWith("--", at)) return { flags, rest: tail.slice(at) };
    let flag = "";
    let quoted = "";
    for (; at < tail.length; at++) {
      const char = tail[at] ?? "";
      if (quoted === "" && isSpace(char)) break;
      if (char === quoted) quoted = "";
      else if (quoted === "" && (char === "'" || char === '"')) quoted = char;
      else if (char === "\\") {
        at += 1;
        flag += tail[at] ?? "";
      } else flag += char;
    }
    if (flag === "--") return { flags, rest: tail.slice(at) };
    flags.push(flag);
  }
}
