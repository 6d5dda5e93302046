import xterm from "@xterm/headless";
import { expect, test } from "vitest";
import { TerminalProgress } from "../../src/cli/build-progress/terminal.js";

const bytes = (text: string) => new TextEncoder().encode(text);

/** What a person sees in a terminal of this size, and a build's progress in it. */
function terminal(columns: number, rows: number) {
  const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  let clock = 0;
  const progress = new TerminalProgress(
    (text) => screen.write(text),
    () => ({ columns, rows }),
    () => clock,
  );
  return {
    progress,
    wait: (milliseconds: number) => {
      clock += milliseconds;
    },
    lines: async () => {
      await new Promise<void>((resolve) => screen.write("", resolve));
      const { active } = screen.buffer;
      const text = Array.from(
        { length: active.length },
        (_, at) => active.getLine(at)?.translateToString(true) ?? "",
      );
      return text.join("\n").trimEnd().split("\n");
    },
  };
}

test("a step's line is written over while it runs, its last output under it, and stays when it ends", async () => {
  const { progress, wait, lines } = terminal(60, 20);
  progress.event({ kind: "vertex", id: 1, name: "[1/3] FROM docker.io/library/ubuntu:latest" });
  progress.event({ kind: "cached", id: 1 });
  progress.event({ kind: "vertex", id: 2, name: "[2/3] RUN make" });
  progress.event({ kind: "log", id: 2, stream: "stdout", bytes: bytes("one\ntwo\n10%\r20%") });
  wait(1500);
  progress.event({ kind: "vertex", id: 3, name: "[3/3] COPY app.js ." });
  expect(await lines()).toEqual([
    "[+] Building 1.5s (1/3)                             layerlab",
    " => CACHED [1/3] FROM docker.io/library/ubuntu:latest   0.0s",
    " => [2/3] RUN make                                      1.5s",
    " => => # one",
    " => => # two",
    " => => # 20%",
    " => [3/3] COPY app.js .                                 0.0s",
  ]);
  progress.event({ kind: "done", id: 2, seconds: 1.5 });
  progress.event({ kind: "done", id: 3, seconds: 0 });
  progress.end();
  expect(await lines()).toEqual([
    "[+] Building 1.5s (3/3) FINISHED                    layerlab",
    " => CACHED [1/3] FROM docker.io/library/ubuntu:latest   0.0s",
    " => [2/3] RUN make                                      1.5s",
    " => [3/3] COPY app.js .                                 0.0s",
  ]);
});

test("a failing step is marked, and what it printed is quoted", async () => {
  const { progress, lines } = terminal(50, 20);
  progress.event({ kind: "vertex", id: 1, name: "[2/2] RUN false" });
  progress.event({ kind: "log", id: 1, stream: "stderr", bytes: bytes("\x1b[2J\x1b[31mno\x1b[0m luck\n") });
  progress.event({ kind: "error", id: 1, message: "exit code: 1" });
  progress.end();
  expect((await lines())[1]).toBe(" => ERROR [2/2] RUN false                     0.0s");
  expect(progress.failure()).toBe("------\n > [2/2] RUN false:\nno luck\n------\n");
});

test("more steps than the terminal has lines: the newest while it runs, all at the end, none twice", async () => {
  const { progress, wait, lines } = terminal(40, 8);
  for (let id = 1; id <= 20; id++) {
    wait(200);
    progress.event({ kind: "vertex", id, name: `step ${id} ${"long ".repeat(20)}` });
    progress.event({ kind: "done", id, seconds: 0.2 });
  }
  wait(200);
  progress.event({ kind: "status", id: 20, text: "almost" });
  expect(await lines()).toHaveLength(7);
  progress.end();
  const end = await lines();
  expect(end.filter((line) => line.startsWith(" => step"))).toHaveLength(20);
  expect(end).toHaveLength(22);
});
