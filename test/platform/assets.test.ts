import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as nodeAssets from "../../src/platform/node/assets.js";

const QUICKJS = createRequire(import.meta.url).resolve("quickjs-wasi/quickjs.wasm");

/** A fresh form of browsers: what is read is kept. */
async function browserAssets(): Promise<typeof import("../../src/platform/browser/assets.js")> {
  vi.resetModules();
  return import("../../src/platform/browser/assets.js");
}

afterEach(() => vi.unstubAllGlobals());

describe.each([
  ["node", async () => nodeAssets],
  [
    "browser",
    async () => {
      const assets = await browserAssets();
      assets.setAssetSource(async () => new Uint8Array(await readFile(QUICKJS)));
      return assets;
    },
  ],
] as const)("assets in %s", (_name, form) => {
  test("are read and compiled once", async () => {
    const { asset, wasmAsset } = await form();
    expect(Buffer.from(await asset("quickjs.wasm")).equals(await readFile(QUICKJS))).toBe(true);
    expect(await asset("quickjs.wasm")).toBe(await asset("quickjs.wasm"));
    const compiled = await wasmAsset("quickjs.wasm");
    expect(Object.prototype.toString.call(compiled)).toBe("[object WebAssembly.Module]");
    expect(await wasmAsset("quickjs.wasm")).toBe(compiled);
  });
});

test("Node.js finds every file in its package", async () => {
  for (const name of ["python.wasm", "python313.zip", "python.cjs"] as const)
    expect((await nodeAssets.asset(name)).length).toBeGreaterThan(100_000);
});

test("a browser looks beside the module, and again after a failure", async () => {
  const asked: string[] = [];
  let status = 404;
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url.replace(/^.*\//, ""));
    return new Response("bytes", { status });
  });
  const { asset } = await browserAssets();
  await expect(asset("python.wasm")).rejects.toThrow(/python\.wasm is not available: .* returned 404/);
  status = 200;
  expect(new TextDecoder().decode(await asset("python.wasm"))).toBe("bytes");
  await asset("python.wasm");
  expect(asked).toEqual(["python.wasm", "python.wasm"]);
});
