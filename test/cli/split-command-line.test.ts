import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitCommandLine, splitCommands } from "../../src/cli/split-command-line.js";
import { CommandLineSyntaxError } from "../../src/errors/cli.js";

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
    ["a=*", ["a=*"]],
  ])("%j", (line, words) => expect(splitCommandLine(line)).toEqual(words));
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
    expect(splitCommands("# one\na # two\nb").map(({ argv }) => argv)).toEqual([["a"], ["b"]]));
});

describe("what only a shell can do is refused, with what to do instead", () => {
  test.each([
    ["a | b", /pipe/],
    ["a > b", /redirection \(>\)/],
    ["a < b", /redirection \(<\)/],
    ["a &", /docker run -d/],
    ["echo $HOME", /\$HOME would be replaced by a shell.*single quotes/],
    ['echo "$HOME"', /\$HOME would be replaced/],
    ["echo $(ls)", /\$\(… would be replaced/],
    ["echo `ls`", /works in a shell only/],
    ["a 'b", /single quote \('\) is not closed/],
    ['a "b', /double quote \("\) is not closed/],
    ["a &&", /missing after &&/],
    ["&& a", /missing before &&/],
  ])("%s", (line, message) => {
    expect(() => splitCommands(line)).toThrow(CommandLineSyntaxError);
    expect(() => splitCommands(line)).toThrow(message);
  });
});

test("any words, quoted, come back as they were", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (words) => {
      const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
      expect(splitCommandLine(quoted)).toEqual(words);
    }),
  );
});
