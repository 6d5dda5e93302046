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
      /** To say how long it took. */
      readonly timed?: true;
    }
  | { readonly kind: "console"; readonly commands: readonly string[] }
  | { readonly kind: "shell"; readonly container: string; readonly script: string }
  /** `options` as on `docker build`'s command line. */
  | { readonly kind: "dockerfile"; readonly options: string; readonly text: string }
  | { readonly kind: "file"; readonly path: string; readonly append: boolean; readonly content: string }
  | { readonly kind: "show"; readonly mediaType: string; readonly text: string }
  /** What `subject` is, for the front end's pager; with `detail` 1 also its members. */
  | { readonly kind: "page"; readonly subject: string; readonly detail: 0 | 1 };

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
 * - `%%html`, `%%markdown`: the other lines are shown as that;
 * - `%%time`, `%time CODE`: TypeScript, with a line that says how long it took;
 * - `?name`, `??name`: what that is;
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
  const page = parsePage(lines, first);
  return page ?? parseCode(lines, first);
}

/** `?name` and `name?`, as other kernels have them; neither can be TypeScript. */
function parsePage(lines: readonly string[], first: number): ParsedCell | undefined {
  const opening = (lines[first] ?? "").trim();
  const match = /^(\?\??)\s*([^?\s].*)$/.exec(opening) ?? /^([^\s?]+)(\?\??)$/.exec(opening);
  const [, one = "", other = ""] = match ?? [];
  const [marks, subject] = one.startsWith("?") ? [one, other] : [other, one];
  if (!match || lines.slice(first + 1).some((line) => line.trim() !== "")) return undefined;
  return { kind: "page", subject: subject.replace(/;$/, ""), detail: marks.length > 1 ? 1 : 0 };
}

/** `$ docker ps`, but not TypeScript that happens to use a variable `$`. */
export const CONSOLE_LINE = /^\s*\$\s+(?:[^\s=.([?&|<>+*/;,-]|\.?\.?\/\w)/;

export function isConsoleLine(line: string): boolean {
  return CONSOLE_LINE.test(line);
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
    case "html":
    case "markdown":
      if (text.trim() === "") throw noLines(opening, `to show. Write the ${name}`, line);
      return { kind: "show", mediaType: `text/${name}`, text };
    case "time":
      if (parameters.trim() !== "") {
        throw new CellSyntaxError(
          "%%time stands alone on its line; %time CODE times what is on its own line.",
          {
            line,
          },
        );
      }
      if (text.trim() === "") throw noLines(opening, "to run. Write the TypeScript", line);
      return { kind: "code", source: `${"\n".repeat(line + 1)}${text}`, magics: [], timed: true };
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
    if (name !== "%time" && isMagicName(`%${name}`)) {
      throw new CellSyntaxError(
        `%${name} is written with two percent signs, on the first line of its cell.`,
        {
          line,
        },
      );
    }
    if (name === "%time") {
      source[line] = text.replace(/^%time/, "     ");
      requireOneLine(source, line);
      return { kind: "code", source: source.join("\n"), magics, timed: true };
    }
    if (name !== "%help" && name !== "%lsmagic") throw unknownMagic(name, line);
    magics.push({ name, line });
    source[line] = "";
  }
  return { kind: "code", source: source.join("\n"), magics };
}

function requireOneLine(source: readonly string[], line: number): void {
  if ((source[line] ?? "").trim() === "") {
    throw new CellSyntaxError(
      "%time has nothing to run on its line: %time CODE. For a whole cell there is %%time.",
      {
        line,
      },
    );
  }
  if (source.slice(line + 1).some((each) => each.trim() !== "")) {
    throw new CellSyntaxError("%time takes one line. For a whole cell, begin it with %%time.", { line });
  }
}

function unknownMagic(name: string, line: number): CellSyntaxError {
  const suggestion = suggestMagic(name);
  const hint = suggestion === undefined ? "" : ` Did you mean ${suggestion}?`;
  return new CellSyntaxError(`There is no magic ${name}.${hint} %lsmagic lists them all.`, { line });
}
