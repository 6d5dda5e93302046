import { describe, expect, test } from "vitest";
import { createRuntime } from "../../src/programs/runtime.js";
import { container, ENV, gather, HOSTNAME, installNode, run } from "./support.js";

const runtime = createRuntime();

/** Runs a line that never ends until `enough` of its output has come, then kills it. */
async function until(line: string, enough: (text: string) => boolean) {
  const fs = container();
  installNode(fs);
  const stop = new AbortController();
  let text = "";
  const outcome = await run(runtime, fs, ["bash", "-c", line], {
    signal: stop.signal,
    onOutput(piece) {
      text += piece;
      if (enough(text)) stop.abort();
    },
  });
  return { ...outcome, text };
}

const three = (text: string) => text.split("\n").length > 3;

describe("output comes while the process runs", () => {
  test.each([
    ["a loop", "while :; do echo tick; sleep 0.001; done"],
    ["a loop in a subshell after a failure", "false || ( while true; do echo tick; sleep 0.001; done )"],
    ["the last command of a pipe", "echo x | while true; do echo tick; sleep 0.001; done"],
    ["a nested shell", "bash -c 'while :; do echo tick; sleep 0.001; done'"],
    ["a program", "node -e 'setInterval(() => console.log(`tick`), 1)'"],
    ["standard error", "while :; do echo tick >&2; sleep 0.001; done"],
    ["eval", "eval 'while :; do echo tick; sleep 0.001; done'"],
    ["exec", "exec node -e 'setInterval(() => console.log(`tick`), 1)'"],
  ])("of %s", async (_, line) => {
    const outcome = await until(line, three);
    expect(outcome.text.slice(0, 15)).toBe("tick\ntick\ntick\n");
    expect(outcome.exitCode).toBe(137);
  });

  test("in the order written, whoever writes", async () => {
    const fs = container();
    const line =
      "type cd; echo one; cd /none; printf 'two\\n'; declare -p HOME; f() { echo f; }; f; (echo sub); ls -d /tmp; nosuch; echo end";
    let text = "";
    await run(runtime, fs, ["bash", "-c", line], { onOutput: (piece) => (text += piece) });
    expect(text).toBe(
      "cd is a shell builtin\none\nbash: line 1: cd: /none: No such file or directory\ntwo\n" +
        'declare -x HOME="/root"\nf\nsub\n/tmp\nbash: line 1: nosuch: command not found\nend\n',
    );
  });

  test("what is captured or redirected does not leak", async () => {
    const fs = container();
    const line =
      "x=$(echo a; echo b >&2); echo c > /f; echo d 2>&1 >/g | cat; { echo e; ls -d /tmp; } > /h; echo $x; cat /f /g /h";
    expect(await run(runtime, fs, ["bash", "-c", line])).toEqual({
      stdout: "a\nc\nd\ne\n/tmp\n",
      stderr: "b\n",
      exitCode: 0,
    });
  });
});

describe("hostile programs are bounded", () => {
  test.each([
    ["a loop without commands", "while :; do :; done"],
    ["an arithmetic loop", "for ((;;)); do ((i++)); done"],
    ["until", "until false; do x=1; done"],
    ["a loop in a function", "f() { while true; do x=$x; done; }; f"],
    ["a loop in a condition", "if while :; do :; done; then :; fi"],
    ["yes", "yes > /dev/null"],
    ["sleep infinity", "sleep infinity"],
  ])("%s ends when it is killed", async (_, line) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const begun = performance.now();
    const { exitCode } = await run(runtime, container(), ["bash", "-c", line], { signal: stop.signal });
    expect(exitCode).toBe(137);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test("killed before it began, it does nothing", async () => {
    const fs = container();
    expect(await run(runtime, fs, ["touch", "/made"], { signal: AbortSignal.abort() })).toMatchObject({
      exitCode: 137,
    });
    expect(fs.lstatIfExists("/made")).toBeUndefined();
  });

  test("a function that calls itself", async () => {
    const outcome = await run(runtime, container(), ["bash", "-c", "f() { f; }; f; echo after"]);
    expect(outcome.stderr).toContain("maximum function nesting level exceeded");
  });

  test("a script that runs itself", async () => {
    const fs = container();
    const outcome = await run(runtime, fs, ["bash", "-c", "echo '/me; echo x' > /me; chmod +x /me; /me"]);
    expect(outcome.stderr).toContain("fork: retry: Resource temporarily unavailable");
  });

  test("an endless writer into a pipe that reads little", async () => {
    const outcome = await run(runtime, container(), [
      "bash",
      "-c",
      "yes | head -n 2; cat /dev/zero | head -c 3 | wc -c",
    ]);
    expect(outcome).toEqual({ stdout: "y\ny\n3\n", stderr: "", exitCode: 0 });
  });

  test("an interpreter that is its own script", async () => {
    const fs = container();
    const outcome = await run(runtime, fs, ["bash", "-c", "printf '#!/me\\n' > /me; chmod +x /me; /me"]);
    expect(outcome).toMatchObject({ exitCode: 126 });
  });
});

test("bytes go through a pipe and a file unchanged", async () => {
  const fs = container();
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  fs.writeFile("/bytes", bytes);
  const out: number[] = [];
  await runtime.run({
    argv: ["bash", "-c", "cat /bytes | cat > /copy; cat < /copy"],
    env: ENV,
    cwd: "/",
    fs,
    hostname: HOSTNAME,
    tty: false,
    stdio: { stdout: (chunk) => out.push(...chunk), stderr: gather().stdio.stderr },
  });
  expect(out).toEqual([...bytes]);
});

describe("what runs in the background", () => {
  test.each([
    ["does not hold up the script", "sleep infinity & echo on", "on\n"],
    [
      "is waited for by wait",
      "x=1; { sleep 0.005; echo slow $x; } & echo first; wait; echo last",
      "first\nslow 1\nlast\n",
    ],
    ["ends with its shell", "while :; do sleep 0.001; done & echo end", "end\n"],
    ["changes no variable of the script", "x=1; { x=2; } & wait; echo $x", "1\n"],
  ])("%s", async (_, line, expected) => {
    const outcome = await run(runtime, container(), ["bash", "-c", line]);
    expect(outcome).toEqual({ stdout: expected, stderr: "", exitCode: 0 });
  });
});
