import { type Comparison, compareContents } from "../analysis/compare.js";
import { ledgerOf } from "../analysis/ledger.js";
import { type Lenses, lensesOf } from "../analysis/lenses.js";
import { type Sharing, sharingOf } from "../analysis/sharing.js";
import { compareBundle } from "../display/compare.js";
import { lensesBundle } from "../display/lenses.js";
import { sharingBundle } from "../display/sharing.js";
import { stackBundle } from "../display/stack.js";
import { verifyBundle } from "../display/verify.js";
import type { Engine, Stack } from "../engine/engine.js";
import type { Verification } from "../image/verify.js";
import { Layer } from "./layer.js";
import { LedgerView } from "./ledger.js";
import { View } from "./shown.js";

/** Views of layers, each a value that shows itself and has its data in `data`. */

export async function stackView(engine: Engine, name: string): Promise<View<Stack>> {
  const data = await engine.stack(name);
  return new View(data, () => stackBundle(data));
}

export async function sharingView(engine: Engine, names: readonly string[]): Promise<View<Sharing>> {
  const stacks: Stack[] = [];
  for (const name of names) stacks.push(await engine.stack(name));
  const data = sharingOf(stacks);
  return new View(data, () => sharingBundle(data));
}

export async function layerView(engine: Engine, name: string, which: number | string): Promise<Layer> {
  return new Layer(await engine.contents(name), which);
}

export async function ledgerView(engine: Engine, name: string): Promise<LedgerView> {
  return new LedgerView(ledgerOf(await engine.contents(name)));
}

export async function lensesView(engine: Engine, name: string, path: string): Promise<View<Lenses>> {
  const data = lensesOf(await engine.contents(name), path);
  return new View(data, () => lensesBundle(data));
}

export async function compareView(engine: Engine, first: string, second: string): Promise<View<Comparison>> {
  const data = compareContents(await engine.contents(first), await engine.contents(second));
  return new View(data, () => compareBundle(data));
}

export async function verifyView(engine: Engine, image: string): Promise<View<Verification>> {
  const data = await engine.verify(image);
  return new View(data, () => verifyBundle(data));
}
