import { randomUUID } from "node:crypto";
import type { Lab } from "../../src/lab/lab.js";
import type { CellLab } from "./cell-lab.js";
import type { Comms } from "./comms.js";
import { bundle, show } from "./show.js";
import { boundToTask, currentContext } from "./task-context.js";

/** Sets what `globals.ts` declares, but for what {@link defineLabGlobals} does. */
export function defineCellGlobals(comm: Comms): void {
  for (const [name, value] of Object.entries({ display, input, prompt, clearOutput, comm }))
    define(name, value);
}

/**
 * Sets `docker`, `lab` and `folder`.
 * @param onMoved is told when the cells' lab lies elsewhere from now on
 */
export function defineLabGlobals(cellLab: CellLab, onMoved: (directory: string) => void): void {
  const resume = async (): Promise<Lab["docker"]> => {
    onMoved(await cellLab.resume());
    setLab();
    return cellLab.lab.docker;
  };
  const setLab = (): void => {
    const { lab } = cellLab;
    define("docker", lab.docker);
    define("lab", { ...lab, resume });
  };
  setLab();
  Object.defineProperty(globalThis, "folder", { get: () => cellLab.folder.path, configurable: true });
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

interface DisplayOptions {
  readonly id?: string;
  readonly update?: boolean;
  readonly raw?: boolean;
}

interface DisplayHandle {
  readonly id: string;
  update(value: unknown): Promise<void>;
}

function display(value: unknown, options: DisplayOptions = {}): Promise<DisplayHandle> {
  const context = currentContext();
  if (!context) throw new Error("display() needs a cell to show in");
  const displayId = options.id ?? randomUUID();
  const put = async (shown: unknown, update: boolean): Promise<void> => {
    const data = options.raw ? bundle(shown) : await show(shown);
    context.output({ type: "display", display: data, displayId, update });
  };
  return context.track(
    put(value, options.update ?? false).then(() => ({
      id: displayId,
      update: (next: unknown) => context.track(put(next, true)),
    })),
  );
}

async function input(prompt = "", options: { readonly password?: boolean } = {}): Promise<string> {
  const context = currentContext();
  if (!context) throw new Error("input() needs a cell to ask in");
  return (await context.ask(prompt, options.password ?? false)) ?? "";
}

/** By the name that browsers and Deno have for it; `null` when nothing was typed and there is no default. */
async function prompt(message = "", byDefault?: string): Promise<string | null> {
  const typed = await input(message === "" || /\s$/.test(message) ? message : `${message} `);
  return typed === "" ? (byDefault ?? null) : typed;
}

function clearOutput(options: { readonly wait?: boolean } = {}): void {
  currentContext()?.output({ type: "clear", wait: options.wait ?? false });
}

/** Puts what cells print by `console` and `process.stdout` into the one ordered channel of outputs. */
export function captureStreams(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new TextDecoder();
    process[name].write = (
      chunk: string | Uint8Array,
      encodingOrDone?: BufferEncoding | ((error?: Error | null) => void),
      done?: (error?: Error | null) => void,
    ): boolean => {
      const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
      if (text !== "") currentContext()?.output({ type: "stream", name, text });
      const callback = typeof encodingOrDone === "function" ? encodingOrDone : done;
      if (callback) process.nextTick(callback);
      return true;
    };
  }
}

/** A timer belongs to the task that set it: see {@link boundToTask}. */
export function bindTimersToTasks(): void {
  const originals = { setTimeout, setInterval, setImmediate };
  for (const [name, original] of Object.entries(originals)) {
    // A proxy, so that `util.promisify(setTimeout)` finds what it looks for on the function.
    const bound = new Proxy(original, {
      apply(target, self, [callback, ...rest]) {
        currentContext()?.throwIfInterrupted();
        return Reflect.apply(target, self, [
          typeof callback === "function" ? boundToTask(callback) : callback,
          ...rest,
        ]);
      },
    });
    Object.defineProperty(globalThis, name, { value: bound, configurable: true, writable: true });
  }
}
