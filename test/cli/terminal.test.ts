import { PassThrough } from "node:stream";
import { beforeEach, expect, test } from "vitest";
import { openTerminal, runInTerminal, type TerminalStreams } from "../../src/cli/terminal.js";
import { type TestLab, ubuntuLab } from "./engine.js";

let lab: TestLab;
beforeEach(async () => {
  lab = await ubuntuLab();
});

function streams(isTTY: boolean): TerminalStreams & {
  readonly stdin: PassThrough;
  /** Resolves when the text has been printed. */
  printed(text: string): Promise<void>;
  readonly text: () => string;
} {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const stderr = new PassThrough();
  let text = "";
  let listen = (): void => {};
  for (const stream of [stdout, stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      listen();
    });
  }
  return {
    stdin,
    stdout,
    stderr,
    text: () => text,
    printed: (wanted) =>
      new Promise((resolve) => {
        listen = () => {
          if (text.includes(wanted)) resolve();
        };
        listen();
      }),
  };
}

test("a pipe: its bytes are the program's input", async () => {
  const io = streams(false);
  io.stdin.end("echo one\nexit 5\n");
  expect(await runInTerminal(["docker", "run", "-i", "ubuntu", "bash"], lab.engine, io)).toBe(5);
  await io.printed("one\n");
});

test("a terminal: prompt, lines, exit", async () => {
  const io = streams(true);
  const code = runInTerminal(["run", "-ti", "ubuntu"], lab.engine, io);
  await io.printed(":/# ");
  io.stdin.write("cd /tmp\r");
  await io.printed(":/tmp# ");
  io.stdin.write("exit 3\r");
  expect(await code).toBe(3);
});

test("Ctrl-D at the prompt ends the shell", async () => {
  const io = streams(true);
  const code = runInTerminal(["run", "-ti", "--name", "base", "ubuntu"], lab.engine, io);
  await io.printed(":/# ");
  io.stdin.write("\x04");
  expect(await code).toBe(0);
  expect((await lab.engine.inspectContainer("base")).State.Status).toBe("exited");
});

test("Ctrl-C at the prompt leaves the container running", async () => {
  const io = streams(true);
  const code = runInTerminal(["run", "-ti", "--name", "base", "ubuntu"], lab.engine, io);
  await io.printed(":/# ");
  io.stdin.write("\x03");
  expect(await code).toBe(0);
  expect((await lab.engine.inspectContainer("base")).State.Running).toBe(true);
  expect(io.text()).toContain("base is still running");
});

test("signals are listened to once a command asks for it, and no listener is left behind", () => {
  const before = process.listenerCount("SIGINT");
  const terminal = openTerminal(streams(false));
  expect(process.listenerCount("SIGINT")).toBe(before);
  expect([terminal.io.signal?.aborted, terminal.io.signal?.aborted]).toEqual([false, false]);
  expect(process.listenerCount("SIGINT")).toBe(before + 1);
  terminal.close();
  expect(process.listenerCount("SIGINT")).toBe(before);
});
