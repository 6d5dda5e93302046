import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A piece of a page, as far as code that runs there is typed here: there are no types of the DOM in Node. */
interface Piece {
  readonly textContent: string;
  readonly ownerDocument: {
    readonly defaultView: { getComputedStyle(piece: Piece): { readonly color: string } };
  };
  querySelectorAll(selector: string): Iterable<Piece>;
}

/** A notebook that is open in JupyterLab or Notebook 7, and what a learner does there. */
export class NotebookPage {
  readonly page: Page;
  #kernelAnswered: () => void = () => undefined;

  /** @param page shows nothing yet */
  constructor(page: Page) {
    this.page = page;
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        if (payload.includes("kernel_info_reply")) this.#kernelAnswered();
      }),
    );
  }

  /** Opens a notebook; resolves when its kernel has come and is at rest. */
  async open(url: string): Promise<void> {
    const answered = this.nextKernel();
    await this.page.goto(url);
    await answered;
    await this.page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
    await this.idle();
  }

  /**
   * Resolves when a kernel says who it is: one that is new, or was restarted. Before that a cell that is run is
   * forgotten, and the sign in the toolbar shows a kernel at rest all the same.
   */
  nextKernel(): Promise<void> {
    return new Promise((resolve) => {
      this.#kernelAnswered = resolve;
    });
  }

  /** Both front ends show what the kernel does by the round sign in the notebook's toolbar. */
  async idle(): Promise<void> {
    await this.page
      .locator('.jp-NotebookPanel-toolbar .jp-Notebook-ExecutionIndicator[data-status="idle"]')
      .waitFor({ timeout: 60_000 });
  }

  /** Types into the last cell, which is empty. Answers that cell. */
  async type(text: string): Promise<Locator> {
    const cells = this.page.locator(".jp-Notebook .jp-CodeCell");
    const cell = cells.nth((await cells.count()) - 1);
    await cell.locator(".cm-content").click();
    await this.page.keyboard.type(text);
    return cell;
  }

  /** Types a cell and runs it; resolves when it has run. */
  async run(text: string): Promise<Locator> {
    const cell = await this.start(text);
    await this.done(cell);
    return cell;
  }

  /** Types a cell and starts it. */
  async start(text: string): Promise<Locator> {
    const count = await this.page.locator(".jp-Notebook .jp-CodeCell").count();
    const cell = await this.type(text);
    await this.page.keyboard.press("Shift+Enter");
    await this.page.locator(".jp-Notebook .jp-CodeCell").nth(count).waitFor();
    return cell;
  }

  /** Resolves when a cell has run: its prompt has a number. */
  async done(cell: Locator): Promise<void> {
    await expect
      .poll(() => cell.locator(".jp-InputPrompt").first().innerText(), { timeout: 20_000 })
      .toMatch(/^\[\d+\]:$/);
  }

  /** Answers the box that a cell asks by. */
  async answer(cell: Locator, text: string): Promise<void> {
    // One that was just answered is still there for a moment.
    const box = cell.locator("input.jp-Stdin-input").last();
    await box.waitFor({ timeout: 20_000 });
    const answered = await box.elementHandle();
    await box.fill(text);
    await box.press("Enter");
    await answered?.waitForElementState("hidden");
  }

  /** Empties the last cell, and takes away what is open over it. */
  async clear(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.locator(".jp-Notebook .jp-CodeCell .cm-content").last().click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
  }

  async textOf(cell: Locator): Promise<string> {
    return (await cell.locator(".cm-line").allInnerTexts()).join("\n");
  }

  outputOf(cell: Locator): Promise<string> {
    return cell.locator(".jp-OutputArea").innerText();
  }

  /** Chooses a menu's item by what they are called. */
  async choose(menu: string, item: RegExp): Promise<void> {
    await this.page.getByRole("menuitem", { name: menu, exact: true }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** The pieces of a cell's text that the highlighting has found, each with its colour. */
  colours(cell: Locator): Promise<Record<string, string>> {
    return cell.locator(".cm-content").evaluate((content: Piece) => {
      const view = content.ownerDocument.defaultView;
      const pieces = [...content.querySelectorAll(".cm-line span")];
      return Object.fromEntries(
        pieces.map((piece) => [piece.textContent, view.getComputedStyle(piece).color]),
      );
    });
  }

  /** The colour of a cell's text where nothing was found. */
  plainColour(cell: Locator): Promise<string> {
    return cell
      .locator(".cm-content")
      .evaluate((content: Piece) => content.ownerDocument.defaultView.getComputedStyle(content).color);
  }
}
