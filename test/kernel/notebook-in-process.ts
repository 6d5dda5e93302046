import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect, stripVTControlCharacters } from "node:util";
import { fastEmit } from "../../kernel/cells/compile/fast/fast-emit.js";
import { FilesBeside } from "../../kernel/cells/compile/typescript/beside.js";
import { emitCell } from "../../kernel/cells/compile/typescript/emit.js";
import { Settings } from "../../kernel/cells/compile/typescript/settings.js";
import { FailureReporter } from "../../kernel/cells/show/failure.js";
import { SHARED_BYTES } from "../../kernel/session/child/shared-memory.js";
import { SignalGate } from "../../kernel/session/child/signal-gate.js";
import { World } from "../../kernel/session/child/world.js";
import { temporaryFolder } from "../temporary-folder.js";

/** Runs cells one after another as the process of the cells does. Answers what the last one shows. */
export class Notebook {
  readonly directory = temporaryFolder();
  readonly #world = new World(
    new SignalGate(new Int32Array(new SharedArrayBuffer(SHARED_BYTES))),
    this.directory,
  );
  readonly #settings = new Settings(this.directory);
  readonly #beside = new FilesBeside(this.directory, this.#settings);
  readonly #known = new Set<string>();
  #count = 0;
  #traceback: readonly string[] = [];
  readonly #failures = new FailureReporter();

  /** Until the function that is answered is called, all stacks are made as in the process of the cells. */
  takeStacks(): () => void {
    const before = Error.prepareStackTrace;
    this.#failures.install();
    return () => {
      Error.prepareStackTrace = before;
    };
  }

  async run(...cells: readonly string[]): Promise<string> {
    let shown = "";
    for (const source of cells) shown = await this.#cell(source);
    return shown;
  }

  write(name: string, text: string): void {
    const path = join(this.directory, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
  }

  /** What a cell that failed shows. */
  get traceback(): string {
    return stripVTControlCharacters(this.#traceback.join("\n"));
  }

  async #cell(source: string): Promise<string> {
    const isKnown = (name: string): boolean => this.#known.has(name);
    this.#settings.refresh();
    const fast = fastEmit(source, isKnown);
    const emitted = fast
      ? ({ ok: true, cell: fast } as const)
      : emitCell(source, isKnown, this.#settings.emit);
    if (!emitted.ok)
      return emitted.errors.map(({ message, line, column }) => `${line}:${column} ${message}`).join();
    const { cell } = emitted;
    const filename = `cell[${++this.#count}].ts`;
    const beside = this.#beside.changed([...cell.imports, ...cell.dynamicImports]);
    const task = { ...cell, kind: "code", filename, source, ...beside } as const;
    this.#failures.register(task);
    let shown: string;
    let names = {};
    try {
      const ran = await this.#world.run(task);
      shown = ran.value === undefined ? "" : inspect(ran.value);
      names = ran;
    } catch (error) {
      this.#traceback = this.#failures.report(error).traceback;
      shown = String(error);
      names = this.#world.namesSet(task);
    }
    const { unset = [], added = [] } = Reflect.get(names, "names") ?? {};
    for (const name of cell.names) if (!unset.includes(name)) this.#known.add(name);
    for (const { name } of added) this.#known.add(name);
    return shown;
  }
}
