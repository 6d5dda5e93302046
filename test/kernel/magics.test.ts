import { describe, expect, test } from "vitest";
import { CellSyntaxError } from "../../kernel/errors.js";
import { parseCell } from "../../kernel/magics/cell.js";
import { completeCell } from "../../kernel/magics/completion.js";
import { completeConsoleLine, describeConsoleLine } from "../../kernel/magics/console/completion.js";
import { consoleHint } from "../../kernel/magics/console/hint.js";
import { listMagics } from "../../kernel/magics/lsmagic.js";
import { cellLanguages, describeMagic, MAGICS } from "../../kernel/magics/registry.js";

const commands = (text: string): readonly string[] => {
  const cell = parseCell(text);
  if (cell.kind !== "console") throw new Error(`not a console cell but ${cell.kind}`);
  return cell.commands.map(({ text }) => text);
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
    ["notes above the first command", "# Clean up\n\n# all of it\n$ a", ["a"]],
    [
      "a loop",
      "$ for i in 1 2; do\n    docker create --name c$i ubuntu\n  done\n$ b",
      ["for i in 1 2; do\n    docker create --name c$i ubuntu\n  done", "b"],
    ],
    ["a pipe that goes on", "$ docker ps |\n  wc -l", ["docker ps |\n  wc -l"]],
    ["a function", "$ f() {\n  docker ps\n}\n$ f", ["f() {\n  docker ps\n}", "f"]],
    [
      "continuation prompts",
      "$ docker run \\\n> -d \\\n> ubuntu\n$ b",
      ["docker run \\\n-d \\\nubuntu", "b"],
    ],
    [
      "of a here-document",
      "$ cat > Dockerfile <<EOF\n> FROM ubuntu\n>\n> RUN a\n> EOF",
      ["cat > Dockerfile <<EOF\nFROM ubuntu\n\nRUN a\nEOF"],
    ],
    ["a here-document with quotes of its own", "$ cat <<EOF\n> a\nEOF\n$ b", ["cat <<EOF\n> a\nEOF", "b"]],
    ["a user's prompt", "me@laptop:~/app$ docker ps\nme@laptop:~/app$ a", ["docker ps", "a"]],
    ["one in an environment", "(venv) me@my-laptop app % docker ps", ["docker ps"]],
    ["one in brackets", "[me@server ~]$ docker ps\n[root@server ~]# a", ["docker ps", "a"]],
    ["root's", "# docker ps\nCONTAINER ID\n# docker rm a", ["docker ps", "docker rm a"]],
    ["zsh's", "% docker ps\n% a", ["docker ps", "a"]],
    ["a theme's", "➜  app git:(main) docker ps\n❯ docker ps", ["docker ps", "docker ps"]],
    [
      "PowerShell's",
      "PS C:\\Users\\me> docker run `\n>> -d `\n>> ubuntu\nPS C:\\Users\\me> a",
      ["docker run \\\n-d \\\nubuntu", "a"],
    ],
    ["PowerShell's without a place", "PS> docker ps", ["docker ps"]],
    ["cmd's", "C:\\Users\\me> docker run ^\n  -d ubuntu", ["docker run \\\n  -d ubuntu"]],
    [
      "PowerShell's folder and tabs",
      `PS C:\\me> docker run -v \${PWD}:/a -v $pwd:/b -v $(pwd):/c x\nPS C:\\me> docker ps --format "table {{.ID}}\`t{{.Names}}"`,
      ["docker run -v $PWD:/a -v $PWD:/b -v $PWD:/c x", 'docker ps --format "table {{.ID}}\\t{{.Names}}"'],
    ],
    ["cmd's folder, even without its prompt", '$ docker run -v "%cd%":/a x', ['docker run -v "$PWD":/a x']],
    [
      "a command without its prompt below one with",
      "$ docker pull ubuntu\ndocker images",
      ["docker pull ubuntu", "docker images"],
    ],
  ])("%s", (_, text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  test.each([
    ["# only\n\n$ for i in 1 2; do", "The command of line 3 is not finished: for needs its done."],
    ["$ docker ps |", "The command of line 1 is not finished: it ends in |, so another command must follow."],
    ["$ echo 'a", "The command of line 1 is not finished: a quote ' is not closed."],
    ["$ a\n$ sh <<EOF\nx", "The command of line 2 is not finished: its here-document has no line EOF."],
    ["$ a \\", "The command of line 1 is not finished: it ends in a backslash, so another line must follow."],
  ])("%j is refused", (text, message) => {
    expect(() => parseCell(text)).toThrow(CellSyntaxError);
    expect(() => parseCell(text)).toThrow(message);
  });

  test("what a command printed for the author is left out, and its lines are known", () => {
    expect(
      parseCell("$ docker ps\nCONTAINER ID   IMAGE\nd8c5ca119fcd   ubuntu\n\n$ docker rm x\nx\n$ b"),
    ).toEqual({
      kind: "console",
      commands: [
        { text: "docker ps", omitted: [2, 3] },
        { text: "docker rm x", omitted: [6] },
        { text: "b" },
      ],
    });
  });

  test("what a document types in a container goes to the command that enters it", () => {
    const cell =
      "$ docker run -it ubuntu bash\nroot@d8c5ca119fcd:/# echo \\\n> hi\nhi\nroot@d8c5ca119fcd:/# exit\nexit\n$ docker ps";
    expect(parseCell(cell)).toEqual({
      kind: "console",
      commands: [
        { text: "docker run -it ubuntu bash", typed: ["echo \\", "hi", "exit"], omitted: [4, 6] },
        { text: "docker ps" },
      ],
    });
  });

  test("a container's prompt by itself names the container", () => {
    expect(parseCell("root@d8c5ca119fcd:/app# ls\nroot@box:/# a\n/ # b\nbash-5.2# c")).toEqual({
      kind: "console",
      commands: [
        { text: "ls", container: "d8c5ca119fcd" },
        { text: "a", container: "box" },
        { text: "b", container: "" },
        { text: "c", container: "" },
      ],
    });
    expect(commands("root@server:~# docker ps")).toEqual(["docker ps"]);
  });

  test.each(["%%time\n$ docker ps", "%time $ docker ps", "%%time\n\nme@laptop:~$ docker ps"])(
    "%j is a console cell within a magic",
    (text) => {
      expect(parseCell(text)).toEqual({
        kind: "console",
        commands: [{ text: "docker ps" }],
        within: text.split(/\s/)[0],
      });
    },
  );

  test.each([
    "#",
    "# a note",
    "PS > x",
    "a@b",
    "/x/.test('#')",
    "[a]",
    "C: for (;;) break C",
    "λ => 1",
    "a % docker",
    "$",
    "$.x",
    "$ = 5",
    "$('a')",
    "$ .x()",
    "$ + 1",
    "`\n$ a`",
  ])("%j is TypeScript", (text) => {
    expect(parseCell(text).kind).toBe("code");
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
    ["$ docker ps -q | xargs docker ins", "ins", ["inspect"]],
    ["$ X=1 sudo docker hi", "hi", ["history"]],
    ["$ docker rm $(docker ps --qui", "--qui", ["--quiet"]],
    ["$ docker ps && docker commit --mes", "--mes", ["--message"]],
    ["$ for i in 1 2; do docker hi", "hi", ["history"]],
    ["$ docker ps | gre", "gre", ["grep"]],
    ["me@laptop:~$ docker hi", "hi", ["history"]],
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

describe("what is plainly no TypeScript", () => {
  test.each([
    ["docker ps", "$ docker ps"],
    ["docker run -d \\\n  ubuntu", "$ docker run -d \\"],
    ["sudo docker ps", "$ sudo docker ps"],
    ["$docker ps", "$ docker ps"],
    ["!docker ps", "$ docker ps"],
    ["> docker ps", "$ docker ps"],
    ["!ls", "$ ls"],
    ["ls -la", "$ ls -la"],
    ["cd app && ls", "$ cd app && ls"],
    ["# list them\nls", "$ ls"],
    ["apt-get update", "%%sh NAME"],
    ["docker-compose up -d", "$ docker-compose up -d"],
    ["./run.sh", "$ ./run.sh"],
    ["export A=b", "$ export A=b"],
    ["$", "$ docker ps"],
    ["FROM ubuntu\nRUN ls", "%%dockerfile -t NAME"],
    ["# syntax=docker/dockerfile:1\nFROM ubuntu AS base", "%%dockerfile -t NAME"],
    ["ARG V=1\nFROM ubuntu:$V", "%%dockerfile -t NAME"],
  ])("%j says how to run it", (text, shown) =>
    expect(consoleHint(text)).toContain(`    ${shown}`.trimStart()),
  );

  test.each([
    "const a = ;",
    "docker.run(",
    "docker = 5 5",
    "FROM = 1 1",
    "from 'x' import y",
    "let ls = ;",
    "(docker ps)",
    "",
  ])("%j is TypeScript that is wrong", (text) => expect(consoleHint(text)).toBeUndefined());
});

describe("magics", () => {
  test("%%sh takes the rest of the cell as it is", () => {
    expect(parseCell("%%sh  base-container \n  ls\n\n# c\n")).toEqual({
      kind: "magic",
      magic: "sh",
      request: { container: "base-container", script: "  ls\n\n# c\n" },
    });
  });

  test.each([
    ["%%sh\nls", "%%sh takes the name of one running container"],
    ["%%sh a b\nls", "%%sh takes the name of one running container"],
    ["%%sh a\n\n", "%%sh a has no lines to run."],
    ["%%shh a\nls", "There is no magic %%shh. Did you mean %%sh NAME?"],
    ["%%bash\nls", "There is no magic %%bash. Did you mean %%sh NAME?"],
    ["%types", "%types on|off|strict: say which."],
    ["%types maybe", "%types on|off|strict: 'maybe' is none of these."],
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

  test("each has a name of its own, and help, completion and colours know all of them", async () => {
    const names = MAGICS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, usage, summary } of MAGICS) {
      expect(listMagics(MAGICS)).toContain(usage);
      expect(summary).toMatch(/^[a-z].*[^.]$/);
      if (name === "?") continue;
      expect(usage).toMatch(new RegExp(`^${name}( |$)`));
      expect(describeMagic(usage)).toContain(usage);
      const found = await completeCell(name.slice(0, -1), () => Promise.resolve([]));
      expect(found?.matches.map((match) => match.name)).toContain(name);
    }
    expect(cellLanguages()).toEqual({
      "%%sh": "Shell",
      "%%dockerfile": "Dockerfile",
      "%%html": "HTML",
      "%%markdown": "Markdown",
    });
  });

  test("a blank cell is empty", () => {
    expect(parseCell(" \n\t\n")).toEqual({ kind: "empty" });
  });
});
