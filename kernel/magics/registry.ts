import { distance } from "fastest-levenshtein";
import { dockerfile } from "./dockerfile.js";
import { help } from "./help.js";
import { html } from "./html.js";
import { lsmagic } from "./lsmagic.js";
import type { CellMagic, CodeMagic, Magic, MagicCall, MagicPlace } from "./magic.js";
import { markdown } from "./markdown.js";
import { page } from "./page.js";
import { sh } from "./sh.js";
import { cellTime, time } from "./time.js";
import { types } from "./types.js";
import { writefile } from "./writefile.js";

/** The magics that take a cell's lines, each under the name of its import. */
const CELL_MAGICS = { sh, dockerfile, writefile, html, markdown };

/** All magics, in the order of help. Parser, completion, colours and help read this list. */
export const MAGICS: readonly Magic[] = [
  help,
  lsmagic,
  ...Object.values(CELL_MAGICS),
  time,
  cellTime,
  types,
  page,
];

type CellMagics = typeof CELL_MAGICS;
type Key = keyof CellMagics;
/** What each magic's `parse` returns and its `run` receives. */
type Requests = { readonly [K in Key]: ReturnType<CellMagics[K]["parse"]> };

/** A cell that a magic begins, to be run by the process of the cells. */
export type MagicTask<K extends Key = Key> = {
  readonly [P in K]: { readonly kind: "magic"; readonly magic: P; readonly request: Requests[P] };
}[K];

/** The same, typed so that a magic runs only what it has parsed. */
const BY_KEY: { readonly [K in Key]: CellMagic<Requests[K]> } = CELL_MAGICS;

/** @param name with its percent signs */
export function findMagic(name: string): Magic | undefined {
  return MAGICS.find((magic) => magic.name === name);
}

/**
 * @param name such as `%%sh`
 * @returns undefined if no magic of that name takes a cell's lines
 * @throws {CellSyntaxError}
 */
export function parseMagic(name: string, call: MagicCall): MagicTask | undefined {
  const key = keysOf(BY_KEY).find((each) => BY_KEY[each].name === name);
  return key && parse(key, call);
}

function parse<K extends Key>(magic: K, call: MagicCall): MagicTask<K> {
  return { kind: "magic", magic, request: BY_KEY[magic].parse(call) };
}

export function runMagic<K extends Key>(task: MagicTask<K>, place: MagicPlace): Promise<void> {
  return BY_KEY[task.magic].run(task.request, place);
}

/** The magic that code runs within. */
export function codeMagic(name: string): CodeMagic | undefined {
  const magic = findMagic(name);
  return magic?.kind === "code" ? magic : undefined;
}

/** What the magics above a cell's TypeScript print. */
export function printed(name: string, choice?: string): string {
  const magic = findMagic(name);
  return magic?.kind === "print" ? magic.print(MAGICS, choice) : "";
}

/** JupyterLab's name for the language of a cell's other lines, by the magic that begins the cell. */
export function cellLanguages(): { readonly [magic: string]: string } {
  return Object.fromEntries(
    Object.values(BY_KEY).flatMap(({ name, language }) => (language === undefined ? [] : [[name, language]])),
  );
}

/** The usage of the magic with the name nearest to `name`, or whose name is `name` in other kernels. */
export function suggestMagic(name: string): string | undefined {
  const written = MAGICS.filter(({ kind }) => kind !== "other");
  const [nearest] = written
    .map((magic) => ({ magic, distance: distance(bare(name), bare(magic.name)) }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance <= Math.max(1, Math.floor(bare(nearest.magic.name).length / 2)))
    return nearest.magic.usage;
  return written.find(({ elsewhere }) => elsewhere?.includes(bare(name)))?.usage;
}

/** The magic that a line begins with. */
export function describeMagic(line: string): string | undefined {
  const magic = findMagic(/^%\S+/.exec(line)?.[0] ?? "");
  return magic && `${magic.usage}\n\n${magic.summary[0]?.toUpperCase()}${magic.summary.slice(1)}.`;
}

function bare(name: string): string {
  return name.replace(/^%+/, "").toLowerCase();
}

function keysOf<T extends object>(object: T): Extract<keyof T, string>[] {
  const keys: Extract<keyof T, string>[] = [];
  for (const key in object) keys.push(key);
  return keys;
}
