import type { Lab } from "../../../src/lab/lab.js";
import { bundle, show } from "../show/show.js";
import type { Comms } from "./comms.js";
import { currentContext } from "./task-context.js";

/** Sets the globals that `global-declarations.ts` declares, except those of {@link defineLabGlobals}. */
export function defineCellGlobals(comm: Comms): void {
  for (const [name, value] of Object.entries({ display, input, prompt, confirm, clearOutput, comm }))
    define(name, value);
}

/** The cells' lab; `resume()` replaces it. */
export interface ResumableLab {
  readonly lab: Lab;
  readonly folder: { readonly path: string };
  /** Brings back what the notebook's previous kernel left behind. Returns its directory. */
  resume(): Promise<string>;
}

/**
 * Sets `docker`, `lab` and `folder`.
 * @param onMoved is called when the cells' lab moves to another directory
 */
export function defineLabGlobals(cellLab: ResumableLab, onMoved: (directory: string) => void): void {
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

/** What `display` answers. As the last value of a cell it is nothing to be shown: the output is there already. */
export class DisplayHandle {
  readonly id: string;
  readonly update: (value: unknown) => Promise<void>;

  constructor(id: string, update: (value: unknown) => Promise<void>) {
    this.id = id;
    this.update = update;
  }
}

function display(value: unknown, options: DisplayOptions = {}): Promise<DisplayHandle> {
  const context = currentContext();
  if (!context) throw new Error("display() needs a cell to show in");
  const displayId = options.id ?? crypto.randomUUID();
  const put = async (shown: unknown, update: boolean): Promise<void> => {
    const data = options.raw ? bundle(shown) : await show(shown);
    context.output({ type: "display", display: data, displayId, update });
  };
  return context.track(
    put(value, options.update ?? false).then(
      () => new DisplayHandle(displayId, (next) => context.track(put(next, true))),
    ),
  );
}

async function input(prompt = "", options: { readonly password?: boolean } = {}): Promise<string> {
  const context = currentContext();
  if (!context) throw new Error("input() needs a cell to ask in");
  return (await context.ask(prompt, options.password ?? false)) ?? "";
}

/** The name is that of browsers and Deno; `null` if nothing was typed and there is no default. */
async function prompt(message = "", byDefault?: string): Promise<string | null> {
  const typed = await input(message === "" || /\s$/.test(message) ? message : `${message} `);
  return typed === "" ? (byDefault ?? null) : typed;
}

/** Also a name of browsers and Deno; everything but yes is no. */
async function confirm(message = "Are you sure?"): Promise<boolean> {
  return /^y(?:es)?$/i.test((await input(`${message} [y/N] `)).trim());
}

function clearOutput(options: { readonly wait?: boolean } = {}): void {
  currentContext()?.output({ type: "clear", wait: options.wait ?? false });
}
