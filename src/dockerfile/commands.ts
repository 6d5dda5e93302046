import { DockerfileError } from "../errors/build.js";
import { compareText, quote } from "../go/quote.js";
import { splitAssignment } from "../posix/environment.js";
import {
  type ArgCommand,
  type Command,
  type CommandLine,
  type CopyCommand,
  type FromCommand,
  KEYWORDS,
  type Pair,
  type RunCommand,
} from "./command.js";
import { Flags } from "./flags.js";
import { healthcheckOf } from "./healthcheck.js";
import { heredocOf, heredocText } from "./heredoc.js";
import type { Instruction } from "./parse.js";
import { trimSpace } from "./space.js";
import { didYouMean } from "./suggest.js";

/**
 * What an instruction asks for, its words not expanded yet (moby/buildkit `frontend/dockerfile/instructions`).
 *
 * @throws {DockerfileError}
 */
export function commandOf(instruction: Instruction): Command | FromCommand {
  const { keyword, word } = instruction;
  const parse = COMMANDS[keyword];
  if (parse !== undefined) return parse(instruction);
  throw failure(instruction, `unknown instruction: ${word}${didYouMean(word, KEYWORDS)}`);
}

const COMMANDS: Readonly<Record<string, ((instruction: Instruction) => Command | FromCommand) | undefined>> =
  {
    ADD: (instruction) => copyOf(instruction, "ADD"),
    ARG: argOf,
    CMD: (instruction) => ({ keyword: "CMD", line: flagless(instruction, lineOf) }),
    COPY: (instruction) => copyOf(instruction, "COPY"),
    ENTRYPOINT: (instruction) => ({ keyword: "ENTRYPOINT", line: flagless(instruction, lineOf) }),
    ENV: (instruction) => ({ keyword: "ENV", pairs: flagless(instruction, pairsOf) }),
    EXPOSE: (instruction) => ({
      keyword: "EXPOSE",
      ports: atLeastOne(instruction).toSorted(compareText),
    }),
    FROM: fromOf,
    HEALTHCHECK: (instruction) => ({ keyword: "HEALTHCHECK", check: healthcheckOf(instruction) }),
    LABEL: (instruction) => ({ keyword: "LABEL", pairs: flagless(instruction, pairsOf) }),
    MAINTAINER: (instruction) => ({ keyword: "MAINTAINER", name: exactlyOne(instruction) }),
    ONBUILD: (instruction) => ({ keyword: "ONBUILD", trigger: triggerOf(instruction) }),
    RUN: runOf,
    SHELL: (instruction) => ({ keyword: "SHELL", words: flagless(instruction, shellOf) }),
    STOPSIGNAL: (instruction) => ({ keyword: "STOPSIGNAL", signal: exactlyOne(instruction) }),
    USER: (instruction) => ({ keyword: "USER", user: exactlyOne(instruction) }),
    VOLUME: (instruction) => ({ keyword: "VOLUME", paths: volumesOf(instruction) }),
    WORKDIR: (instruction) => ({ keyword: "WORKDIR", path: exactlyOne(instruction) }),
  };

function failure({ location }: Instruction, reason: string): DockerfileError {
  return new DockerfileError(reason, location.line, location.endLine);
}

/** For instructions that have no flags. */
function flagless<Result>(instruction: Instruction, read: (instruction: Instruction) => Result): Result {
  Flags.parse(instruction, {});
  return read(instruction);
}

function atLeastOne(instruction: Instruction): readonly string[] {
  if (instruction.args.length === 0)
    throw failure(instruction, `${instruction.keyword} requires at least one argument`);
  return flagless(instruction, ({ args }) => args);
}

function exactlyOne(instruction: Instruction): string {
  const [word, ...more] = instruction.args;
  if (word === undefined || more.length > 0)
    throw failure(instruction, `${instruction.keyword} requires exactly one argument`);
  return flagless(instruction, () => word);
}

function pairsOf(instruction: Instruction): readonly Pair[] {
  const args = atLeastOne(instruction);
  return args.flatMap((name, at): readonly Pair[] => {
    if (at % 2 === 1) return [];
    if (name === "") throw failure(instruction, `${instruction.keyword} names can not be blank`);
    return [[name, args[at + 1] ?? ""]];
  });
}

function lineOf({ args, json }: Instruction): CommandLine {
  return json
    ? { words: args, shell: false }
    : { words: args.length === 0 ? [] : [args.join(" ")], shell: true };
}

function shellOf(instruction: Instruction): readonly string[] {
  const words = atLeastOne(instruction);
  if (instruction.json) return words;
  throw failure(instruction, "SHELL requires the arguments to be in JSON form");
}

function volumesOf(instruction: Instruction): readonly string[] {
  return atLeastOne(instruction).map((arg) => {
    const path = trimSpace(arg);
    if (path === "") throw failure(instruction, "VOLUME specified can not be an empty string");
    return path;
  });
}

/** Chained and meaningless triggers are refused; whether the trigger is valid turns out when it runs. */
function triggerOf(instruction: Instruction): string {
  const keyword = trimSpace(atLeastOne(instruction)[0] ?? "").toUpperCase();
  if (keyword === "ONBUILD")
    throw failure(instruction, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (keyword === "MAINTAINER" || keyword === "FROM")
    throw failure(instruction, `${keyword} isn't allowed as an ONBUILD trigger`);
  const heredocs = instruction.heredocs.map(({ name, content }) => `\n${content}${name}`);
  return [instruction.original.replace(/^\s*ONBUILD\s*/i, ""), ...heredocs].join("");
}

function argOf(instruction: Instruction): ArgCommand {
  if (instruction.args.length === 0) throw failure(instruction, "ARG requires at least one argument");
  // As in BuildKit, flags are ignored.
  const args = instruction.args.map((arg) => {
    const [name, value] = splitAssignment(arg);
    if (name === "" && value !== undefined) throw failure(instruction, "ARG names can not be blank");
    return [name, value] as const;
  });
  return { keyword: "ARG", args };
}

function copyOf(instruction: Instruction, keyword: "ADD" | "COPY"): CopyCommand {
  if (instruction.args.length < 2) {
    throw failure(
      instruction,
      `${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`,
    );
  }
  const flags = Flags.parse(instruction, keyword === "ADD" ? ADD_FLAGS : COPY_FLAGS);
  const destination = instruction.args.at(-1) ?? "";
  if (heredocOf(destination) !== undefined)
    throw failure(instruction, `${keyword} cannot accept a heredoc as a destination`);
  const given = instruction.args.slice(0, -1).map((word) => ({ word, heredoc: heredocOf(word) }));
  return {
    keyword,
    sources: given.flatMap(({ word, heredoc }) => (heredoc === undefined ? [word] : [])),
    files: given.flatMap(({ heredoc }) => {
      if (heredoc === undefined) return [];
      const { name, expand, chomp } = heredoc;
      // Of two heredocs with one name, both words mean the last.
      const content = instruction.heredocs.findLast((each) => each.name === name)?.content ?? "";
      return [{ name, content: heredocText({ ...heredoc, content, chomp }), expand }];
    }),
    destination,
    chown: flags.text("chown"),
    chmod: flags.text("chmod"),
    link: flags.isSet("link"),
    from: flags.text("from"),
    checksum: flags.text("checksum"),
  };
}

const COPY_FLAGS = { chown: "text", from: "text", chmod: "text", link: "switch" } as const;
const ADD_FLAGS = {
  chown: "text",
  chmod: "text",
  link: "switch",
  "keep-git-dir": "switch",
  checksum: "text",
} as const;

function runOf(instruction: Instruction): RunCommand {
  const flags = Flags.parse(instruction, RUN_FLAGS);
  const network = flags.text("network") || "default";
  if (network !== "default" && network !== "none" && network !== "host")
    throw failure(instruction, `invalid network mode ${quote(network)}`);
  return {
    keyword: "RUN",
    line: lineOf(instruction),
    files: instruction.heredocs,
    mounts: flags.list("mount"),
    network,
  };
}

const RUN_FLAGS = { mount: "list", network: "text" } as const;

function fromOf(instruction: Instruction): FromCommand {
  const [base = "", as = "", name, ...more] = instruction.args;
  const count = instruction.args.length;
  if (count !== 1 && (count !== 3 || as.toLowerCase() !== "as" || more.length > 0))
    throw failure(instruction, "FROM requires either one or three arguments");
  if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(name)) {
    throw failure(
      instruction,
      `invalid name for build stage: ${quote(name)}, name can't start with a number or contain symbols`,
    );
  }
  const platform = Flags.parse(instruction, { platform: "text" }).text("platform");
  return { keyword: "FROM", base, name: name?.toLowerCase(), platform };
}
