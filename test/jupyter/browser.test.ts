import { cpSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { describeWith } from "../components.js";
import { temporaryFolder } from "../temporary-folder.js";
import { artefact, CHROMIUM_FLAGS, keepAllCells, runAllCells } from "./browser.js";
import { LESSON, SOLVED } from "./guide.js";
import { type LabServer, startLab } from "./lab-server.js";
import { readNotebook, withoutOutputs, writeNotebook } from "./notebook.js";

/** An element, as far as it is looked at. */
interface Drawn {
  readonly textContent: string;
  readonly offsetHeight: number;
  readonly offsetWidth: number;
  computedStyleMap(): { get(name: string): unknown };
  querySelectorAll(selector: string): Iterable<Drawn>;
}

describeWith(["build", "venv", "chromium"], "JupyterLab in a browser", (path) => {
  let lab: LabServer;
  let browser: Browser;

  beforeAll(async () => {
    const home = temporaryFolder();
    keepAllCells(home);
    // A copy of the lessons: JupyterLab saves what it ran.
    const lessons = join(home, "lessons");
    cpSync(join(ROOT, dirname(SOLVED)), join(lessons, "saved"), { recursive: true });
    cpSync(join(ROOT, dirname(LESSON)), join(lessons, "cleared"), { recursive: true });
    const name = basename(LESSON);
    writeNotebook(join(lessons, "cleared", name), withoutOutputs(readNotebook(join(ROOT, LESSON))));
    lab = await startLab({ home, args: [`--ServerApp.root_dir=${lessons}`] });
    browser = await chromium.launch({ executablePath: path("chromium"), args: CHROMIUM_FLAGS });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  /** Opens lesson 01, with its outputs or without, in a workspace of its own: no test finds another's tabs. */
  async function openLesson(which: "saved" | "cleared"): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const address = `lab/workspaces/${which}/tree/${which}/${basename(LESSON)}?token=${lab.token}`;
    await page.goto(new URL(address, lab.url).href);
    await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
    return page;
  }

  const historyTable = (page: Page) =>
    page
      .locator(".jp-OutputArea-output table")
      .filter({ has: page.locator("th", { hasText: "CREATED BY" }) })
      .first();

  /** The first layer stack is on the page and was drawn: its topmost box has the border that says whose it is, and a bar for its size. */
  async function expectPicture(page: Page): Promise<void> {
    const box = page
      .locator(".jp-OutputArea-output div[title*=overlay2]")
      .filter({ hasText: "Writable layer of base-container" })
      .first();
    await box.scrollIntoViewIfNeeded();
    expect(await box.isVisible()).toBe(true);
    const drawn = await box.evaluate((element: Drawn) => ({
      border: String(element.computedStyleMap().get("border-top-style")),
      bars: [...element.querySelectorAll("div")].filter(
        ({ textContent, offsetHeight, offsetWidth }) =>
          textContent === "" && offsetHeight > 2 && offsetWidth > 100,
      ).length,
    }));
    expect(drawn).toEqual({ border: "dashed", bars: 1 });
  }

  test("an untrusted, not executed lesson shows its saved table and picture", {
    timeout: 90_000,
  }, async () => {
    const page = await openLesson("saved");
    await historyTable(page).scrollIntoViewIfNeeded();
    expect(await historyTable(page).isVisible()).toBe(true);
    expect(await historyTable(page).innerText()).toContain("69.2MB");
    await page.screenshot({ path: artefact("lesson-01-untrusted.png") });
    await expectPicture(page);
    await page.close();
  });

  test("Run All executes every cell without error and shows table and picture", {
    timeout: 300_000,
  }, async () => {
    const page = await openLesson("cleared");
    await page.getByText(/\| Idle$/).waitFor({ timeout: 60_000 });
    const started = performance.now();
    const execution = await runAllCells(page, 180_000);
    console.log(`Run All in the browser: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    await page.screenshot({ path: artefact("lesson-01-run-all.png") });
    expect(execution.errors).toEqual([]);
    expect(execution.cells).toBeGreaterThan(0);
    expect(execution.done).toBe(execution.cells);
    await page.getByText(/\| Idle$/).waitFor({ timeout: 10_000 });

    await historyTable(page).scrollIntoViewIfNeeded();
    expect(await historyTable(page).isVisible()).toBe(true);
    await page.screenshot({ path: artefact("lesson-01-history.png") });

    await expectPicture(page);
    await page.screenshot({ path: artefact("lesson-01-picture.png") });

    // Nothing asks the learner about news or updates.
    expect(
      await page.locator(".jp-Dialog, .jp-Notification-Toast, .Toastify__toast").allInnerTexts(),
    ).toEqual([]);
    await page.close();
  });
});
