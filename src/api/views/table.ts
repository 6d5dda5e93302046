import { type BeforeAfterMethod, beforeAfter } from "./before-after.js";
import { type CacheMethod, cache } from "./cache.js";
import { type CommandsMethod, commands } from "./commands.js";
import { type CompareMethod, compare } from "./compare.js";
import { type CopiesMethod, copies } from "./copies.js";
import { type DiffMethod, diff } from "./diff.js";
import { type DocumentsMethod, documents } from "./documents.js";
import type { AnyView, Subject, WithoutSubject } from "./entry.js";
import { type HistoryMethod, history } from "./history.js";
import { type InstructionsMethod, instructions } from "./instructions.js";
import { type LayerMethod, layer } from "./layer.js";
import { type LedgerMethod, ledger } from "./ledger.js";
import { type LensesMethod, lenses } from "./lenses.js";
import { type RecipeMethod, recipe } from "./recipe.js";
import { type OwnStackMethod, type StackMethod, stack } from "./stack.js";
import { type UnionMethod, union } from "./union.js";
import { type VerifyMethod, verify } from "./verify.js";
import { type WritableMethod, writable } from "./writable.js";

interface Methods
  extends HistoryMethod,
    DiffMethod,
    CommandsMethod,
    StackMethod,
    LayerMethod,
    LedgerMethod,
    LensesMethod,
    CompareMethod,
    VerifyMethod,
    UnionMethod,
    CopiesMethod,
    WritableMethod,
    DocumentsMethod,
    BeforeAfterMethod,
    InstructionsMethod,
    CacheMethod,
    RecipeMethod {}

/** Every view as a method of the `docker` object: the first argument says of what. */
export type DockerViews = { readonly [Name in keyof Methods]: Methods[Name] };

/** Every view there is, in the order in which they are listed. `docker`, images and containers get their methods from here. */
export const VIEWS = {
  history,
  diff,
  commands,
  stack,
  layer,
  ledger,
  lenses,
  compare,
  verify,
  union,
  copies,
  writable,
  documents,
  beforeAfter,
  instructions,
  cache,
  recipe,
} satisfies { readonly [Name in keyof DockerViews]: AnyView };

type ViewsOf<Kind extends Subject> = {
  readonly [Name in keyof Methods as Kind extends (typeof VIEWS)[Name]["of"][number]
    ? Name
    : never]: Name extends "stack" ? OwnStackMethod : WithoutSubject<Methods[Name]>;
};

export interface ImageViews extends ViewsOf<"image"> {}
export interface ContainerViews extends ViewsOf<"container"> {}

/** The views of one kind of thing, or of all. */
export function viewsOf(kind?: Subject): readonly (readonly [name: string, view: AnyView])[] {
  const all: readonly (readonly [string, AnyView])[] = Object.entries(VIEWS);
  return kind === undefined ? all : all.filter(([, { of }]) => of.includes(kind));
}
