import { CellSyntaxError } from "../errors.js";
import { readConsoleLines } from "./console-lines.js";
import { isMagicName, suggestMagic } from "./registry.js";

/** What a cell's text is. */
export type ParsedCell =
  | { readonly kind: "empty" }
  | {
      readonly kind: "code";
      /** Line magics are blanked out, so that lines and columns are those of the cell. */
      readonly source: string;
      readonly magics: readonly LineMagic[];
    }
  | { readonly kind: "console"; readonly commands: readonly string[] }
  | { readonly kind: "shell"; readonly container: string; readonly script: string }
  /** `options` as on `docker build`'s command line. */
  | { readonly kind: "dockerfile"; readonly options: string; readonly text: string }
  | { readonly kind: "file"; readonly path: string; readonly append: boolean; readonly content: string };

export interface LineMagic {
  readonly name: string;
  readonly line: number;
}

/**
 * Tells console cells and magics from TypeScript, by a cell's first line that is not blank:
 * - `$ docker ps`: every command of the cell is a console line, as documents print them;
 * - `%%sh NAME`: the other lines run in the container NAME;
 * - `%%dockerfile -t NAME`: the other lines are a Dockerfile, which is built;
 * - `%%writefile PATH`: the other lines become a file of the lesson's folder;
 * - `%help`, `%lsmagic`: shown before the rest, which is TypeScript.
 *
 * Throws {@link CellSyntaxError} with what to do for anything that looks like one of them and is not.
 */
export function parseCell(text: string): ParsedCell {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== "");
  const opening = lines[first];
  if (opening === undefined) return { kind: "empty" };
  if (isConsoleLine(opening)) return { kind: "console", commands: readConsoleLines(lines) };
  if (opening.startsWith("%%")) return parseCellMagic(opening, lines.slice(first + 1), first);
  return parseCode(lines, first);
}

/** `$ docker ps`, but not TypeScript that happens to use a variable `$`. */
export function isConsoleLine(line: string): boolean {
  return /^\s*\$\s+(?:[^\s=.([?&|<>+*/;,-]|\.?\.?\/\w)/.test(line);
}

function parseCellMagic(opening: string, rest: readonly string[], line: number): ParsedCell {
  const [, name = "", parameters = ""] = /^%%(\S*)\s*(.*)$/.exec(opening) ?? [];
  const text = rest.join("\n");
  switch (name) {
    case "sh":
      return parseShell(parameters, text, line);
    case "dockerfile":
      if (text.trim() === "") throw noLines(opening, "to build. Write a Dockerfile", line);
      return { kind: "dockerfile", options: parameters.trim(), text: `${text}\n` };
    case "writefile":
      return parseWriteFile(parameters, text, line);
    default:
      throw unknownMagic(`%%${name}`, line);
  }
}

function parseShell(parameters: string, script: string, line: number): ParsedCell {
  const words = parameters.trim().split(/\s+/).filter(Boolean);
  const [container] = words;
  if (container === undefined || words.length > 1) {
    throw new CellSyntaxError(
      "%%sh takes the name of one running container: %%sh base-container. `$ docker ps` in a cell of its own lists them.",
      { line },
    );
  }
  if (script.trim() === "") throw noLines(`%%sh ${container}`, "to run. Write the shell lines", line);
  return { kind: "shell", container, script };
}

function parseWriteFile(parameters: string, text: string, line: number): ParsedCell {
  const words = parameters.trim().split(/\s+/).filter(Boolean);
  const append = words.includes("-a") || words.includes("--append");
  const [path, ...more] = words.filter((word) => !word.startsWith("-"));
  if (path === undefined || more.length > 0) {
    throw new CellSyntaxError("%%writefile takes the name of one file: %%writefile requirements.txt", {
      line,
    });
  }
  return { kind: "file", path, append, content: text.endsWith("\n") || text === "" ? text : `${text}\n` };
}

function noLines(opening: string, what: string, line: number): CellSyntaxError {
  return new CellSyntaxError(`${opening.trim()} has no lines ${what} below it, in the same cell.`, {
    line,
  });
}

function parseCode(lines: readonly string[], first: number): ParsedCell {
  const magics: LineMagic[] = [];
  const source = [...lines];
  for (let line = first; line < lines.length; line++) {
    const text = lines[line] ?? "";
    if (text.trim() === "") continue;
    const name = /^%\S*/.exec(text)?.[0];
    if (name === undefined) break;
    if (name === "%sh") {
      throw new CellSyntaxError("%%sh is written with two percent signs, on the first line of its cell.", {
        line,
      });
    }
    if (!isMagicName(name)) throw unknownMagic(name, line);
    magics.push({ name, line });
    source[line] = "";
  }
  return { kind: "code", source: source.join("\n"), magics };
}

function unknownMagic(name: string, line: number): CellSyntaxError {
  const suggestion = suggestMagic(name);
  const hint = suggestion === undefined ? "" : ` Did you mean ${suggestion}?`;
  return new CellSyntaxError(`There is no magic ${name}.${hint} %lsmagic lists them all.`, { line });
}
