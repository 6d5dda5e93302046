import { join } from "node:path";
import vm from "node:vm";
import type { NamesSet } from "../../cells/compile/compiler.js";
import { PARAMETERS } from "../../cells/compile/names.js";
import { makePlain } from "../../cells/show/plain-message.js";
import type { CodeTask } from "../../cells/task.js";
import { CellsDamagedError } from "../../errors.js";
import { CellModules } from "./cell-modules.js";
import { importMeta } from "./import-meta.js";
import { SharedMembers } from "./shared-members.js";
import type { SignalGate } from "./signal-gate.js";

type CellFunction = (...frame: readonly unknown[]) => Promise<void>;

// Taken before any cell runs, which may replace them.
const { runInThisContext } = vm;
const { apply, deleteProperty } = Reflect;
const { hasOwn } = Object;
const HAVE_THEN: readonly object[] = [Object.prototype, Function.prototype, Array.prototype];

/** The name by which a cell's script hands its function over. No program has such a name. */
const ENTRANCE = "layerlab: a cell";
/** Calls the function of the cell that runs now. */
let enter: (cell: CellFunction) => Promise<void> = () => Promise.resolve();
// For good: a cell may freeze all that it finds.
Object.defineProperty(globalThis, ENTRANCE, { value: (cell: CellFunction) => enter(cell) });

export interface RanCell {
  /** The value of its last expression. */
  readonly value: unknown;
  readonly names?: NamesSet;
}

/** Where cells run: Node's own global world, and what they share: names and modules. */
export class World {
  readonly #gate: SignalGate;
  readonly #shared = new SharedMembers();
  readonly #modules: CellModules;
  readonly #directory: string;
  /** As in Node's own modules; cells have no use for it. */
  readonly #module = { exports: {} };

  /** @param gate is open while SIGINT stops the cell and nothing else */
  constructor(gate: SignalGate, directory: string = process.cwd()) {
    this.#gate = gate;
    this.#directory = directory;
    this.#modules = new CellModules(directory);
    Object.defineProperty(globalThis, "require", {
      value: this.#modules.require,
      configurable: true,
      writable: true,
    });
  }

  /** Runs a cell to its end. */
  async run(task: CodeTask): Promise<RanCell> {
    this.#modules.add(task.files, task.aliases);
    await this.#modules.prepare(task.imports);
    try {
      await this.#start(task);
    } finally {
      // Even if the cell failed: what it had set by then stays.
      this.#shared.end(task.constants);
    }
    return {
      // A promise is waited for: what is shown is its value, and what it rejects with is the cell's error.
      value: task.lastExpression === undefined ? undefined : await this.#shared.take(task.lastExpression),
      ...this.namesSet(task),
    };
  }

  /** Where a cell has set other names than it declares. */
  namesSet({ names }: CodeTask): { readonly names?: NamesSet } {
    const unset = this.#shared.missing(names);
    const added = this.#shared.takeAdded();
    return unset.length + added.length === 0 ? {} : { names: { unset, added } };
  }

  /** @throws {CellsDamagedError} if the cell could not even begin */
  #start(task: CodeTask): Promise<void> {
    // Within the script, so that `breakOnSigint` covers everything up to the first `await`: a loop there ends with an error
    // that leaves everything else in order. `this` is the global object, whatever a cell has made of its name.
    const opening = `this["${ENTRANCE}"](async function (${PARAMETERS.join(", ")}) { `;
    let isEntered = false;
    try {
      const frame = this.#frame();
      enter = (cell) => {
        isEntered = true;
        this.#gate.open();
        const done = apply(cell, undefined, frame);
        this.#gate.close();
        return done;
      };
      this.#shared.begin(task.names);
      return runInThisContext(`${opening}${task.javascript}\n})`, {
        filename: task.filename,
        columnOffset: -opening.length,
        breakOnSigint: true,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
    } catch (error) {
      // V8 sees a few mistakes that the compiler does not.
      if (isEntered || error instanceof SyntaxError) throw error;
      throw new CellsDamagedError(error);
    } finally {
      this.#gate.reset();
      forgetThen();
    }
  }

  /** The arguments of a cell's function. */
  #frame(): readonly unknown[] {
    const filename = join(this.#directory, "cell.ts");
    const meta = importMeta(filename, (specifier) => this.#modules.resolve(specifier));
    const { members, constants } = this.#shared;
    const importModule = (specifier: string, bindings: Readonly<Record<string, string>>): void =>
      this.#shared.bind(specifier, this.#modules.load(specifier), bindings);
    const { require } = this.#modules;
    const dynamicImport = (specifier: unknown, options?: ImportCallOptions): Promise<object> =>
      this.#modules.import(String(specifier), options);
    return [
      ...[members, constants, importModule, dynamicImport, meta, makePlain],
      ...[require, this.#module, this.#module.exports, filename, this.#directory],
    ];
  }
}

/** With this on every object, every `await` of one would wait for ever: no cell would end any more. */
function forgetThen(): void {
  for (const prototype of HAVE_THEN) if (hasOwn(prototype, "then")) deleteProperty(prototype, "then");
}
