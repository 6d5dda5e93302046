import { describe, expect, test } from "vitest";
import { CellSyntaxError } from "../../kernel/errors.js";
import { parseCell } from "../../kernel/magics/cell.js";
import { completeConsoleLine, describeConsoleLine } from "../../kernel/magics/console-completion.js";
import { unfinished } from "../../kernel/magics/console-lines.js";

const commands = (text: string): readonly string[] => {
  const cell = parseCell(text);
  if (cell.kind !== "console") throw new Error(`not a console cell but ${cell.kind}`);
  return cell.commands;
};

describe("console cells", () => {
  test.each([
    ["one line", "$ docker ps", ["docker ps"]],
    ["several, with blank lines and notes", "\n$ a\n\n# note\n  $ b  ", ["a", "b"]],
    ["a backslash at the end", "$ docker run \\\n  ubuntu", ["docker run \\\n  ubuntu"]],
    ["an open quote", "$ echo 'a\nb'\n$ c", ["echo 'a\nb'", "c"]],
    ["an open double quote", '$ echo "a\n$ b"', ['echo "a\n$ b"']],
    [
      "a here-document",
      "$ docker exec -i x sh <<EOF\n$ not a command\nEOF\n$ c",
      ["docker exec -i x sh <<EOF\n$ not a command\nEOF", "c"],
    ],
    ["a here-document with tabs", "$ sh <<-'END'\n\ta\n\tEND", ["sh <<-'END'\n\ta\n\tEND"]],
    ["a here-string is none", "$ cat <<<a\n$ b", ["cat <<<a", "b"]],
    ["an apostrophe in a comment", "$ ls # it's\n$ b", ["ls # it's", "b"]],
  ])("%s", (_, text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  test.each([
    ["$ docker ps\nCONTAINER ID", 'Line 2 is in a console cell but does not begin with "$ ": CONTAINER ID'],
    ["$ echo 'a", "The command of line 1 is not finished: a quote ' is not closed."],
    ["$ a\n$ sh <<EOF\nx", "The command of line 2 is not finished: its here-document has no line EOF."],
    ["$ a \\", "The command of line 1 is not finished: it ends in a backslash, so another line must follow."],
  ])("%j is refused", (text, message) => {
    expect(() => parseCell(text)).toThrow(CellSyntaxError);
    expect(() => parseCell(text)).toThrow(message);
  });

  test.each(["$", "$.x", "$ = 5", "$('a')", "$ .x()", "$ + 1", "`\n$ a`"])("%j is TypeScript", (text) => {
    expect(parseCell(text).kind).toBe("code");
  });

  test("unfinished() knows where a shell would read on", () => {
    expect(unfinished("a")).toBeUndefined();
    expect(unfinished("a \\\\")).toBeUndefined();
    expect(unfinished("a '\\'")).toBeUndefined();
    expect(unfinished('a "\\"')).toBeDefined();
  });
});

describe("completion in console cells", () => {
  test.each([
    ["$ do", "do", ["docker"]],
    ["$ docker hi", "hi", ["history"]],
    ["$ docker container com", "com", ["commit"]],
    ["$ docker commit --mes", "--mes", ["--message"]],
    ["$ docker history ubu", "ubu", []],
    ["$ ls -", "-", []],
  ])("%j", async (line, word, matches) => {
    const found = await completeConsoleLine(line, () => Promise.resolve([]));
    expect({ word: found.word, matches: found.matches.map(({ name }) => name) }).toEqual({ word, matches });
  });

  test("help is the command's own", () => {
    expect(describeConsoleLine("$ docker history ubuntu")).toContain(
      "Usage:  docker history [OPTIONS] IMAGE",
    );
    expect(describeConsoleLine("$ docker dance")).toBeUndefined();
  });
});

describe("magics", () => {
  test("%%sh takes the rest of the cell as it is", () => {
    expect(parseCell("%%sh  base-container \n  ls\n\n# c\n")).toEqual({
      kind: "shell",
      container: "base-container",
      script: "  ls\n\n# c\n",
    });
  });

  test.each([
    ["%%sh\nls", "%%sh takes the name of one running container"],
    ["%%sh a b\nls", "%%sh takes the name of one running container"],
    ["%%sh a\n\n", "%%sh a has no lines to run."],
    ["%%shh a\nls", "There is no magic %%shh. Did you mean %%sh NAME?"],
    ["%%bash\nls", "There is no magic %%bash. Did you mean %%sh NAME?"],
    ["%lsmagics", "There is no magic %lsmagics. Did you mean %lsmagic?"],
    ["%matplotlib inline", "There is no magic %matplotlib. %lsmagic lists them all."],
    ["%sh a", "%%sh is written with two percent signs"],
  ])("%j is refused", (text, message) => {
    expect(() => parseCell(text)).toThrow(message);
  });

  test("line magics are blanked out, so that the lines below keep their numbers", () => {
    expect(parseCell("\n%help\n\n%lsmagic\nconst a = 5\n% 2")).toEqual({
      kind: "code",
      source: "\n\n\n\nconst a = 5\n% 2",
      magics: [
        { name: "%help", line: 1 },
        { name: "%lsmagic", line: 3 },
      ],
    });
  });

  test("a blank cell is empty", () => {
    expect(parseCell(" \n\t\n")).toEqual({ kind: "empty" });
  });
});
