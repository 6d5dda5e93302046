import { Worker } from "node:worker_threads";
import { messageOf } from "../../../src/errors/thrown.js";
import type {
  CellCompiler,
  CompiledCell,
  CompileResult,
  Completeness,
  Completion,
  Diagnostic,
  Inspection,
  NamesSet,
  TypesMode,
} from "../../cells/compile/compiler.js";
import type { Answer, Notice, Query } from "../../cells/compile/typescript/worker.js";
import { globalDeclarations } from "../../cells/run/global-declarations.js";

type FastEmit = typeof import("../../cells/compile/fast/fast-emit.js").fastEmit;

/**
 * The compiler is loaded this long after the kernel's start, or at once if something cannot do without it: at the start,
 * the processor belongs to the first cell.
 */
const LOAD_AFTER_MS = 200;

/** How many cells' texts are remembered. */
const REMEMBERED = 200;

interface BareText {
  readonly source: string;
  readonly emitted: NonNullable<ReturnType<FastEmit>>;
  warnings?: readonly Diagnostic[];
}

/**
 * TypeScript in a worker thread: it needs most of a second before it can answer questions about types, and the kernel
 * answers other messages in the meantime. Most cells run before it has checked them, see `cells/compile/fast`.
 */
export class TypeScriptCompiler implements CellCompiler {
  #worker: Worker | undefined;
  readonly #fast: Promise<FastEmit | undefined> = loadFastEmit();
  readonly #loading = setTimeout(() => this.#start(), LOAD_AFTER_MS);
  /** What the worker has to be told first. */
  readonly #early: ((Query & { readonly id: number }) | Notice)[] = [];
  /** Names of values that cells have declared. */
  readonly #values = new Set<string>();
  /** Cells that declare and set nothing, between their compilation and their end. */
  readonly #bare = new Map<number, { readonly text: BareText; isTold: boolean }>();
  /** Texts of such cells: until something is declared, the check of the same text would give the same result. */
  #texts = new Map<string, BareText>();
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #nextId = 1;
  #nextCell = 1;
  #failure: Error | undefined;

  #start(): Worker {
    clearTimeout(this.#loading);
    this.#worker ??= this.#startWorker();
    return this.#worker;
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL("../../cells/compile/typescript/worker.js", import.meta.url), {
      workerData: globalDeclarations(),
      // Each question leaves megabytes of garbage; with more room for it, the kernel would take half as much memory again.
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 },
    });
    worker.on("message", (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(new Error(`The TypeScript compiler failed: ${answer.message}`));
    });
    worker.on("error", (cause) => {
      this.#failure = new Error(
        `The TypeScript compiler did not start: ${cause.message}. Run \`npm ci\` and restart the kernel.`,
        { cause },
      );
      for (const { reject } of this.#waiting.values()) reject(this.#failure);
      this.#waiting.clear();
    });
    for (const message of this.#early.splice(0)) worker.postMessage(message);
    return worker;
  }

  async compile(source: string): Promise<CompileResult> {
    const id = this.#nextCell++;
    const before = this.#texts.get(source);
    const emitted = before?.emitted ?? (await this.#fast)?.(source, (name) => this.#values.has(name));
    if (!emitted) return this.#ask({ kind: "compile", cell: id, source });
    if (emitted.names.length + emitted.sets.length > 0) {
      this.#tell({ kind: "know", cell: id, source });
    } else {
      const text = before ?? { source, emitted };
      if (!before) this.#remember(text);
      this.#bare.set(id, { text, isTold: false });
    }
    return { ok: true, cell: { id, ...emitted } };
  }

  #remember(text: BareText): void {
    if (this.#texts.size >= REMEMBERED) this.#texts.clear();
    this.#texts.set(text.source, text);
  }

  async check({ id }: CompiledCell, isAwaited: boolean): Promise<readonly Diagnostic[]> {
    const bare = this.#bare.get(id);
    if (!bare) return this.#ask({ kind: "check", cell: id, isAwaited });
    const { text } = bare;
    if (text.warnings) return text.warnings;
    bare.isTold = true;
    this.#tell({ kind: "know", cell: id, source: text.source });
    text.warnings = await this.#ask<readonly Diagnostic[]>({ kind: "check", cell: id, isAwaited });
    return text.warnings;
  }

  adopt(cell: CompiledCell, outcome: NamesSet = { unset: [], added: [] }): void {
    if (this.#bare.has(cell.id)) {
      this.forget(cell);
      return;
    }
    for (const name of cell.names) if (!outcome.unset.includes(name)) this.#values.add(name);
    for (const { name } of outcome.added) this.#values.add(name);
    this.#texts = new Map();
    this.#tell({ kind: "adopt", cell: cell.id, outcome });
  }

  forget({ id }: CompiledCell): void {
    const bare = this.#bare.get(id);
    this.#bare.delete(id);
    if (bare?.isTold !== false) this.#tell({ kind: "forget", cell: id });
  }

  setTypes(mode: TypesMode): void {
    this.#texts = new Map();
    this.#tell({ kind: "types", mode });
  }

  complete(source: string, offset: number): Promise<Completion> {
    return this.#ask({ kind: "complete", source, offset });
  }

  inspect(source: string, offset: number): Promise<Inspection | undefined> {
    return this.#ask({ kind: "inspect", source, offset });
  }

  completeness(source: string): Promise<Completeness> {
    return this.#ask({ kind: "completeness", source });
  }

  reset(): void {
    this.#values.clear();
    this.#bare.clear();
    this.#texts = new Map();
    this.#tell({ kind: "reset" });
  }

  async close(): Promise<void> {
    clearTimeout(this.#loading);
    await this.#worker?.terminate();
  }

  #tell(notice: Notice): void {
    if (!this.#failure) this.#post(notice);
  }

  #post(message: (Query & { readonly id: number }) | Notice): void {
    if (this.#worker) this.#worker.postMessage(message);
    else this.#early.push(message);
  }

  #ask<T>(query: Query): Promise<T> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      // The worker answers each kind of question with its own kind of value.
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      this.#post({ id, ...query });
      // A cell's types are checked beside it.
      if (query.kind !== "check") this.#start();
    });
  }
}

/** Rare kinds of machines may have none: then TypeScript emits all cells. */
async function loadFastEmit(): Promise<FastEmit | undefined> {
  try {
    return (await import("../../cells/compile/fast/fast-emit.js")).fastEmit;
  } catch (error) {
    const reason = messageOf(error);
    console.error(`Cells are emitted by TypeScript alone, which takes a few milliseconds more: ${reason}`);
    return undefined;
  }
}
