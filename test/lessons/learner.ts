import { stripVTControlCharacters } from "node:util";
import type { Locator, Page } from "playwright-core";

/** A code cell of the notebook that is open. */
export interface Place {
  readonly at: number;
  readonly id: string;
  readonly source: string;
}

/** What a cell shows once it has run. */
export interface Shown {
  readonly text: string;
  /** What a failure is told as; nothing when the cell did what it should. */
  readonly error?: string;
}

interface RawOutput {
  readonly output_type: string;
  readonly text?: string | readonly string[];
  readonly data?: { readonly "text/plain"?: string | readonly string[] };
  readonly traceback?: readonly string[];
}

const NOTEBOOK = "const panel = jupyterapp.shell.currentWidget; const { content } = panel;";

/** Somebody who learns by a notebook in JupyterLab: goes to cells, runs them, edits them, restarts the kernel. */
export class Learner {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens a notebook; resolves when its kernel is there. */
  async open(path: string): Promise<Place[]> {
    await this.#in(
      `await jupyterapp.commands.execute("docmanager:open", ${JSON.stringify({ path, factory: "Notebook" })})`,
    );
    await this.#in(`${NOTEBOOK} await panel.context.ready; await panel.sessionContext.ready;
      await panel.sessionContext.session.kernel.info`);
    return this.#in(`${NOTEBOOK} return content.widgets.flatMap(({ model }, at) =>
      model.type === "code" ? [{ at, id: model.id, source: model.sharedModel.getSource() }] : [])`);
  }

  /** Runs one cell as Ctrl+Enter does. */
  async run({ at }: Place): Promise<Shown> {
    await this.#command("notebook:run-cell", at);
    return this.shown(at);
  }

  /** Run > Run All Above Selected Cell. */
  async runAbove({ at }: Place): Promise<void> {
    await this.#command("notebook:run-all-above", at);
  }

  /** Run > Run All Cells. */
  async runAll(): Promise<void> {
    await this.#command("notebook:run-all-cells", 0);
  }

  /** Types `source` over what a cell has. */
  async write({ at }: Place, source: string): Promise<void> {
    await this.#in(
      `${NOTEBOOK} content.widgets[${at}].model.sharedModel.setSource(${JSON.stringify(source)})`,
    );
  }

  /** Kernel > Restart Kernel…, and yes. */
  async restart(): Promise<void> {
    const restarted = this.#command("kernelmenu:restart", 0);
    await this.#page.locator(".jp-Dialog button.jp-mod-accept").click();
    await restarted;
    await this.#in(`${NOTEBOOK} await panel.sessionContext.session.kernel.info`);
  }

  /** Runs one line in a new cell at the top, and takes the cell away. */
  async aside(source: string): Promise<Shown> {
    await this.#command("notebook:insert-cell-above", 0);
    await this.write({ at: 0, id: "", source: "" }, source);
    await this.#command("notebook:change-cell-to-code", 0);
    await this.#command("notebook:run-cell", 0);
    const shown = await this.shown(0);
    await this.#command("notebook:delete-cell", 0);
    return shown;
  }

  /** The choices of the question that a cell asks. */
  choices({ at }: Place): Locator {
    return this.#page.locator(".jp-Notebook .jp-Cell").nth(at).getByRole("radio");
  }

  /** The text of a cell's outputs as the page has it. */
  async seen({ at }: Place): Promise<string> {
    const cell = this.#page.locator(".jp-Notebook .jp-Cell").nth(at);
    return (await cell.locator(".jp-OutputArea").first().textContent()) ?? "";
  }

  async shown(at: number): Promise<Shown> {
    const outputs: RawOutput[] = await this.#in(
      `${NOTEBOOK} return content.widgets[${at}].model.outputs.toJSON()`,
    );
    const plain = (text: string | readonly string[] | undefined) =>
      stripVTControlCharacters([text ?? ""].flat().join(""));
    const error = outputs.find(({ output_type }) => output_type === "error");
    return {
      text: outputs.map(({ text, data }) => plain(text ?? data?.["text/plain"])).join("\n"),
      ...(error === undefined ? {} : { error: stripVTControlCharacters((error.traceback ?? []).join("\n")) }),
    };
  }

  /** Resolves when the command is done: of those that run cells, when the cells have run. */
  async #command(id: string, at: number): Promise<void> {
    await this.#in(`${NOTEBOOK} content.deselectAll(); content.activeCellIndex = ${at};
      await jupyterapp.commands.execute(${JSON.stringify(id)})`);
  }

  #in<Result>(code: string): Promise<Result> {
    return this.#page.evaluate(`(async () => { ${code} })()`);
  }
}
