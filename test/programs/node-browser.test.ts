import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test, vi } from "vitest";
import { setAssetSource } from "../../src/platform/browser/assets.js";
import { createNode } from "../../src/programs/node/program.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { container, installNode, run } from "./support.js";

vi.mock("../../src/platform/node/guest.js", () => import("../../src/platform/browser/guest.js"));
vi.mock("../../src/platform/node/assets.js", () => import("../../src/platform/browser/assets.js"));

const QUICKJS = createRequire(import.meta.url).resolve("quickjs-wasi/quickjs.wasm");
setAssetSource(async () => new Uint8Array(await readFile(QUICKJS)));

const runtime = createRuntime({ programs: [createNode({ milliseconds: 100 })] });

/** As in a page that may not share memory between threads. */
async function node(code: string, signal?: AbortSignal, onOutput?: (text: string) => void) {
  vi.stubGlobal("SharedArrayBuffer", undefined);
  try {
    const fs = container();
    installNode(fs);
    return await run(runtime, fs, ["node", "-e", code], {
      ...(signal === undefined ? {} : { signal }),
      ...(onOutput === undefined ? {} : { onOutput }),
    });
  } finally {
    vi.unstubAllGlobals();
  }
}

test("QuickJS runs without a thread, as in a page", async () => {
  const code = [
    "const fs = require('fs'); fs.writeFileSync('/made', 'text')",
    "setTimeout(() => { console.log(fs.readFileSync('/made', 'utf8')); fs.readFileSync('/gone') }, 5)",
  ].join("; ");
  const { stdout, stderr, exitCode } = await node(code);
  expect({ stdout, exitCode }).toEqual({ stdout: "text\n", exitCode: 1 });
  expect(stderr).toContain("ENOENT: no such file or directory, open '/gone'");
});

test("waiting for a timer, it ends when it is killed", async () => {
  const stop = new AbortController();
  const outcome = await node("console.log('up'); setInterval(() => {}, 1000)", stop.signal, () =>
    stop.abort(),
  );
  expect(outcome).toEqual({ stdout: "up\n", stderr: "", exitCode: 137 });
});

test.each(["for (;;);", "for (;;) require('fs').existsSync('/')", "for (;;) console.log('more')"])(
  "%s is ended, since nothing else can run meanwhile",
  async (code) => {
    const { stderr, exitCode } = await node(code);
    expect({ stderr, exitCode }).toEqual({
      stderr: expect.stringContaining("node: stopped:"),
      exitCode: 137,
    });
  },
);
