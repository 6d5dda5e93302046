import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitCommands } from "../../src/cli/syntax/split-command-line.js";
import { whyUnfinished } from "../../src/cli/syntax/unfinished.js";
import { wordsOf } from "./words.js";

describe("words, as a shell takes a line apart", () => {
  test.each<[string, string[]]>([
    ["", []],
    ["   ", []],
    ["docker ps", ["docker", "ps"]],
    ["  docker\t ps  ", ["docker", "ps"]],
    [
      `docker commit -m "Add node" base-container node-base`,
      ["docker", "commit", "-m", "Add node", "base-container", "node-base"],
    ],
    [`node -e 'console.log("Hello world!")'`, ["node", "-e", `console.log("Hello world!")`]],
    [`node -e "console.log('Hello again')"`, ["node", "-e", `console.log('Hello again')`]],
    [`a "" ''`, ["a", "", ""]],
    [`a"b"'c'd`, ["abcd"]],
    [`a\\ b \\"`, ["a b", '"']],
    [`"a\\"b\\\\c\\n"`, ['a"b\\c\\n']],
    ["a \\\n b", ["a", "b"]],
    ['"a\\\nb"', ["ab"]],
    ["a # comment; | & $X", ["a"]],
    ["a#b", ["a#b"]],
    ["'$X' '`x`' '|'", ["$X", "`x`", "|"]],
    ["costs 5$ $", ["costs", "5$", "$"]],
    ["--format {{.Names}}", ["--format", "{{.Names}}"]],
    ["a={b", ["a={b"]],
  ])("%j", (line, words) => expect(wordsOf(line)).toEqual(words));
});

describe("lines of several commands", () => {
  test("; and && and line breaks", () => {
    expect(splitCommands("a 1 && b; c\nd")).toEqual([
      { after: "start", argv: ["a", "1"] },
      { after: "and", argv: ["b"] },
      { after: "sequence", argv: ["c"] },
      { after: "sequence", argv: ["d"] },
    ]);
  });
  test("a quoted ; joins nothing", () => expect(splitCommands("a ';' '&&'")).toHaveLength(1));
  test("a comment ends with its line", () =>
    expect(splitCommands("# one\na # two\nb")?.map(({ argv }) => argv)).toEqual([["a"], ["b"]]));
});

describe("what only a shell can do is left to one", () => {
  test.each([
    "a | b",
    "a || b",
    "a > b",
    "a 2>&1",
    "a < b",
    "a <<EOF\nb\nEOF",
    "a &",
    "echo $HOME",
    'echo "$HOME"',
    "docker run -e $'A=b\\tc' ubuntu",
    "echo $(ls)",
    "echo `ls`",
    "a 'b",
    'a "b',
    "a &&",
    "&& a",
    "ls *.txt",
    "ls [ab]",
    "echo {a,b} {1..3}",
    "cd ~",
    "(a)",
    "! a",
  ])("%s", (line) => expect(splitCommands(line)).toBeUndefined());
});

test("any words, quoted, come back as they were", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (words) => {
      const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
      expect(wordsOf(quoted)).toEqual(words);
    }),
  );
});

describe("whether a shell would read on", () => {
  test.each([
    "a",
    "a \\\\",
    "a '\\'",
    "a # it's",
    "a;# it's",
    "cat <<<a",
    "sh <<E\n'\nE",
    "sh <<-'END'\n\ta\n\tEND\nb",
    "sh <<A <<B\n1\nA\n2\nB",
    "for i in 1; do a; done",
    "echo for if {",
    "f() {\na\n}",
    "while a; do if b; then c; fi; done",
    "case $x in\n a) b;;\nesac",
    "a |\nb",
    "a && b &",
  ])("%j: no", (line) => expect(whyUnfinished(line)).toBeUndefined());

  test.each([
    ["a 'b", "a quote ' is not closed"],
    ['a "\\"', 'a quote " is not closed'],
    ["a \\", "it ends in a backslash, so another line must follow"],
    ["sh <<E\n'", "its here-document has no line E"],
    ["sh <<A <<B\n1\nA\n2", "its here-document has no line B"],
    ["a#'", "a quote ' is not closed"],
    ["for i in 1 2; do", "for needs its done"],
    ["while a; do if b; then c; done", "if needs its fi"],
    ["f() {", "{ needs its }"],
    ["case $x in", "case needs its esac"],
    ["a |", "it ends in |, so another command must follow"],
    ["a ||\n", "it ends in |, so another command must follow"],
    ["a &&", "it ends in &&, so another command must follow"],
  ])("%j: yes", (line, reason) => expect(whyUnfinished(line)).toBe(reason));
});
