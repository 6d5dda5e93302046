import type { Json, MimeBundle } from "../display/displayable.js";
import type { Cell, CodeCell, Notebook, Output } from "./notebook.js";

/** What a cell does while it runs, in the words of Jupyter's messages. */
type CellEvent =
  | { readonly type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "display";
      readonly data: MimeBundle;
      readonly metadata: { readonly [key: string]: Json };
      readonly displayId?: string;
      /** Shows this in place of every earlier display with the same id. */
      readonly update: boolean;
    }
  | { readonly type: "clear"; readonly wait: boolean };

type CellOutcome =
  | {
      readonly status: "ok";
      readonly result?: { readonly data: MimeBundle; readonly metadata: { readonly [key: string]: Json } };
    }
  | {
      readonly status: "error";
      readonly failure: {
        readonly name: string;
        readonly message: string;
        readonly traceback: readonly string[];
      };
    };

/** What can run the code of a cell; the kernel's session is one. */
export type CellExecutor = (
  source: string,
  executionCount: number,
  emit: (event: CellEvent) => void,
) => Promise<CellOutcome>;

export interface RunOptions {
  /** Called before each code cell; `index` counts all cells. */
  readonly onCell?: (cell: CodeCell, index: number) => void;
  /** Continue after a cell that failed. */
  readonly allowErrors?: boolean;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  /** The notebook with the outputs of this run. */
  readonly notebook: Notebook;
  /** Cells that raised an error, unless they are tagged `raises-exception`. */
  readonly failed: readonly { readonly index: number; readonly cell: CodeCell }[];
  /** Milliseconds each cell took, by its index. */
  readonly durations: ReadonlyMap<number, number>;
}

/**
 * Runs a notebook from top to bottom without Jupyter. Stops at the first cell that raises an error, as Run All
 * does, unless the cell is tagged `raises-exception` or errors are allowed.
 */
export async function runNotebook(
  notebook: Notebook,
  execute: CellExecutor,
  options: RunOptions = {},
): Promise<RunResult> {
  const cells: Cell[] = notebook.cells.map((cell) =>
    cell.cell_type === "code" ? { ...cell, execution_count: null, outputs: [] } : cell,
  );
  const collected = new Map<number, OutputArea>();
  const failed: { index: number; cell: CodeCell }[] = [];
  const durations = new Map<number, number>();
  let count = 0;
  for (const [index, cell] of cells.entries()) {
    if (cell.cell_type !== "code" || cell.source.trim() === "") continue;
    options.signal?.throwIfAborted();
    options.onCell?.(cell, index);
    count += 1;
    const area = new OutputArea();
    collected.set(index, area);
    const started = performance.now();
    const outcome = await execute(cell.source, count, (event) => {
      if (event.type === "display" && event.update)
        for (const other of collected.values()) other.update(event);
      else area.add(event);
    });
    durations.set(index, performance.now() - started);
    area.finish(outcome, count);
    cells[index] = { ...cell, execution_count: count, outputs: area.outputs };
    if (outcome.status === "error" && !isExpected(cell)) {
      failed.push({ index, cell: { ...cell, execution_count: count, outputs: area.outputs } });
      if (!options.allowErrors) break;
    }
  }
  // A later cell may have changed what an earlier one shows.
  for (const [index, area] of collected) {
    const cell = cells[index];
    if (cell?.cell_type === "code") cells[index] = { ...cell, outputs: area.outputs };
  }
  return { notebook: { ...notebook, cells }, failed, durations };
}

function isExpected(cell: CodeCell): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes("raises-exception");
}

/** The outputs of one cell, collected as a front end does. */
class OutputArea {
  #outputs: { output: Output; displayId?: string }[] = [];
  #clearNext = false;

  get outputs(): readonly Output[] {
    return this.#outputs.map(({ output }) => output);
  }

  add(event: CellEvent): void {
    if (event.type === "clear") {
      if (event.wait) this.#clearNext = true;
      else this.#outputs = [];
      return;
    }
    if (this.#clearNext) {
      this.#outputs = [];
      this.#clearNext = false;
    }
    if (event.type === "stream") this.#stream(event.name, event.text);
    else {
      const { data, metadata, displayId } = event;
      const output: Output = { output_type: "display_data", data, metadata };
      this.#outputs.push(displayId === undefined ? { output } : { output, displayId });
    }
  }

  update(event: CellEvent & { readonly type: "display" }): void {
    for (const shown of this.#outputs) {
      if (shown.displayId === undefined || shown.displayId !== event.displayId) continue;
      shown.output = { output_type: "display_data", data: event.data, metadata: event.metadata };
    }
  }

  finish(outcome: CellOutcome, count: number): void {
    if (outcome.status === "error") {
      const { name, message, traceback } = outcome.failure;
      this.#outputs.push({ output: { output_type: "error", ename: name, evalue: message, traceback } });
    } else if (outcome.result !== undefined) {
      const { data, metadata } = outcome.result;
      this.#outputs.push({
        output: { output_type: "execute_result", data, metadata, execution_count: count },
      });
    }
  }

  #stream(name: "stdout" | "stderr", text: string): void {
    const last = this.#outputs.at(-1);
    if (last?.output.output_type === "stream" && last.output.name === name) {
      last.output = { ...last.output, text: last.output.text + text };
    } else {
      this.#outputs.push({ output: { output_type: "stream", name, text } });
    }
  }
}
