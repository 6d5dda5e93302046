import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "../../../../src/errors/thrown.js";
import type {
  CompileResult,
  Completeness,
  Completion,
  Diagnostic,
  Inspection,
  NamesSet,
  TypesMode,
} from "../compiler.js";
import { FilesBeside } from "./beside.js";
import { Checker } from "./checker.js";
import { collectGarbage } from "./collect-garbage.js";
import { completenessOf } from "./completeness.js";
import { emitCell, isObject, parse } from "./emit.js";
import { KeptChecker } from "./kept-checker.js";
import { type Declarations, KnownNames, readDeclarations } from "./known-names.js";
import { keepCode } from "./load.js";
import { type CellOutline, outlineCell, withOutcome } from "./outline.js";
import { yieldToCells } from "./priority.js";
import { Settings } from "./settings.js";

/** Requests to the compiler's thread. `cell` is a number that the caller gives to a cell. */
export type Query =
  | { readonly kind: "compile"; readonly cell: number; readonly source: string }
  /** `isAwaited`: the cell does not end before. */
  | { readonly kind: "check"; readonly cell: number; readonly isAwaited: boolean }
  | { readonly kind: "complete"; readonly source: string; readonly offset: number }
  | { readonly kind: "inspect"; readonly source: string; readonly offset: number }
  | { readonly kind: "completeness"; readonly source: string };

/** Requests without an answer. */
export type Notice =
  /** A cell that need not be emitted. */
  | { readonly kind: "know"; readonly cell: number; readonly source: string }
  | { readonly kind: "adopt"; readonly cell: number; readonly outcome: NamesSet }
  | { readonly kind: "forget"; readonly cell: number }
  | { readonly kind: "types"; readonly mode: TypesMode }
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
  readonly isJsx?: boolean;
  /** Made on first use. */
  outline?: CellOutline;
  declarations?: Declarations;
}

const port = parentPort;
if (!port) throw new Error("this is a worker thread of the kernel");

yieldToCells();
const known = new KnownNames();
/** Names of all cells that have a value: needed for emitting, which does not wait for types. */
const values = new Set<string>();
const settings = new Settings(process.cwd());
const beside = new FilesBeside(process.cwd(), settings);
const cells = new Map<number, Cell>();

// Only JavaScript is emitted until the first cell; what types need is built between questions, piece by piece.
const types = new KeptChecker(
  () => new Checker(known, String(workerData), process.cwd(), settings),
  collectGarbage,
);
/** Questions about types, in order; they wait until everything is prepared, and until somebody waits for them or cells leave time. */
const waiting: { readonly work: () => void; readonly since: number }[] = [];
/** How many of them somebody waits for. */
let awaited = 0;
/** Cells that follow each other more quickly than this go first: a processor that works for two takes longer for both. */
const LULL_MS = 20;
/** But no longer than this. */
const PATIENCE_MS = 1000;
/** When a cell began or ended, or something was asked. */
let heard = 0;
let lull: NodeJS.Timeout | undefined;
/** When types have been looked at for the first time, V8 has compiled most of what is needed. */
const codeToKeep = [keepCode];
let pumping = true;
/** At the start the processor belongs to the process of the cells and to its first cell. */
const PREPARE_AFTER_MS = 100;

function pump(): void {
  lull = undefined;
  const step = types.nextStep() ?? codeToKeep.shift();
  const delay = step === undefined ? untilLull() : 0;
  if (delay > 0) {
    lull = setTimeout(pump, delay);
    return;
  }
  const next = step ?? waiting.shift()?.work;
  pumping = next !== undefined;
  if (!next) {
    types.unused();
    return;
  }
  next();
  // Not at once: cells that have come in meanwhile go first.
  setImmediate(pump);
}

/** How long cells go first, in milliseconds. */
function untilLull(): number {
  const [oldest] = waiting;
  if (oldest === undefined || awaited > 0) return 0;
  const now = performance.now();
  return Math.min(heard + LULL_MS, oldest.since + PATIENCE_MS) - now;
}

function later(work: () => void): void {
  types.needed();
  waiting.push({ work, since: performance.now() });
  if (!pumping) {
    pumping = true;
    setImmediate(pump);
  }
}

/** Something that is waited for, and with it everything before it. */
function soon(work: () => void): void {
  awaited++;
  later(() => {
    awaited--;
    work();
  });
  if (lull === undefined) return;
  clearTimeout(lull);
  lull = undefined;
  setImmediate(pump);
}

port.on("message", (message: (Query & { readonly id: number }) | Notice) => {
  heard = performance.now();
  switch (message.kind) {
    case "compile":
      return answer(message.id, () => compile(message.cell, message.source));
    case "completeness":
      return answer(message.id, () => completenessOf(message.source));
    case "check":
      return (message.isAwaited ? soon : later)(() => answer(message.id, () => check(message.cell)));
    case "complete":
      return soon(() => answer(message.id, () => types.checker.complete(message.source, message.offset)));
    case "inspect":
      return soon(() => answer(message.id, () => types.checker.inspect(message.source, message.offset)));
    case "know":
      cells.set(message.cell, { source: message.source });
      return;
    case "adopt": {
      const cell = cells.get(message.cell);
      if (cell) cell.outline = withOutcome(outlineOf(cell), message.outcome);
      for (const [name, { isValue }] of cell ? outlineOf(cell).declared : []) {
        if (isValue) values.add(name);
        else values.delete(name);
      }
      // Its own check may still be waiting, and must see the names as they were before.
      return later(() => declare(message.cell));
    }
    case "forget":
      return later(() => cells.delete(message.cell));
    case "types":
      // The cells before it are checked as they were to be.
      return later(() => {
        settings.mode = message.mode;
      });
    case "reset":
      values.clear();
      known.clear();
      cells.clear();
      beside.reset();
  }
});
// Prepares what the first cell would have to wait for.
emitCell("const first = 1; first", () => false);
setTimeout(pump, PREPARE_AFTER_MS);

function answer(id: number, work: () => (Answer & { ok: true })["value"]): void {
  let message: Answer;
  try {
    message = { id, ok: true, value: work() };
  } catch (error) {
    message = { id, ok: false, message: messageOf(error) };
  }
  port?.postMessage(message);
}

function compile(id: number, source: string): CompileResult {
  settings.refresh();
  const emitted = emitCell(source, (name) => values.has(name), settings.emit);
  if (!emitted.ok) return emitted;
  cells.set(id, { source, isJsx: emitted.isJsx });
  const { imports, dynamicImports } = emitted.cell;
  const files = beside.changed([...imports, ...dynamicImports]);
  return { ok: true, cell: { id, ...emitted.cell, ...files } };
}

function check(id: number): readonly Diagnostic[] {
  const cell = cells.get(id);
  if (!cell) return [];
  settings.refresh();
  const { warnings, dts } = types.checker.check(cell.source, outlineOf(cell));
  // Now rather than after the cell: the next one may come any time.
  cell.declarations = readDeclarations(dts);
  return warnings;
}

function outlineOf(cell: Cell): CellOutline {
  cell.outline ??= isObject(cell.source)
    ? { ...outlineCell(parse(`(${cell.source}\n)`)), isObject: true }
    : { ...outlineCell(parse(cell.source, cell.isJsx)), isJsx: cell.isJsx ?? false };
  return cell.outline;
}

/** Makes the declarations of a cell that ran known to later cells; with types, since its check came before. */
function declare(id: number): void {
  const cell = cells.get(id);
  if (!cell) return;
  cells.delete(id);
  known.adopt(outlineOf(cell));
  if (cell.declarations) known.declare(outlineOf(cell), cell.declarations);
}
