import type { Json, MimeBundle } from "../display/displayable.js";
import { InvalidNotebookError } from "../errors/lesson.js";

/** A Jupyter notebook, nbformat 4.5: the members we read and write; others are kept as they are. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly [key: string]: Json };
  readonly nbformat: 4;
  readonly nbformat_minor: number;
}

export type Cell = CodeCell | TextCell;

interface TextCell {
  readonly cell_type: "markdown" | "raw";
  readonly id?: string;
  readonly metadata: { readonly [key: string]: Json };
  readonly source: string;
}

export interface CodeCell {
  readonly cell_type: "code";
  readonly id?: string;
  readonly metadata: { readonly [key: string]: Json };
  readonly source: string;
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
}

export type Output =
  | { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly output_type: "display_data";
      readonly data: MimeBundle;
      readonly metadata: { readonly [key: string]: Json };
    }
  | {
      readonly output_type: "execute_result";
      readonly data: MimeBundle;
      readonly metadata: { readonly [key: string]: Json };
      readonly execution_count: number;
    }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

/**
 * Reads a notebook file. Texts that nbformat allows as lists of lines become single strings.
 *
 * @throws {InvalidNotebookError}
 */
export function parseNotebook(text: string): Notebook {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InvalidNotebookError(error.message);
  }
  if (!isObject(value) || value.nbformat !== 4) throw new InvalidNotebookError("nbformat is not 4");
  const cells = value.cells;
  const minor = value.nbformat_minor;
  if (!Array.isArray(cells)) throw new InvalidNotebookError("it has no cells");
  return {
    cells: cells.map(parseCell),
    metadata: jsonObject(value.metadata),
    nbformat: 4,
    nbformat_minor: typeof minor === "number" ? minor : 5,
  };
}

/** As Jupyter writes it: indented by one space, texts as lists of lines, and a newline at the end. */
export function writeNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => {
    const { cell_type, id, metadata, source } = cell;
    const common = { cell_type, ...(id === undefined ? {} : { id }), metadata, source: lines(source) };
    if (cell.cell_type !== "code") return common;
    const { source: text, ...head } = common;
    return {
      ...head,
      execution_count: cell.execution_count,
      outputs: cell.outputs.map(writeOutput),
      source: text,
    };
  });
  return `${JSON.stringify({ ...notebook, cells }, undefined, 1)}\n`;
}

function writeOutput(output: Output): object {
  if (output.output_type === "stream") return { ...output, text: lines(output.text) };
  if (output.output_type === "error") return output;
  const data = Object.entries(output.data).map(([type, value]) => [
    type,
    typeof value === "string" && !/^image\/(?!svg)/.test(type) ? lines(value) : value,
  ]);
  return { ...output, data: Object.fromEntries(data) };
}

function parseCell(value: unknown, at: number): Cell {
  if (!isObject(value)) throw new InvalidNotebookError(`cell ${at + 1} is not an object`);
  const { cell_type: type, id } = value;
  const common = {
    ...(typeof id === "string" ? { id } : {}),
    metadata: jsonObject(value.metadata),
    source: joined(value.source),
  };
  if (type === "markdown" || type === "raw") return { ...common, cell_type: type };
  if (type !== "code") throw new InvalidNotebookError(`cell ${at + 1} has the type ${JSON.stringify(type)}`);
  const outputs = value.outputs;
  const count = value.execution_count;
  return {
    ...common,
    cell_type: "code",
    execution_count: typeof count === "number" ? count : null,
    outputs: Array.isArray(outputs) ? outputs.map(parseOutput) : [],
  };
}

function parseOutput(value: unknown): Output {
  if (!isObject(value)) throw new InvalidNotebookError("an output is not an object");
  switch (value.output_type) {
    case "stream":
      return {
        output_type: "stream",
        name: value.name === "stderr" ? "stderr" : "stdout",
        text: joined(value.text),
      };
    case "display_data":
      return {
        output_type: "display_data",
        data: bundle(value.data),
        metadata: jsonObject(value.metadata),
      };
    case "execute_result": {
      const count = value.execution_count;
      return {
        output_type: "execute_result",
        data: bundle(value.data),
        metadata: jsonObject(value.metadata),
        execution_count: typeof count === "number" ? count : 0,
      };
    }
    case "error": {
      const traceback = value.traceback;
      return {
        output_type: "error",
        ename: joined(value.ename),
        evalue: joined(value.evalue),
        traceback: Array.isArray(traceback) ? traceback.filter((line) => typeof line === "string") : [],
      };
    }
    default:
      throw new InvalidNotebookError(`an output has the type ${JSON.stringify(value.output_type)}`);
  }
}

function bundle(value: unknown): MimeBundle {
  const data: { readonly [type: string]: Json } = Object.fromEntries(
    Object.entries(jsonObject(value)).map(([type, content]) => [
      type,
      Array.isArray(content) && !type.endsWith("json") ? joined(content) : content,
    ]),
  );
  const plain = data["text/plain"];
  // In their order, so that what is read and written again is as it was.
  return { ...data, "text/plain": typeof plain === "string" ? plain : "" };
}

function lines(text: string): readonly string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function joined(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((part) => typeof part === "string").join("") : "";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Metadata is shallow; what is nested deeper is left out rather than followed to the end of the stack. */
const MAX_DEPTH = 100;

function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || ["boolean", "number", "string"].includes(typeof value)) return true;
  if (depth > MAX_DEPTH) return false;
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : undefined;
  return inner?.every((part) => isJson(part, depth + 1)) ?? false;
}

function jsonObject(value: unknown): { readonly [key: string]: Json } {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, Json] => isJson(entry[1])),
  );
}
