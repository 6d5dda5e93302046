import { parentPort, workerData } from "node:worker_threads";
import type { CompileResult, Completeness, Completion, Diagnostic, Inspection } from "../compiler.js";
import { FilesBeside } from "./beside.js";
import { Checker } from "./checker.js";
import { completenessOf } from "./completeness.js";
import { commonDeclarations } from "./documents.js";
import { emitCell, parse } from "./emit.js";
import { type Declarations, KnownNames, readDeclarations } from "./known-names.js";
import { keepCode } from "./load.js";
import { type CellOutline, LAST_EXPRESSION, outlineCell } from "./module-text.js";
import { yieldToCells } from "./priority.js";

/** What the compiler's thread is asked. `cell` is a number that the asker gives to a cell. */
export type Query =
  | { readonly kind: "compile"; readonly cell: number; readonly source: string }
  | { readonly kind: "check"; readonly cell: number }
  | { readonly kind: "complete"; readonly source: string; readonly offset: number }
  | { readonly kind: "inspect"; readonly source: string; readonly offset: number }
  | { readonly kind: "completeness"; readonly source: string };

/** What is answered with nothing. */
export type Notice =
  /** A cell that needs no emitting. */
  | { readonly kind: "know"; readonly cell: number; readonly source: string }
  | { readonly kind: "adopt"; readonly cell: number }
  | { readonly kind: "forget"; readonly cell: number }
  | { readonly kind: "reset" };

export type Answer = { readonly id: number } & (
  | {
      readonly ok: true;
      readonly value:
        | CompileResult
        | readonly Diagnostic[]
        | Completion
        | Inspection
        | Completeness
        | undefined;
    }
  | { readonly ok: false; readonly message: string }
);

interface Cell {
  readonly source: string;
  /** Made when first needed. */
  outline?: CellOutline;
  declarations?: Declarations;
}

const port = parentPort;
if (!port) throw new Error("this is a worker thread of the kernel");

yieldToCells();
const known = new KnownNames();
const beside = new FilesBeside(process.cwd());
const cells = new Map<number, Cell>();

// Nothing but JavaScript from here to the first cell; what types need is built between questions, piece by piece.
const checker = new Checker(known, String(workerData), process.cwd());
const preparation: (() => void)[] = [
  ...commonDeclarations().map((path) => () => checker.documents.prepare(path)),
  () => checker.warmUp(),
  () => checker.warmUpTypes(),
  () => keepCode(),
];
/** Questions about types, in order; they wait until all is prepared. */
const waiting: (() => void)[] = [];
let pumping = true;
/** At the start the processor belongs to the process of the cells and to the first of them. */
const PREPARE_AFTER_MS = 100;

function pump(): void {
  const next = preparation.shift() ?? waiting.shift();
  pumping = next !== undefined;
  if (!next) return;
  next();
  // Not at once: cells that came in meanwhile go first.
  setImmediate(pump);
}

function later(work: () => void): void {
  waiting.push(work);
  if (!pumping) {
    pumping = true;
    setImmediate(pump);
  }
}

port.on("message", (message: (Query & { readonly id: number }) | Notice) => {
  switch (message.kind) {
    case "compile":
      return answer(message.id, () => compile(message.cell, message.source));
    case "completeness":
      return answer(message.id, () => completenessOf(message.source));
    case "check":
      return later(() => answer(message.id, () => check(message.cell)));
    case "complete":
      return later(() => answer(message.id, () => checker.complete(message.source, message.offset)));
    case "inspect":
      return later(() => answer(message.id, () => checker.inspect(message.source, message.offset)));
    case "know":
      cells.set(message.cell, { source: message.source });
      return;
    case "adopt": {
      const cell = cells.get(message.cell);
      if (cell) {
        known.adopt(outlineOf(cell));
        later(() => declare(message.cell));
      }
      return;
    }
    case "forget":
      cells.delete(message.cell);
      return;
    case "reset":
      known.clear();
      cells.clear();
      beside.reset();
  }
});
// Makes what the first cell would have to wait for.
emitCell("const first = 1; first", () => false);
setTimeout(pump, PREPARE_AFTER_MS);

function answer(id: number, work: () => (Answer & { ok: true })["value"]): void {
  let message: Answer;
  try {
    message = { id, ok: true, value: work() };
  } catch (error) {
    message = { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  port?.postMessage(message);
}

function compile(id: number, source: string): CompileResult {
  const emitted = emitCell(source, (name) => known.hasValue(name));
  if (!emitted.ok) return emitted;
  const { outline, javascript, sourceMap, prefix } = emitted.cell;
  cells.set(id, { source, outline });
  const values = [...outline.declared].filter(([, { isValue }]) => isValue);
  return {
    ok: true,
    cell: {
      id,
      javascript,
      sourceMap,
      edits: [],
      insertions: outline.insertions,
      prefix: prefix.length,
      ...(outline.hasLastExpression ? { lastExpression: LAST_EXPRESSION } : {}),
      imports: outline.imports,
      names: values.map(([name]) => name),
      constants: values.filter(([, { kind }]) => kind === "const").map(([name]) => name),
      files: beside.changed(outline.imports),
    },
  };
}

function check(id: number): readonly Diagnostic[] {
  const cell = cells.get(id);
  if (!cell) return [];
  const { warnings, dts } = checker.check(cell.source, outlineOf(cell));
  // Now, and not after the cell: the next one may come any time.
  cell.declarations = readDeclarations(dts);
  return warnings;
}

function outlineOf(cell: Cell): CellOutline {
  cell.outline ??= outlineCell(parse(cell.source));
  return cell.outline;
}

/** The types of a cell that ran: its check came before. */
function declare(id: number): void {
  const cell = cells.get(id);
  cells.delete(id);
  if (cell?.declarations) known.declare(outlineOf(cell), cell.declarations);
}
