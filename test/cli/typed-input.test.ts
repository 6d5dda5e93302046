import { beforeAll, describe, expect, test } from "vitest";
import type { CommandIO } from "../../src/cli/command-io.js";
import { run, runConsoleLine, type TestLab, ubuntuLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await ubuntuLab();
  await run("docker run -d --name box ubuntu sleep 100000", lab);
});

/** What stands on the screen when a line was typed: output, then `[LINE]`, and `[^D]` for the end. */
async function typed(line: string, lines: readonly string[], isNotebook = false) {
  const { io, screen } = recordingIO({ isNotebook });
  const left = [...lines];
  const prompts: string[] = [];
  const readLine: CommandIO["readLine"] = async (prompt) => {
    prompts.push(prompt);
    const next = left.shift();
    io.stdout(`[${next ?? "^D"}]\n`);
    return next;
  };
  const exitCode = await runConsoleLine(line, { ...lab, io: { ...io, readLine } });
  return { screen: screen().replaceAll("\r\n", "\n"), prompts, exitCode, left };
}

const sh = (script: string): string => `docker run -it --rm ubuntu bash -c '${script}'`;

describe("a line is asked for when it is read, after what was printed before", () => {
  const CASES: readonly (readonly [what: string, line: string, lines: readonly string[], screen: string])[] =
    [
      ["one line", sh("read x; echo got $x"), ["a b"], "[a b]\ngot a b\n"],
      ["its end", sh("read x; echo $? $x"), [], "[^D]\n1\n"],
      ["a prompt", sh('read -p "go? " a; echo $a'), ["yes"], "go? [yes]\nyes\n"],
      [
        "a prompt of printf",
        sh('printf "name: "; read -r n; echo "hi $n"'),
        ["Ada"],
        "name: [Ada]\nhi Ada\n",
      ],
      [
        "two reads",
        sh("read a; echo 1; read b c; echo $b-$c-$a"),
        ["x", "y z w"],
        "[x]\n1\n[y z w]\ny-z w-x\n",
      ],
      [
        "a loop",
        sh("while read l; do echo =$l; done; echo end"),
        ["a", "b"],
        "[a]\n=a\n[b]\n=b\n[^D]\nend\n",
      ],
      ["IFS", sh("IFS=: read a b; echo $b"), ["x:y"], "[x:y]\ny\n"],
      ["a function", sh("ask() { read v; }; ask; echo $v"), ["q"], "[q]\nq\n"],
      [
        "a function that prints before",
        sh(
          'confirm() { printf "sure? "; read -r yn; [ "$yn" = y ]; }; if confirm; then echo yes; else echo no; fi',
        ),
        ["y"],
        "sure? [y]\nyes\n",
      ],
      [
        "one that is called by another, in a loop",
        sh(
          'ask() { while true; do echo "$1?"; read v; case $v in [yn]) break ;; *) echo again ;; esac; done; }; main() { echo hi; ask "$@"; }; main go; echo $v',
        ),
        ["x", "n"],
        "hi\ngo?\n[x]\nagain\ngo?\n[n]\nn\n",
      ],
      [
        "one in a substitution",
        sh('ask() { local v; read -e -p "$1 " v; echo "<$v $(echo in)>"; }; a=$(ask one); echo $a; ask two'),
        ["q", "r"],
        "one [q]\n<q in>\ntwo [r]\n<r in>\n",
      ],
      ["one in a pipe", sh("ask() { echo a; read v; echo $v; }; ask | tr a-z A-Z"), ["q"], "[q]\nA\nQ\n"],
      [
        "a recursive one",
        sh('f() { read -n 1 -p "> " k; echo; [ $k = y ] || f; }; f; echo $k'),
        ["n", "y"],
        "> [n]\n\n> [y]\n\ny\n",
      ],
      ["a subshell", sh("(read v; echo $v); echo $v."), ["q"], "[q]\nq\n.\n"],
      ["a substitution", sh("v=$(read x; echo $x$x); echo $v"), ["q"], "[q]\nqq\n"],
      ["eval", sh('eval "read v"; echo $v'), ["q"], "[q]\nq\n"],
      ["builtin", sh("builtin read v; command read w; echo $v$w"), ["q", "r"], "[q]\n[r]\nqr\n"],
      ["an array", sh(`read -a v; echo \${v[1]}`), ["q r"], "[q r]\nr\n"],
      ["a continued line", sh("read v; echo $v"), ["q\\", "r"], "[q\\]\n[r]\nqr\n"],
      ["a raw line", sh("read -r v; echo $v"), ["q\\"], "[q\\]\nq\\\n"],
      ["one key", sh("read -n 1 k; read l; echo $k.$l"), ["y", "z"], "[y]\n[z]\ny.z\n"],
      ["keys of one line", sh("read -n 1 k; read l; echo $k.$l"), ["yes"], "[yes]\ny.es\n"],
      ["a delimiter", sh("read -d . v; read w; echo $v,$w"), ["a", "b.c"], "[a]\n[b.c]\na b,c\n"],
      ["mapfile", sh(`mapfile -t v; echo \${#v[@]} \${v[1]}`), ["a", "b"], "[a]\n[b]\n[^D]\n2 b\n"],
      ["words made late", sh("c=read; $c v; echo $v"), ["q"], "[q]\nq\n"],
      ["text beyond ASCII", sh("read v; echo $v"), ["grüße 👋"], "[grüße 👋]\ngrüße 👋\n"],
      [
        "a failed name",
        sh("read 1x; echo $?"),
        ["q"],
        "[q]\nbash: line 1: read: `1x': not a valid identifier\n1\n",
      ],
      ["the terminal", sh("echo q | (read a; read b < /dev/tty; echo $a $b)"), ["r"], "[r]\nq r\n"],
      [
        "a loop over it",
        sh("while read l; do echo =$l; done < $(echo /dev/stdin)"),
        ["a"],
        "[a]\n=a\n[^D]\n",
      ],
      [
        "within a loop over a file",
        sh("while read l <&3; do read y; echo $l$y; done 3< <(echo 1; echo 2)"),
        ["a", "b"],
        "[a]\n1a\n[b]\n2b\n",
      ],
      ["dash", "docker run -it --rm ubuntu sh -c 'read x; echo got $x'", ["q"], "[q]\ngot q\n"],
      ["set -e", sh("set -e; read x; echo no"), [], "[^D]\n"],
      ["cat", "docker run -it --rm ubuntu cat", ["a", "b"], "[a]\na\n[b]\nb\n[^D]\n"],
      ["cat -n", "docker run -it --rm ubuntu cat -n", ["a"], "[a]\n[^D]\n     1\ta\n"],
      ["sort", "docker run -it --rm ubuntu sort -k 1", ["b", "a"], "[b]\n[a]\n[^D]\na\nb\n"],
      ["head", "docker run -it --rm ubuntu head -2", ["a", "b", "c"], "[a]\n[b]\na\nb\n"],
      ["a pipe", sh("cat | tr a-z A-Z"), ["a"], "[a]\n[^D]\nA\n"],
      ["read, then cat", sh("read x; cat; echo $x"), ["a", "b"], "[a]\n[b]\nb\n[^D]\na\n"],
      ["wc of a group", sh("{ read x; wc -l; }"), ["a", "b", "c"], "[a]\n[b]\n[c]\n[^D]\n2\n"],
      ["xargs", "docker run -it --rm ubuntu xargs echo -", ["a", "b"], "[a]\n[b]\n[^D]\n- a b\n"],
      ["env", "docker run -it --rm ubuntu env cat", ["a"], "[a]\na\n[^D]\n"],
      ["timeout", "docker run -it --rm ubuntu timeout 9 sort", ["a"], "[a]\n[^D]\na\n"],
      ["a script", sh('echo "read v; echo =\\$v" > /s; bash /s'), ["q"], "[q]\n=q\n"],
      ["exec", `docker exec -it box sh -c 'read -p "go? " a; echo $a'`, ["y"], "go? [y]\ny\n"],
      ["exec of cat", "docker exec -i box cat", ["y"], "[y]\ny\n[^D]\n"],
      ["no terminal", "docker run -i --rm ubuntu cat", ["a"], "[a]\na\n[^D]\n"],
      [
        "no terminal: no prompt",
        "docker run -i --rm ubuntu bash -c 'read -p X v; echo $v'",
        ["a"],
        "[a]\na\n",
      ],
    ];
  test.each(CASES)("%s: %s", async (_, line, lines, screen) => {
    expect((await typed(line, lines)).screen).toBe(screen);
  });
});

describe("nobody is asked", () => {
  test.each([
    "docker run -it --rm ubuntu ls /",
    "docker run -it --rm ubuntu echo hi",
    "docker run -it --rm ubuntu cat /etc/hostname",
    "docker run -it --rm ubuntu grep root /etc/passwd",
    "docker run -it --rm ubuntu sed -n -e 1p /etc/passwd",
    "docker run -it --rm ubuntu awk 'BEGIN { print 1 }'",
    "docker run -it --rm ubuntu find / -name passwd",
    sh("read x < /etc/hostname; echo $x; read y <<< text; echo a | cat; sort < /etc/passwd"),
    sh("echo a b | while read x y; do echo $y; done; for i in 1 2; do true; done"),
    sh("exec 3< /etc/passwd; read -u 3 x; echo $x"),
    sh("exec 0< /etc/hostname; read x; echo $x; > /e; read y < /e || [ -z $y ] && mapfile z < /e"),
    "docker run -it --rm ubuntu bash --version",
    "docker run --rm ubuntu cat",
    "docker run -t --rm ubuntu cat",
    "docker exec box cat",
    "docker exec -i box true",
    "docker run -dit --rm ubuntu cat",
  ])("%s", async (line) => {
    const { prompts, exitCode } = await typed(line, ["unread"]);
    expect([prompts, exitCode]).toEqual([[], 0]);
  });
});

describe("what is shown as the prompt", () => {
  const ask = sh('echo first; printf "name? "; read n; read m');
  test("a terminal: the line that the program has begun, which editing writes again", async () => {
    expect((await typed(ask, ["a", "b"])).prompts).toEqual(["name? ", ""]);
  });
  test("a notebook has shown that, and says how to end what has no prompt", async () => {
    expect((await typed(ask, ["a", "b"], true)).prompts).toEqual(["", "^D ends the input: "]);
  });
});

test("at a shell's prompt, programs read the lines that follow", async () => {
  const { screen, prompts } = await typed("docker run -it --rm ubuntu", [
    "read x",
    "hello",
    "echo $x",
    "cat",
    "a",
  ]);
  expect(screen).toBe("[read x]\n[hello]\n[echo $x]\nhello\n[cat]\n[a]\na\n[^D]\n[^D]\nexit\n");
  expect(prompts.filter((prompt) => prompt.endsWith("# "))).toHaveLength(4);
});

test("a shell in a shell has a prompt of its own", async () => {
  const { screen } = await typed("docker run -it --rm ubuntu sh", [
    "bash",
    "X=1; read y",
    "z",
    "echo $X$y",
    "exit 3",
    "echo $?",
  ]);
  expect(screen).toMatch(/\[bash\]\nroot@\w+:\/# \[X=1; read y\]\n\[z\]\nroot@\w+:\/# \[echo \$X\$y\]\n1z\n/);
  expect(screen).toContain("[echo $?]\n3\n");
});

test.each(["docker run -it --rm ubuntu cat", sh("read x; echo no"), "docker exec -it box cat"])(
  "an interrupt while a line is asked for ends with 130: %s",
  async (line) => {
    const abort = new AbortController();
    const { io, screen } = recordingIO({
      signal: abort.signal,
      readLine: async () => {
        abort.abort();
        throw new DOMException("interrupted", "AbortError");
      },
    });
    expect(await runConsoleLine(line, { ...lab, io })).toBe(130);
    expect(screen()).toBe("");
  },
);

test("what was typed is in the record of what was done", async () => {
  await typed("docker run -it --name heard ubuntu bash -c 'read x; echo $x > /f'", ["kept"]);
  const { commands } = await lab.engine.commands("heard");
  expect(commands).toMatchObject([{ kind: "program", stdin: { text: "kept\n" }, exitCode: 0 }]);
});
