import { describe, expect, test } from "vitest";
import { createNode } from "../../src/programs/node/program.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { container, installNode, run } from "./support.js";

const runtime = createRuntime();

describe("bounds", () => {
  // One bound in each: on a busy machine the other one may come first.
  const short = createRuntime({ programs: [createNode({ milliseconds: 100 })] });
  const small = createRuntime({ programs: [createNode({ memory: 16 * 2 ** 20 })] });
  const fs = container();
  installNode(fs);

  test("a loop that never gives way is stopped", async () => {
    expect(
      await run(short, fs, ["node", "-e", "try { for (;;); } catch { console.log('caught') }"]),
    ).toMatchObject({
      stdout: "",
      stderr: expect.stringContaining("stopped"),
      exitCode: 137,
    });
  });

  test("memory is limited", async () => {
    expect(
      await run(small, fs, ["node", "-e", "const a = []; for (;;) a.push(new Array(1e4).fill(1))"]),
    ).toMatchObject({
      stderr: expect.stringContaining("JavaScript heap out of memory"),
      exitCode: 134,
    });
  });

  test("deep recursion can be caught", async () => {
    const code =
      "function r() { return r() + 1 } try { r() } catch (e) { console.log(e instanceof RangeError, e.message) }";
    expect(await run(small, fs, ["node", "-e", code])).toMatchObject({
      stdout: "true Maximum call stack size exceeded\n",
    });
  });

  test.each([
    ["waits", "setInterval(() => {}, 1000)"],
    ["computes", "for (;;);"],
    ["computes in promises", "(async () => { for (;;) await 1 })()"],
    ["computes in timers", "setInterval(() => { for (;;); }, 0)"],
    ["looks for a pattern", "/^(a+)+$/.test('a'.repeat(60) + 'b')"],
    ["writes files", "for (;;) require('fs').writeFileSync('/tmp/x', 'y')"],
    ["catches everything", "for (;;) try { for (;;); } catch {} finally { continue }"],
  ])("a program that %s ends when it is killed", async (_, code) => {
    const stop = new AbortController();
    const outcome = await run(runtime, fs, ["node", "-e", `console.log('up'); ${code}`], {
      signal: stop.signal,
      onOutput: () => stop.abort(),
    });
    expect(outcome).toEqual({ stdout: "up\n", stderr: "", exitCode: 137 });
  });

  test("a program that only writes ends when it is killed, and its output is whole lines till then", async () => {
    const stop = new AbortController();
    let written = 0;
    const { stdout, exitCode } = await run(
      runtime,
      fs,
      ["node", "-e", "for (;;) console.log('0123456789')"],
      {
        signal: stop.signal,
        onOutput(text) {
          written += text.length;
          if (written > 100_000) stop.abort();
        },
      },
    );
    expect(exitCode).toBe(137);
    expect(stdout.replaceAll("0123456789\n", "")).toBe("");
  });

  test("what was written is seen while the program goes on computing", async () => {
    const seen = await new Promise<string>((resolve) => {
      const stop = new AbortController();
      void run(
        runtime,
        fs,
        ["node", "-e", "process.stdout.write('now'); process.stderr.write('too'); for (;;);"],
        {
          signal: stop.signal,
          onOutput(text) {
            all += text;
            if (all === "nowtoo") {
              stop.abort();
              resolve(all);
            }
          },
        },
      );
      let all = "";
    });
    expect(seen).toBe("nowtoo");
  });
});
