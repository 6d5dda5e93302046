import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type AssetName, once } from "../asset.js";

/** The bytes of a file, in memory that threads can share. */
export const asset = once(async (name) => {
  const bytes = await readFile(placeOf(name));
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
});

/** A WebAssembly file, compiled. */
export const wasmAsset = once(async (name) => WebAssembly.compile(await readFile(placeOf(name))));

/** Where packages have their files. */
function placeOf(name: AssetName): string {
  const { resolve } = createRequire(import.meta.url);
  if (name === "quickjs.wasm") return resolve("quickjs-wasi/quickjs.wasm");
  return join(dirname(resolve("just-bash")), "../../vendor/cpython-emscripten", name);
}
