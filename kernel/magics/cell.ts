import { CellSyntaxError } from "../errors.js";
import { type ConsoleTask, consoleCell } from "./console/console.js";
import type { PrintMagic } from "./magic.js";
import { type PageRequest, page } from "./page.js";
import { findMagic, type MagicTask, parseMagic, suggestMagic } from "./registry.js";

/** What a cell's text turns out to be. */
export type ParsedCell =
  | { readonly kind: "empty" }
  | {
      readonly kind: "code";
      /** Line magics are blanked out, so that lines and columns stay those of the cell. */
      readonly source: string;
      /** Those that print something before the code runs. */
      readonly magics: readonly LineMagic[];
      /** The magic that the code runs within: `%time`. */
      readonly within?: string;
    }
  | ConsoleTask
  | MagicTask
  | ({ readonly kind: "page" } & PageRequest);

interface LineMagic {
  readonly name: string;
  /** Of a magic that has choices. */
  readonly choice?: string;
  readonly line: number;
}

/**
 * Tells console cells and magics from TypeScript, by a cell's first line that is not blank:
 * - `$ docker ps`: every command of the cell is a console line, as in documents, with one of their prompts;
 * - `%%sh NAME`: a magic that takes the other lines;
 * - `%help`, `%time CODE`: magics above TypeScript;
 * - `?name`: help about a name.
 *
 * @throws {CellSyntaxError} with what to do, for anything that only resembles one of them
 */
export function parseCell(text: string): ParsedCell {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== "");
  const opening = lines[first];
  if (opening === undefined) return { kind: "empty" };
  if (isConsole(lines)) return consoleCell.parse(lines);
  if (opening.startsWith("%%")) return parseCellMagic(lines, first);
  const asked = isBlank(lines.slice(first + 1)) ? page.parse(opening.trim()) : undefined;
  return asked ? { kind: "page", ...asked } : parseCode(lines, first);
}

/** Notes may stand above a console cell's first command: no TypeScript begins with them. */
function isConsole(lines: readonly string[]): boolean {
  const opening = lines.find(
    (line) => line.trim() !== "" && (consoleCell.isLine(line) || !/^\s*#(?:\s|$)/.test(line)),
  );
  return opening !== undefined && consoleCell.isLine(opening);
}

function parseCellMagic(lines: readonly string[], line: number): ParsedCell {
  const [, name = "", parameters = ""] = /^(%%\S*)\s*(.*)$/.exec(lines[line] ?? "") ?? [];
  const task = parseMagic(name, { parameters, text: lines.slice(line + 1).join("\n"), line });
  return task ?? parseWithin(name, lines, line, []) ?? refuse(name, line);
}

/** TypeScript, with magics above it. */
function parseCode(lines: readonly string[], first: number): ParsedCell {
  const magics: LineMagic[] = [];
  const source = [...lines];
  for (let line = first; line < lines.length; line++) {
    const text = lines[line] ?? "";
    if (text.trim() === "") continue;
    const name = /^%\S*/.exec(text)?.[0];
    if (name === undefined) break;
    const within = parseWithin(name, source, line, magics);
    if (within) return within;
    const magic = findMagic(name);
    if (magic?.kind !== "print") return refuse(name, line);
    magics.push({ name, line, ...choiceOf(magic, text.slice(name.length).trim(), line) });
    source[line] = "";
  }
  return { kind: "code", source: source.join("\n"), magics };
}

function choiceOf(
  { choices, usage }: PrintMagic,
  choice: string,
  line: number,
): { readonly choice?: string } {
  if (choices === undefined) return {};
  if (choices.includes(choice)) return { choice };
  throw new CellSyntaxError(`${usage}: ${choice === "" ? "say which" : `'${choice}' is none of these`}.`, {
    line,
  });
}

/** Code that runs within a magic on `line`; undefined if that is another kind of magic. */
function parseWithin(
  name: string,
  lines: readonly string[],
  line: number,
  magics: readonly LineMagic[],
): ParsedCell | undefined {
  const magic = findMagic(name);
  if (magic?.kind !== "code") return undefined;
  const parameters = (lines[line] ?? "").slice(name.length);
  const below = lines.slice(line + 1);
  magic.check({ parameters, text: below.join("\n"), line });
  const inner = [parameters, ...below];
  if (magics.length === 0 && isConsole(inner)) return { ...consoleCell.parse(inner), within: name };
  const source = [...lines.slice(0, line).map(() => ""), " ".repeat(name.length) + parameters, ...below];
  return { kind: "code", source: source.join("\n"), magics, within: name };
}

function refuse(name: string, line: number): never {
  if (findMagic(`%${name}`))
    throw new CellSyntaxError(`%${name} is written with two percent signs, on the first line of its cell.`, {
      line,
    });
  const suggestion = suggestMagic(name);
  const hint = suggestion === undefined ? "" : ` Did you mean ${suggestion}?`;
  throw new CellSyntaxError(`There is no magic ${name}.${hint} %lsmagic lists them all.`, { line });
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === "");
}
