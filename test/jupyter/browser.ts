import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";

/** Chromium as a test wants it: headless anywhere, and silent on the network. */
export const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where a picture is kept for people to look at; not part of the checkout. */
export function artefact(name: string): string {
  const path = join(ROOT, "test", "artefacts", name);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

/**
 * Settings for tests: all cells stay in the page. (JupyterLab takes those out of sight off it, and a test
 * would see only a part of the notebook.)
 */
export function keepAllCells(jupyterHome: string): void {
  const path = join(
    jupyterHome,
    "config/lab/user-settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings",
  );
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ windowingMode: "none" }));
}

/** How far a notebook's execution is: what its prompts say. */
export interface Execution {
  readonly cells: number;
  readonly done: number;
  readonly errors: readonly string[];
}

/** Chooses Run › Run All Cells and waits until every cell was executed, or one failed. */
export async function runAllCells(page: Page, timeout: number): Promise<Execution> {
  await page.getByRole("menuitem", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: "Run All Cells", exact: true }).click();
  // Of a folded cell no prompt is drawn. It runs in its turn, between those that are seen.
  const seen = page
    .locator(".jp-Notebook .jp-CodeCell")
    .filter({ hasNot: page.locator(".jp-InputPlaceholder") });
  const prompts = seen.locator(".jp-InputPrompt");
  const failures = page.locator('[data-mime-type="application/vnd.jupyter.error"]');
  let execution: Execution = { cells: 0, done: 0, errors: [] };
  await expect
    .poll(
      async () => {
        const numbers = await prompts.allInnerTexts();
        const done = numbers.filter((text) => /^\[\d+\]:$/.test(text.trim())).length;
        execution = { cells: numbers.length, done, errors: await failures.allInnerTexts() };
        return execution.errors.length > 0 || (execution.cells > 0 && done === execution.cells);
      },
      { timeout, interval: 250, message: "all cells executed" },
    )
    .toBe(true);
  return execution;
}
