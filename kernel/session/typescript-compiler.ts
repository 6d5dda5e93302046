import { Worker } from "node:worker_threads";
import type {
  CellCompiler,
  CompiledCell,
  CompileResult,
  Completeness,
  Completion,
  Diagnostic,
  Inspection,
} from "./compiler.js";
import { globalDeclarations } from "./globals.js";
import type { Answer, Notice, Query } from "./typescript/worker.js";

/**
 * TypeScript in a worker thread: it needs most of a second until it can answer questions about types, and the kernel
 * answers other messages meanwhile.
 */
export class TypeScriptCompiler implements CellCompiler {
  readonly #worker = new Worker(new URL("./typescript/worker.js", import.meta.url), {
    workerData: globalDeclarations(),
    // Each question leaves megabytes of garbage; with more room for it the kernel would take half as much memory again.
    resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 },
  });
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #nextId = 1;
  #nextCell = 1;
  #failure: Error | undefined;

  constructor() {
    this.#worker.on("message", (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(new Error(`The TypeScript compiler failed: ${answer.message}`));
    });
    this.#worker.on("error", (cause) => {
      this.#failure = new Error(
        `The TypeScript compiler did not start: ${cause.message}. Run \`npm ci\` and restart the kernel.`,
        { cause },
      );
      for (const { reject } of this.#waiting.values()) reject(this.#failure);
      this.#waiting.clear();
    });
  }

  compile(source: string): Promise<CompileResult> {
    return this.#ask({ kind: "compile", cell: this.#nextCell++, source });
  }

  check(cell: CompiledCell): Promise<readonly Diagnostic[]> {
    return this.#ask({ kind: "check", cell: cell.id });
  }

  adopt(cell: CompiledCell): void {
    this.#tell({ kind: "adopt", cell: cell.id });
  }

  forget(cell: CompiledCell): void {
    this.#tell({ kind: "forget", cell: cell.id });
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
    this.#tell({ kind: "reset" });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(notice: Notice): void {
    if (!this.#failure) this.#worker.postMessage(notice);
  }

  #ask<T>(query: Query): Promise<T> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      // The worker answers each kind of question with its own kind of value.
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      this.#worker.postMessage({ id, ...query });
    });
  }
}
