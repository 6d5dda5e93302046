import { AssetMissingError } from "../../errors/platform.js";
import { type AssetName, once } from "../asset.js";

/** How a page gets the bytes of a file. */
export type AssetSource = (name: AssetName) => Promise<Uint8Array>;

let source: AssetSource = fromBeside;

/** Says where the files are, in place of beside this module: in the page itself, where there is one file only. */
export function setAssetSource(given: AssetSource): void {
  source = given;
}

/** The bytes of a file. */
export const asset = once((name) => source(name));

/** A WebAssembly file, compiled. */
export const wasmAsset = once(async (name) => WebAssembly.compile(await source(name)));

async function fromBeside(name: AssetName): Promise<Uint8Array> {
  const url = new URL(name, import.meta.url).href;
  const response = await fetch(url);
  if (!response.ok) throw new AssetMissingError(name, url, response.status);
  return new Uint8Array(await response.arrayBuffer());
}
