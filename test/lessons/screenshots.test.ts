import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { describeWith } from "../components.js";
import { artefact, CHROMIUM_FLAGS, keepAllCells } from "../jupyter/browser.js";
import { temporaryFolder } from "../jupyter/environment.js";
import { type LabServer, startLab } from "../jupyter/lab-server.js";
import { LESSONS } from "./claims.js";
import { axeProblems, overflows } from "./judge-page.js";

const THEMES = { light: "JupyterLab Light", dark: "JupyterLab Dark" };
const SCROLLED = ".jp-Notebook .jp-WindowedPanel-outer";

/**
 * Every lesson as it is saved, not trusted and not run, in JupyterLab, light and dark. The pictures in `test/artefacts/lessons`
 * are for people to look at; what a machine can judge of them is judged here.
 */
describeWith(["build", "venv", "chromium"], "the saved lessons in JupyterLab", (path) => {
  let lab: LabServer;
  let browser: Browser;

  beforeAll(async () => {
    const home = temporaryFolder();
    keepAllCells(home);
    const lessons = join(home, "lessons");
    cpSync(join(ROOT, "notebooks"), lessons, { recursive: true });
    rmSync(artefact("lessons"), { recursive: true, force: true });
    mkdirSync(artefact("lessons"), { recursive: true });
    lab = await startLab({
      home,
      args: [`--ServerApp.root_dir=${lessons}`, "--LabApp.expose_app_in_browser=True"],
    });
    browser = await chromium.launch({ executablePath: path("chromium"), args: CHROMIUM_FLAGS });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  test.each(LESSONS)("%s", { timeout: 120_000 }, async (lesson) => {
    const page = await browser.newPage({ viewport: { width: 1180, height: 1500 } });
    try {
      await page.goto(
        new URL(`lab/workspaces/${lesson}/tree/${lesson}.ipynb?token=${lab.token}`, lab.url).href,
      );
      await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
      await command(page, "application:toggle-left-area");
      for (const [theme, name] of Object.entries(THEMES)) {
        await command(page, "apputils:change-theme", { theme: name });
        await page.locator(`body[data-jp-theme-name="${name}"]`).waitFor({ state: "attached" });
        await photograph(page, `lessons/${lesson.slice(0, 2)}-${theme}`);
        expect({
          theme,
          overflows: await overflows(page, ".jp-OutputArea-output"),
          problems: await axeProblems(page, ".jp-OutputArea-output"),
        }).toEqual({ theme, overflows: [], problems: [] });
      }
    } finally {
      await page.close();
    }
  });
});

async function command(page: Page, id: string, args: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.evaluate(`jupyterapp.commands.execute(${JSON.stringify(id)}, ${JSON.stringify(args)})`);
}

/** The whole notebook in pictures, from the top down, so that each piece is as large as a screen. */
async function photograph(page: Page, name: string): Promise<void> {
  const scroller = page.locator(SCROLLED).first();
  // Below the last cell there is room to scroll on, which is of no interest.
  const [height, whole] = await scroller.evaluate(
    (element: { clientHeight: number; querySelector(name: string): { scrollHeight: number } }) => [
      element.clientHeight,
      element.querySelector(".jp-WindowedPanel-viewport").scrollHeight,
    ],
  );
  for (let at = 0; at * (height ?? 1) < (whole ?? 0); at++) {
    await scroller.evaluate(
      (element: { scrollTop: number }, top: number) => {
        element.scrollTop = top;
      },
      at * (height ?? 1),
    );
    await scroller.screenshot({
      path: artefact(`${name}-${String(at + 1).padStart(2, "0")}.png`),
      animations: "disabled",
    });
  }
}
