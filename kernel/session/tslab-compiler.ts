import { Worker } from "node:worker_threads";
import type {
  CellCompiler,
  CompiledCell,
  CompileResult,
  Completeness,
  Completion,
  Inspection,
} from "./compiler.js";
import { globalDeclarations } from "./globals.js";
import type { Answer, Request } from "./tslab-worker.js";

type Query = Request extends infer R ? (R extends Request ? Omit<R, "id"> : never) : never;

/**
 * tslab's converter in a worker thread: TypeScript needs most of a second to build its first program, and
 * the kernel answers other messages meanwhile.
 */
export class TslabCompiler implements CellCompiler {
  readonly #worker = new Worker(new URL("./tslab-worker.js", import.meta.url), {
    workerData: globalDeclarations(),
    // tslab writes notes for its own developers there.
    stdout: true,
    stderr: true,
  });
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #nextId = 1;
  #declarations = "";
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
    return this.#ask({ kind: "compile", declarations: this.#declarations, source });
  }

  adopt(cell: CompiledCell): void {
    this.#declarations = cell.declarations;
  }

  complete(source: string, offset: number): Promise<Completion> {
    return this.#ask({ kind: "complete", declarations: this.#declarations, source, offset });
  }

  inspect(source: string, offset: number): Promise<Inspection | undefined> {
    return this.#ask({ kind: "inspect", declarations: this.#declarations, source, offset });
  }

  completeness(source: string): Promise<Completeness> {
    return this.#ask({ kind: "completeness", source });
  }

  reset(): void {
    this.#declarations = "";
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask<T>(query: Query): Promise<T> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      // The worker answers each kind of request with its own kind of value.
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      this.#worker.postMessage({ id, ...query });
    });
  }
}
