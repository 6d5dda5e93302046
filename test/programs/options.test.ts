import { parseArgs } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type OptionRules, readArguments, type Takes } from "../../src/process/options.js";
import { cases } from "../random.js";

const LETTERS: Readonly<Record<string, Takes>> = { a: "nothing", b: "nothing", m: "value" };
const LONG: Readonly<Record<string, Takes>> = { all: "nothing", blank: "nothing", mode: "value" };
const RULES: OptionRules = { letter: (letter) => LETTERS[letter], long: (name) => LONG[name], equals: true };
const read = (words: readonly string[], rules = RULES) => [...readArguments(words, rules)];

/** The same in the words of Node.js's own parser. */
function peer(args: string[]) {
  const { tokens } = parseArgs({
    args,
    options: {
      all: { type: "boolean", short: "a" },
      blank: { type: "boolean", short: "b" },
      mode: { type: "string", short: "m" },
    },
    strict: false,
    tokens: true,
  });
  return tokens.flatMap((token) => {
    if (token.kind === "option-terminator") return [];
    if (token.kind === "positional") return [`operand ${token.value}`];
    return [`${token.rawName} ${token.value}`];
  });
}

const ours = (words: readonly string[]) =>
  read(words).map((found) => {
    if (found.kind === "operand") return `operand ${found.word}`;
    return `${found.name} ${found.kind === "option" ? found.value : undefined}`;
  });

test("command lines are taken apart as by Node.js's parser", () => {
  const word = fc.constantFrom(
    ...[
      "-a",
      "-b",
      "-ab",
      "-m",
      "-m5",
      "-abm",
      "-bmx",
      "-mab",
      "--all",
      "--mode",
      "--mode=7",
      "--mode=",
      "--blank",
    ],
    ...["x", "y=z", "-", "--", "--all=on", "a-b"],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      expect(ours(words)).toEqual(peer(words));
    }),
    cases(75),
  );
});

test("what is unknown or lacks its value is said, with the word it stands in", () => {
  expect(read(["-axb", "--nosuch=1", "-m"])).toEqual([
    { kind: "option", name: "-a", value: undefined, word: "-axb" },
    { kind: "unknown", name: "-x", word: "-axb" },
    { kind: "option", name: "-b", value: undefined, word: "-axb" },
    { kind: "unknown", name: "--nosuch", word: "--nosuch=1" },
    { kind: "incomplete", name: "-m", word: "-m" },
  ]);
  expect(read(["--mode"])).toEqual([{ kind: "incomplete", name: "--mode", word: "--mode" }]);
});

test("where = joins nothing, it is part of the name", () => {
  expect(read(["--mode=7", "--mode", "7"], { ...RULES, equals: false })).toEqual([
    { kind: "unknown", name: "--mode=7", word: "--mode=7" },
    { kind: "option", name: "--mode", value: "7", word: "--mode" },
  ]);
});
