import { beforeAll, describe, expect, test } from "vitest";
import type { InputSource } from "../../src/process/asked-input.js";
import { ProcessSignals } from "../../src/process/signals.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { pythonRuntime, withPython } from "./python-support.js";
import { ENV, gather, HOSTNAME, installNode } from "./support.js";

const runtime = pythonRuntime();
let fs: FileSystem;
beforeAll(() => {
  fs = withPython();
  installNode(fs);
});

/** The output, with `[LINE]` where a line was typed, and `[^D]` at the end of input. */
async function typed(
  argv: readonly string[],
  lines: readonly string[],
  onAsk?: () => Promise<Uint8Array>,
  tty = true,
) {
  let screen = "";
  const out = gather((text) => {
    screen += text;
  });
  const left = [...lines];
  const source: InputSource = {
    line: async () => {
      const line = left.shift();
      screen += `[${line ?? "^D"}]\n`;
      if (line === undefined && onAsk !== undefined) return onAsk();
      return new TextEncoder().encode(line === undefined ? "" : `${line}\n`);
    },
  };
  const signals = new ProcessSignals();
  const stdio = { ...out.stdio, stdin: source };
  const ended = runtime.run({ argv, env: ENV, cwd: "/", fs, hostname: HOSTNAME, tty, stdio, signals });
  return { signals, ended, screen: () => screen };
}

async function screenOf(argv: readonly string[], lines: readonly string[], tty = true): Promise<string> {
  const { ended, screen } = await typed(argv, lines, undefined, tty);
  await ended;
  return screen();
}

const python = (code: string) => ["python3", "-c", code];
const node = (code: string) => ["node", "-e", code];

describe("python asks for a line when it reads one", () => {
  test.each([
    ["input", "print(f\"hi {input('name? ')}\")", ["Ada"], "name? [Ada]\nhi Ada\n"],
    ["two of them", "a = input('a '); b = input('b '); print(a + b)", ["1", "2"], "a [1]\nb [2]\n12\n"],
    ["its end", "try:\n  input()\nexcept EOFError as e: print(e)", [], "[^D]\nEOF when reading a line\n"],
    [
      "lines",
      "import sys\nfor l in sys.stdin: print('=', l, end='', flush=True)",
      ["a", "b"],
      "[a]\n= a\n[b]\n= b\n[^D]\n",
    ],
    ["all", "import sys; print(len(sys.stdin.read()))", ["a", "ü"], "[a]\n[ü]\n[^D]\n4\n"],
    ["a long line", "print(len(input()))", ["x".repeat(20_000)], `[${"x".repeat(20_000)}]\n20000\n`],
    ["nothing", "print(1)", ["unread"], "1\n"],
  ])("%s", async (_, code, lines, screen) => {
    expect(await screenOf(python(code), lines)).toBe(screen);
  });

  test("a signal that it handles ends the wait", async () => {
    const code = "try:\n  input('? ')\nexcept KeyboardInterrupt: print('stopped')";
    const run = await typed(python(code), [], async () => {
      void run.signals.sendFromOutside("INT");
      return new Promise(() => {});
    });
    await run.ended;
    expect(run.screen()).toBe("? [^D]\nstopped\n");
  });
});

describe("node asks for a line when it reads one", () => {
  const rl =
    "const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });";
  test.each([
    [
      "question",
      `${rl} rl.question('name? ', (n) => { console.log('hi ' + n); rl.close(); });`,
      ["Ada"],
      "name? [Ada]\nhi Ada\n",
    ],
    [
      "one after the other",
      `${rl} rl.question('a ', (a) => rl.question('b ', (b) => { console.log(a + b); rl.close(); }));`,
      ["1", "2"],
      "a [1]\nb [2]\n12\n",
    ],
    [
      "promises",
      "const rl = require('readline/promises').createInterface({ input: process.stdin }); (async () => { const a = await rl.question('a '); console.log(a); rl.close(); })()",
      ["1"],
      "a [1]\n1\n",
    ],
    [
      "lines",
      `${rl} rl.on('line', (l) => console.log('=' + l)).on('close', () => console.log('end'));`,
      ["a", "b"],
      "[a]\n=a\n[b]\n=b\n[^D]\nend\n",
    ],
    [
      "data",
      "process.stdin.on('data', (d) => console.log('=' + String(d).trim())).on('end', () => console.log('end'));",
      ["a", "b"],
      "[a]\n=a\n[b]\n=b\n[^D]\nend\n",
    ],
    [
      "for await",
      "(async () => { for await (const l of process.stdin) console.log('=' + String(l).trim()); })()",
      ["a"],
      "[a]\n=a\n[^D]\n",
    ],
    [
      "all",
      "console.log(String(require('fs').readFileSync(0, 'utf8').length))",
      ["a", "bc"],
      "[a]\n[bc]\n[^D]\n5\n",
    ],
    [
      "one line of an interface",
      `${rl} rl.once('line', (l) => { console.log('=' + l); rl.close(); });`,
      ["a", "unread"],
      "[a]\n=a\n",
    ],
    [
      "readable",
      "process.stdin.on('readable', () => { for (let c; (c = process.stdin.read()) !== null; ) console.log('=' + String(c).trim()); })",
      ["a", "b"],
      "[a]\n=a\n[b]\n=b\n[^D]\n",
    ],
    ["pipe", "process.stdin.pipe(process.stdout)", ["a", "b"], "[a]\na\n[b]\nb\n[^D]\n"],
    ["nothing", "console.log('1')", ["unread"], "1\n"],
  ])("%s", async (_, code, lines, screen) => {
    expect(await screenOf(node(code), lines)).toBe(screen);
  });
});

test("without a terminal, a program's text may be what is typed", async () => {
  expect(await screenOf(["node", "-"], ["console.log('in')"], false)).toBe("[console.log('in')]\n[^D]\nin\n");
  expect(await screenOf(["python3", "-"], ["print('in')"], false)).toBe("[print('in')]\n[^D]\nin\n");
});
