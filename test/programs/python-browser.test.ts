import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test, vi } from "vitest";
import { setAssetSource } from "../../src/platform/browser/assets.js";
import { pythonRuntime, withPython } from "./python-support.js";
import { run } from "./support.js";

vi.mock("../../src/platform/node/guest.js", () => import("../../src/platform/browser/guest.js"));
vi.mock("../../src/platform/node/assets.js", () => import("../../src/platform/browser/assets.js"));

const PACKAGES = createRequire(import.meta.url);
const CPYTHON = join(dirname(PACKAGES.resolve("just-bash")), "../../vendor/cpython-emscripten");
setAssetSource(async (name) => new Uint8Array(await readFile(join(CPYTHON, name))));

test("CPython runs without a thread and without shared memory, as in a page", async () => {
  vi.stubGlobal("SharedArrayBuffer", undefined);
  try {
    const fs = withPython();
    const script = [
      "import json, os, sys, time, zlib",
      "open('/made', 'w').write(json.dumps({'argv': sys.argv[1:], 'sum': zlib.crc32(b'x')}))",
      "time.sleep(0.01)",
      "print(os.listdir('/usr/local/lib'), open('/made').read())",
      "open('/missing')",
    ].join("\n");
    const result = await run(pythonRuntime(), fs, ["python3", "-c", script, "a"]);
    expect(result.stdout).toBe(`['python3.10'] {"argv": ["a"], "sum": 2363233923}\n`);
    expect(result.stderr).toMatch(/FileNotFoundError: \[Errno 2\] No such file or directory: '\/missing'\n$/);
    expect(result.exitCode).toBe(1);
    expect(new TextDecoder().decode(fs.readFile("/made"))).toContain("2363233923");
  } finally {
    vi.unstubAllGlobals();
  }
});
