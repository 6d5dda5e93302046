import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import type { NamesSet } from "../../cells/compile/compiler.js";
import { PARAMETERS } from "../../cells/compile/names.js";
import { makePlain } from "../../cells/show/plain-message.js";
import type { CodeTask } from "../../cells/task.js";
import { CellModules } from "./cell-modules.js";
import { SharedMembers } from "./shared-members.js";
import type { SignalGate } from "./signal-gate.js";

/** How a cell's script reaches the {@link CellFrame} that we give it. */
const FRAME = Symbol.for("layerlab.cell");

interface CellFrame {
  /** The arguments of the cell's function. */
  enter(): readonly unknown[];
  leave(done: Promise<void>): Promise<void>;
}

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
    const frame = `globalThis[Symbol.for("${FRAME.description}")]`;
    const opening = `${frame}.leave((async function (${PARAMETERS.join(", ")}) { `;
    const closing = `\n})(...${frame}.enter()))`;
    Object.defineProperty(globalThis, FRAME, { value: this.#frame(), configurable: true });
    this.#shared.begin(task.names);
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
    await done.finally(() => this.#shared.end(task.constants));
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

  #frame(): CellFrame {
    const filename = join(this.#directory, "cell.ts");
    const meta = {
      url: pathToFileURL(filename).href,
      filename,
      dirname: this.#directory,
      resolve: (specifier: string) => this.#modules.resolve(specifier),
    };
    const { members, constants } = this.#shared;
    const importModule = (specifier: string, bindings: Readonly<Record<string, string>>): void =>
      this.#shared.bind(specifier, this.#modules.load(specifier), bindings);
    const { require } = this.#modules;
    const dynamicImport = (specifier: unknown, options?: ImportCallOptions): Promise<object> =>
      this.#modules.import(String(specifier), options);
    return {
      enter: () => {
        this.#gate.open();
        return [
          ...[members, constants, importModule, dynamicImport, meta, makePlain],
          ...[require, this.#module, this.#module.exports, filename, this.#directory],
        ];
      },
      leave: (done) => {
        this.#gate.close();
        return done;
      },
    };
  }
}

/** With this on every object, every `await` of one would wait for ever: no cell would end any more. */
function forgetThen(): void {
  for (const prototype of [Object.prototype, Function.prototype, Array.prototype])
    if (Object.hasOwn(prototype, "then")) Reflect.deleteProperty(prototype, "then");
}
