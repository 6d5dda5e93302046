import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import vm from "node:vm";
import { BEFORE } from "../../cells/compile/names.js";
import type { CodeTask } from "../../cells/task.js";
import type { SignalGate } from "./signal-gate.js";
import { loadTslab } from "./tslab.js";

/** How a cell's script reaches the {@link CellFrame} that we give it. */
const FRAME = Symbol.for("layerlab.cell");

interface CellFrame {
  /** The arguments of the cell's function. */
  enter(): readonly unknown[];
  leave(done: Promise<void>): Promise<void>;
}

/**
 * Where cells run: Node's own global world. Names declared at a cell's top level become members of `exports`, where
 * later cells find them; that is how the compiler lets them be declared again.
 */
export class World {
  readonly #gate: SignalGate;
  readonly #exports: Record<string, unknown> = {};
  readonly #require: NodeJS.Require;
  readonly #importFromCells: (specifier: string) => Promise<object>;
  /** ES modules that cells import, in the form that `require` would have returned. */
  readonly #esModules = new Map<string, object>();
  /** TypeScript files beside the notebook. */
  readonly #files = new Map<string, { javascript: string; exports?: object }>();

  /** @param gate is open while SIGINT stops the cell and nothing else */
  constructor(gate: SignalGate, directory: string = process.cwd()) {
    this.#gate = gate;
    const base = join(directory, "cell.cjs");
    this.#require = createRequire(base);
    this.#importFromCells = vm.runInThisContext("(specifier) => import(specifier)", {
      filename: base,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    Object.defineProperty(globalThis, "require", {
      value: this.#require,
      configurable: true,
      writable: true,
    });
  }

  /** Runs a cell to its end. Returns the value of its last expression. */
  async run(task: CodeTask): Promise<unknown> {
    for (const { path, javascript } of task.files) this.#files.set(path, { javascript });
    await this.#prepareImports(task.imports);
    const frame = `globalThis[Symbol.for("${FRAME.description}")]`;
    const opening = `${frame}.leave((async function (exports, require) { `;
    const closing = `\n})(...${frame}.enter()))`;
    Object.defineProperty(globalThis, FRAME, { value: this.#frame(), configurable: true });
    this.#allowSetting(task.names, true);
    // The function is called within the script, so that `breakOnSigint` covers everything up to the first
    // `await`: a loop there ends with an error that leaves everything else in order.
    let done: Promise<void>;
    try {
      done = vm.runInThisContext(opening + task.javascript + closing, {
        filename: task.filename,
        columnOffset: -opening.length,
        breakOnSigint: true,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
    } finally {
      this.#gate.reset();
      forgetThen();
    }
    // Even if the cell failed: what it had set by then stays.
    await done.finally(() => this.#allowSetting(task.constants, false));
    if (task.lastExpression === undefined) return undefined;
    const value = this.#exports[task.lastExpression];
    delete this.#exports[task.lastExpression];
    return value;
  }

  #frame(): CellFrame {
    const require = (id: string): unknown => this.#load(id, process.cwd());
    return {
      enter: () => {
        this.#gate.open();
        return [this.#exports, require];
      },
      leave: (done) => {
        this.#gate.close();
        return done;
      },
    };
  }

  /** A cell may declare any name again; a constant can be set only by its own cell. */
  #allowSetting(names: readonly string[], writable: boolean): void {
    for (const name of names) {
      if (Object.hasOwn(this.#exports, name)) Object.defineProperty(this.#exports, name, { writable });
    }
  }

  /** Inside, cells are CommonJS; a module that is only an ES module is imported before the cell's first line. */
  async #prepareImports(specifiers: readonly string[]): Promise<void> {
    for (const specifier of specifiers) {
      if (
        specifier === "tslab" ||
        isBuiltin(specifier) ||
        this.#esModules.has(specifier) ||
        this.#file(specifier, process.cwd())
      )
        continue;
      try {
        this.#require(specifier);
      } catch (error) {
        if (!isOnlyEsModule(error)) continue;
        this.#esModules.set(specifier, asCommonJs(await this.#importFromCells(specifier)));
      }
    }
  }

  #load(id: string, directory: string): unknown {
    if (id === BEFORE) return this.#exports;
    if (id === "tslab") return loadTslab();
    return this.#esModules.get(id) ?? this.#file(id, directory) ?? this.#require(id);
  }

  #file(id: string, directory: string): object | undefined {
    if (!id.startsWith(".") && !id.startsWith("/")) return undefined;
    const path = join(id.startsWith("/") ? "/" : directory, id).replace(/\.ts$/, ".js");
    const file =
      this.#files.get(path) ?? this.#files.get(`${path}.js`) ?? this.#files.get(`${path}/index.js`);
    if (!file) return undefined;
    if (!file.exports) {
      const exports = {};
      // Before it runs: files may import each other.
      file.exports = exports;
      const run = vm.compileFunction(file.javascript, ["exports", "require"], { filename: path });
      run(exports, (inner: string) => this.#load(inner, join(path, "..")));
    }
    return file.exports;
  }
}

function isOnlyEsModule(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ERR_REQUIRE_ESM" ||
      error.code === "ERR_REQUIRE_ASYNC_MODULE" ||
      error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED")
  );
}

/** Makes TypeScript's interop take `default` from the module, rather than the whole module for it. */
function asCommonJs(namespace: object): object {
  const result = Object.defineProperty({}, "__esModule", { value: true });
  for (const name of Object.keys(namespace)) {
    Object.defineProperty(result, name, { enumerable: true, get: () => Reflect.get(namespace, name) });
  }
  return result;
}

/** With this on every object, every `await` of one would wait for ever: no cell would end any more. */
function forgetThen(): void {
  for (const prototype of [Object.prototype, Function.prototype, Array.prototype])
    if (Object.hasOwn(prototype, "then")) Reflect.deleteProperty(prototype, "then");
}
