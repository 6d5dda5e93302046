import { readFileSync, writeFileSync } from "node:fs";

/** What tests look at in a notebook file (nbformat 4). */
export interface Notebook {
  readonly cells: readonly Cell[];
}

interface Cell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly source: string | readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly Output[];
}

interface Output {
  readonly output_type: "stream" | "display_data" | "execute_result" | "error";
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
  readonly ename?: string;
  readonly evalue?: string;
}

export function readNotebook(path: string): Notebook {
  return JSON.parse(readFileSync(path, "utf8"));
}

export function writeNotebook(path: string, notebook: Notebook): void {
  writeFileSync(path, JSON.stringify(notebook));
}

/** As before it was ever executed: what is saved in a file must not pass for what was run. */
export function withoutOutputs(notebook: Notebook): Notebook {
  const cleared = notebook.cells.map((cell) =>
    cell.cell_type === "code" ? { ...cell, execution_count: null, outputs: [] } : cell,
  );
  return { ...notebook, cells: cleared };
}

/** All that a reader of text sees of the outputs: streams, and every value's text/plain. */
export function outputText(notebook: Notebook): string {
  return outputs(notebook)
    .map((output) => joined(output.text ?? output.data?.["text/plain"] ?? ""))
    .join("\n");
}

export function errors(notebook: Notebook): string[] {
  return outputs(notebook)
    .filter((output) => output.output_type === "error")
    .map((output) => `${output.ename}: ${output.evalue}`);
}

/** The media types of all outputs. */
export function mediaTypes(notebook: Notebook): Set<string> {
  return new Set(outputs(notebook).flatMap((output) => Object.keys(output.data ?? {})));
}

/** Code cells that hold anything, for each whether it was executed. */
export function executed(notebook: Notebook): boolean[] {
  return notebook.cells
    .filter((cell) => cell.cell_type === "code" && joined(cell.source).trim() !== "")
    .map((cell) => typeof cell.execution_count === "number");
}

function outputs(notebook: Notebook): Output[] {
  return notebook.cells.flatMap((cell) => cell.outputs ?? []);
}

function joined(text: string | readonly string[]): string {
  return typeof text === "string" ? text : text.join("");
}
