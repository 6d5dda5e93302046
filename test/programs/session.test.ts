import { describe, expect, test } from "vitest";
import { createRuntime } from "../../src/programs/runtime.js";
import { container, ENV, gather, HOSTNAME } from "./support.js";

const runtime = createRuntime();

function open(
  options: {
    readonly fs?: ReturnType<typeof container>;
    readonly argv?: readonly string[];
    readonly cwd?: string;
  } = {},
) {
  const fs = options.fs ?? container();
  const shell = runtime.openShell({
    argv: options.argv ?? ["bash"],
    env: ENV,
    cwd: options.cwd ?? "/",
    fs,
    hostname: HOSTNAME,
    tty: true,
  });
  return {
    shell,
    fs,
    /** `prompt` + what came, as a screen would show it. */
    async type(line: string, signal?: AbortSignal) {
      const out = gather();
      const { exitCode } = await shell.execute(line, out.stdio, signal);
      return { out: out.stdout(), err: out.stderr(), exitCode };
    },
  };
}

describe("what one line leaves, the next finds", () => {
  test.each([
    ["directory", ["cd /tmp", "pwd"], "/tmp\n"],
    ["variable", ["x=5", "echo $x"], "5\n"],
    ["exported variable", ["export Y=6", "env | grep ^Y="], "Y=6\n"],
    ["unexported variable stays out of programs", ["Z=1", "env | grep -c ^Z="], "0\n"],
    [
      "array",
      ["a=(one two)", "a+=(three)", "declare -p a"],
      'declare -a a=([0]="one" [1]="two" [2]="three")\n',
    ],
    ["function", ["greet() { echo hi $1; }", "greet you"], "hi you\n"],
    ["function that uses a later one", ["outer() { inner; }", "inner() { echo in; }", "outer"], "in\n"],
    ["alias", ["alias ll='ls -d'", "ll /tmp"], "/tmp\n"],
    ["status", ["(exit 7)", "echo $?"], "7\n"],
    ["option", ["set -f", "echo *"], "*\n"],
    ["umask", ["umask 077", "touch /f; stat -c %a /f"], "600\n"],
    ["positional parameters", ["set -- a b", "echo $2"], "b\n"],
    ["directory stack", ["pushd /tmp", "popd; pwd"], "/\n/\n"],
  ])("%s", async (_, lines, expected) => {
    const { type } = open();
    let last = { out: "", err: "", exitCode: 0 };
    for (const line of lines) last = await type(line);
    expect(last).toMatchObject({ out: expected, err: "" });
  });

  test("a failure does not end it; exit does", async () => {
    const { shell, type } = open();
    expect(await type("nosuch")).toEqual({
      out: "",
      err: "bash: nosuch: command not found\n",
      exitCode: 127,
    });
    expect(await type("if then")).toMatchObject({ exitCode: 2 });
    expect(await type("set -u; echo $none")).toMatchObject({ err: "bash: none: unbound variable\n" });
    expect(shell.closed).toBe(false);
    expect(await type("echo bye; exit 4")).toEqual({ out: "bye\n", err: "exit\n", exitCode: 4 });
    expect(shell.closed).toBe(true);
    expect(await type("echo more")).toEqual({ out: "", err: "", exitCode: 4 });
  });

  test("set -e ends it", async () => {
    const { shell, type } = open();
    await type("set -e");
    expect(await type("false")).toMatchObject({ exitCode: 1 });
    expect(shell.closed).toBe(true);
  });

  test("two sessions do not meet", async () => {
    const one = open();
    const two = open({ fs: one.fs });
    await one.type("x=1; cd /tmp; echo shared > file");
    expect(await two.type("echo [$x]; pwd; cat /tmp/file")).toMatchObject({ out: "[]\n/\nshared\n" });
  });

  test("opening one changes nothing in the container", () => {
    const fs = container();
    const before = fs.readdir("/root");
    open({ fs }).shell.prompt();
    expect(fs.readdir("/root")).toEqual(before);
  });
});

describe("prompt", () => {
  test("names user, host and directory", async () => {
    const { shell, type } = open();
    expect(shell.prompt()).toBe(`root@${HOSTNAME}:/# `);
    await type("cd");
    expect(shell.prompt()).toBe(`root@${HOSTNAME}:~# `);
    await type("mkdir sub; cd sub");
    expect(shell.prompt()).toBe(`root@${HOSTNAME}:~/sub# `);
    await type("cd /etc");
    expect(shell.prompt()).toBe(`root@${HOSTNAME}:/etc# `);
  });

  test("of another user, of nobody, of sh", () => {
    const fs = container();
    expect(open({ fs: fs.as({ uid: 1, gid: 1, groups: [], umask: 0o022 }) }).shell.prompt()).toBe(
      `daemon@${HOSTNAME}:/$ `,
    );
    expect(open({ fs: fs.as({ uid: 77, gid: 1, groups: [], umask: 0o022 }) }).shell.prompt()).toBe(
      `I have no name!@${HOSTNAME}:/$ `,
    );
    expect(open({ argv: ["/bin/sh"] }).shell.prompt()).toBe("# ");
  });
});

describe("interrupt", () => {
  test.each([
    ["a loop of builtins", "while :; do :; done"],
    ["nested loops in a function", "f() { while true; do for ((;;)); do x=1; done; done; }; f"],
    ["a waiting program", "sleep infinity"],
    ["an endless writer", "yes > /dev/null"],
  ])("ends %s and keeps the shell", async (_, line) => {
    const { shell, type } = open();
    await type("kept=yes");
    const stop = new AbortController();
    const running = type(line, stop.signal);
    setTimeout(() => stop.abort(), 20);
    expect((await running).exitCode).toBe(130);
    expect(shell.closed).toBe(false);
    expect(await type("echo $kept $?")).toMatchObject({ out: "yes 130\n" });
  });
});

test.each([
  ["echo 'a", true],
  ['echo "a', true],
  ["echo $(", true],
  ["if true", true],
  ["for i in 1 2; do", true],
  ["f() {", true],
  ["case x in", true],
  ["(", true],
  ["a |", true],
  ["a &&", true],
  ["a && # more", true],
  ["echo \\", true],
  ["cat <<E\nx", true],
  ["cat <<E\nx\nE", false],
  ["echo hi", false],
  ["", false],
  ["fi", false],
  ["a ;; b", false],
  ["echo \\\\", false],
  ["echo '\\'", false],
])("isIncomplete(%j) is %s", (text, expected) => {
  expect(open().shell.isIncomplete(text)).toBe(expected);
});
