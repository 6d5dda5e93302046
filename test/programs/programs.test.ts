import { describe, expect, test } from "vitest";
import type { Program } from "../../src/process/programs.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { KNOWN_PROGRAMS } from "../../src/stand-in/known-programs.js";
import { standIn } from "../../src/stand-in/program-file.js";
import { container, ENV, encode, installNode, run } from "./support.js";

const runtime = createRuntime();
const bash = (fs: ReturnType<typeof container>, line: string) => run(runtime, fs, ["bash", "-c", line]);

describe("a program exists only while its file does", () => {
  test("not found, installed, removed again", async () => {
    const fs = container();
    const greet = `node -e 'console.log("hello")'`;
    const missing = { stdout: "", stderr: "bash: line 1: node: command not found\n", exitCode: 127 };
    expect(await bash(fs, greet)).toEqual(missing);
    installNode(fs);
    expect(await bash(fs, greet)).toEqual({ stdout: "hello\n", stderr: "", exitCode: 0 });
    expect(await bash(fs, "rm /usr/bin/node")).toMatchObject({ exitCode: 0 });
    expect(await bash(fs, greet)).toEqual(missing);
  });

  test("copied, renamed, linked and moved it still is node", async () => {
    const fs = container();
    installNode(fs);
    const line = [
      "cp /usr/bin/node /usr/local/bin/js",
      "ln -s node /usr/bin/nodejs",
      "ln /usr/bin/node /tmp/hard",
      "mv /usr/bin/node /root/moved",
      "js -p 1",
      "nodejs -p 2; /tmp/hard -p 3; /root/moved -p 4",
      "cd /root && ./moved -p 5",
    ].join("; ");
    expect(await bash(fs, line)).toEqual({
      stdout: "1\n3\n4\n5\n",
      stderr: "bash: line 1: nodejs: command not found\n",
      exitCode: 0,
    });
  });

  test("overwritten or truncated it is not", async () => {
    const fs = container();
    installNode(fs, "/usr/bin/a");
    installNode(fs, "/usr/bin/b");
    installNode(fs, "/usr/bin/c");
    const outcome = await bash(
      fs,
      "echo 'echo text' > /usr/bin/a; truncate -s 3 /usr/bin/b; chmod -x /usr/bin/c; a; b; c",
    );
    expect(outcome.stdout).toBe("text\n");
    expect(outcome.stderr).toContain(
      "bash: line 1: /usr/bin/c: Permission denied".replace("/usr/bin/c", "c"),
    );
    expect(outcome.exitCode).toBe(126);
  });

  test("which, type and command -v answer from the same search", async () => {
    const fs = container();
    const line = "which node; type node; command -v node; echo $?";
    expect(await bash(fs, line)).toEqual({
      stdout: "1\n",
      stderr: "bash: line 1: type: node: not found\n",
      exitCode: 0,
    });
    installNode(fs, "/usr/local/bin/node");
    expect((await bash(fs, line)).stdout).toBe(
      "/usr/local/bin/node\nnode is /usr/local/bin/node\n/usr/local/bin/node\n0\n",
    );
  });

  test("a PATH of the script's own is searched", async () => {
    const fs = container();
    fs.mkdir("/opt/tool/bin", { recursive: true });
    fs.writeFile("/opt/tool/bin/hello", encode("#!/bin/sh\necho tool $1\n"), { mode: 0o755 });
    const outcome = await bash(
      fs,
      "hello; PATH=/opt/tool/bin:$PATH; hello 1; name=hello; $name 2; PATH=/none; ls",
    );
    expect(outcome).toEqual({
      stdout: "tool 1\ntool 2\n",
      stderr: "bash: line 1: hello: command not found\nbash: line 1: ls: command not found\n",
      exitCode: 127,
    });
  });

  test("builtins need no file", async () => {
    const fs = container();
    fs.remove("/usr/bin", { recursive: true });
    fs.mkdir("/usr/bin");
    fs.writeFile("/bash", standIn("bash", 100), { mode: 0o755 });
    const outcome = await run(runtime, fs, [
      "/bash",
      "-c",
      "cd /tmp; echo here; pwd; printf '%s\\n' x; test -d / && ls",
    ]);
    expect(outcome).toEqual({
      stdout: "here\n/tmp\nx\n",
      stderr: "/bash: line 1: ls: command not found\n",
      exitCode: 127,
    });
  });
});

describe("lookup", () => {
  const fs = container();
  fs.writeFile("/tmp/plain", encode("x"));
  test.each([
    ["ls", { found: true, path: "/usr/bin/ls" }],
    ["/bin/ls", { found: true, path: "/bin/ls" }],
    ["nope", { found: false, reason: "not-found" }],
    ["/nope/x", { found: false, reason: "not-found" }],
    ["/etc", { found: false, reason: "is-directory" }],
    ["/tmp/plain", { found: false, reason: "not-executable" }],
    ["./plain", { found: false, reason: "not-executable" }],
    ["", { found: false, reason: "not-found" }],
  ] as const)("%s", (name, expected) => {
    expect(runtime.lookup(name, ENV, "/tmp", fs)).toEqual(expected);
  });

  test("execute permission is the caller's", () => {
    fs.writeFile("/tmp/mine", encode("#!/bin/sh\n"), { mode: 0o744 });
    const other = fs.as({ uid: 1000, gid: 1000, groups: [], umask: 0o022 });
    expect(runtime.lookup("/tmp/mine", ENV, "/", fs)).toMatchObject({ found: true });
    expect(runtime.lookup("/tmp/mine", ENV, "/", other)).toEqual({ found: false, reason: "not-executable" });
  });
});

test.each([
  ["%s|%300000s|", "x", 300_003, ""],
  ["%.200000d", "7", 200_000, ""],
  ["%999999999d", "1", 0, "printf: %999999999d: one conversion is at most 1048576 characters long here\n"],
  ["%*d", "-2000000", 0, "printf: %*d: one conversion is at most 1048576 characters long here\n"],
  ["%.2000f", "1", 0, "printf: %.2000f: one conversion is at most 100 digits long here\n"],
])("printf %j has bounds and says them", async (format, value, length, stderr) => {
  const { stdout, stderr: said } = await run(runtime, container(), [
    "bash",
    "-c",
    `/usr/bin/printf '${format}' ${value}`,
  ]);
  expect([stdout.length, said]).toEqual([length, stderr]);
});

test("every known program runs", async () => {
  const fs = container();
  const refused: string[] = [];
  for (const { name, path } of KNOWN_PROGRAMS) {
    if (name === "yes") continue;
    const outcome = await run(runtime, fs, [path, ...(name === "sleep" ? ["0"] : [])], { stdin: "" });
    if (outcome.stderr.includes("cannot execute")) refused.push(name);
  }
  expect(refused).toEqual([]);
});

test("programs given to the runtime run, and see their process", async () => {
  const seen: unknown[] = [];
  const tool: Program = {
    name: "tool",
    async run(context) {
      seen.push(context.argv, context.cwd, context.env.A, context.note, context.path);
      context.stdout("one\n");
      const code = await context.execute(["sh", "-c", "echo child; exit 3"]);
      context.stderr(new TextEncoder().encode("two\n"));
      return code;
    },
  };
  const fs = container();
  fs.writeFile("/usr/bin/t", standIn("tool", 500, "9.9"), { mode: 0o755 });
  const outcome = await run(createRuntime({ programs: [tool] }), fs, [
    "bash",
    "-c",
    "cd /tmp; A=1 t x 'y z'; echo $?",
  ]);
  expect(outcome).toEqual({ stdout: "one\nchild\n3\n", stderr: "two\n", exitCode: 0 });
  expect(seen).toEqual([["t", "x", "y z"], "/tmp", "1", "9.9", "/usr/bin/t"]);
});

test("a stand-in nobody implements, and a real binary, cannot be executed, and say why", async () => {
  const fs = container();
  fs.writeFile("/usr/bin/strange", standIn("strange", 100), { mode: 0o755 });
  fs.writeFile("/usr/bin/native", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0), { mode: 0o755 });
  expect(await bash(fs, "strange; echo $?; native")).toEqual({
    stdout: "126\n",
    stderr:
      "bash: line 1: strange: cannot execute binary file: Exec format error\n" +
      "layerlab: /usr/bin/strange stands in for a program that layerlab does not have.\n" +
      "bash: line 1: native: cannot execute binary file: Exec format error\n" +
      "layerlab: /usr/bin/native is machine code, which layerlab does not run, and it has no program of that name.\n",
    exitCode: 126,
  });
});

test("set -x tells of none of the lab's own commands", async () => {
  const line =
    "set -x; mkdir /made; cat < /etc/group > /dev/null; trap 'echo bye' EXIT; (ls /made); for i in 1; do true; done; echo a | cat";
  for (const shell of ["bash", "sh"]) {
    const { stderr } = await run(runtime, container(), [shell, "-c", line]);
    expect(stderr).not.toMatch(/\u0001|x01|^\+ :/m);
    expect(
      stderr
        .split("\n")
        .filter((each) => /mkdir|ls|cat/.test(each))
        .sort(),
    ).toEqual(["+ cat", "+ cat", "+ ls /made", "+ mkdir /made"]);
  }
});
