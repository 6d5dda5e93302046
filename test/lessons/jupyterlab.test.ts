import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { describeWith } from "../components.js";
import { artefact, CHROMIUM_FLAGS, keepAllCells, runAllCells } from "../jupyter/browser.js";
import { type LabServer, startLab } from "../jupyter/lab-server.js";
import { temporaryFolder } from "../temporary-folder.js";
import { handoutPath, LESSONS, readLesson } from "./claims.js";
import { axeProblems, overflows } from "./judge-page.js";
import { Learner } from "./learner.js";
import { learn } from "./learning.js";
import { oneAtATime } from "./one-at-a-time.js";
import { unanswered } from "./predictions.js";

const HANDOUTS = "handouts";
/** A short lesson with a question. */
const ASKING = "00-welcome";
const THEMES = { light: "JupyterLab Light", dark: "JupyterLab Dark" };
/** The lessons in pictures, for people to look at: a minute's work, so only where it is asked for. */
const PICTURES = process.env.LAYERLAB_TEST_PICTURES === "1";
/** Lessons for a learner in a usual run: between them all that may go wrong. The others, a quarter of a minute each, where pictures are asked for. */
const LEARNT = PICTURES ? LESSONS : ["00-welcome", "04-from-dockerfile-to-layers", "06-what-an-image-is"];
const SCROLLED = ".jp-Notebook .jp-WindowedPanel-outer";

/**
 * Every lesson as it is saved, not trusted and not run, in JupyterLab, light and dark: what a machine can judge of it. With
 * `LAYERLAB_TEST_PICTURES=1` there are pictures in `test/artefacts/lessons`, too.
 */
describeWith(["build", "venv", "chromium"], "the saved lessons in JupyterLab", (path) => {
  let lab: LabServer;
  let browser: Browser;
  const home = temporaryFolder();
  const lessons = join(home, "lessons");

  beforeAll(async () => {
    keepAllCells(home);
    cpSync(join(ROOT, "notebooks", "solved"), lessons, { recursive: true });
    cpSync(handoutPath(ASKING), join(lessons, "asking.ipynb"));
    for (const lesson of LEARNT) cpSync(handoutPath(lesson), join(lessons, HANDOUTS, `${lesson}.ipynb`));
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

  async function open(name: string, workspace: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1180, height: 1500 } });
    const address = `lab/workspaces/${workspace}/tree/${name}.ipynb?token=${lab.token}`;
    await page.goto(new URL(address, lab.url).href);
    await shown(page);
    return page;
  }

  async function shown(page: Page): Promise<void> {
    await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
    await page.locator(".jp-Notebook .jp-OutputArea-output").first().waitFor({ timeout: 60_000 });
  }

  describe("one after another", () => {
    let page: Page;
    beforeAll(async () => {
      page = await open("asking", "lessons");
      await command(page, "application:toggle-left-area");
      await command(page, "application:close");
    }, 120_000);
    afterAll(() => page?.close());

    test.each(LEARNT)(
      "%s: a learner who goes wrong gets to its end",
      { timeout: 180_000 },
      async (lesson) => {
        const learner = new Learner(page);
        const cells = await learner.open(`${HANDOUTS}/${lesson}.ipynb`);
        try {
          await oneAtATime(lesson, () => learn(learner, lesson, cells));
        } finally {
          await command(page, "docmanager:save");
          await command(page, "application:close");
        }
      },
    );

    test.each(LESSONS)("%s", { timeout: 120_000 }, async (lesson) => {
      // Nothing is run in it, so it needs no kernel.
      await command(page, "docmanager:open", {
        path: `${lesson}.ipynb`,
        factory: "Notebook",
        kernelPreference: { shouldStart: false },
      });
      try {
        await shown(page);
        for (const [theme, name] of Object.entries(THEMES)) {
          await command(page, "apputils:change-theme", { theme: name });
          await page.locator(`body[data-jp-theme-name="${name}"]`).waitFor({ state: "attached" });
          if (PICTURES) await photograph(page, `lessons/${lesson.slice(0, 2)}-${theme}`);
          expect({
            theme,
            overflows: await overflows(page, ".jp-OutputArea-output, .jp-CodeCell .cm-scroller"),
            problems: await axeProblems(page, ".jp-OutputArea-output"),
          }).toEqual({ theme, overflows: [], problems: [] });
        }
      } finally {
        // What one lesson leaves open covers the next.
        await command(page, "application:close");
      }
    });
  });

  test("a prediction is made by keyboard, judged in its place by the run, kept when it is asked again, and saved", {
    timeout: 180_000,
  }, async () => {
    const page = await open("asking", "asking");
    await page.getByText(/\| Idle$/).waitFor({ timeout: 60_000 });
    // To a screen reader it is a group with a name, and its choices are radio buttons.
    const form = page.getByRole("group", { name: "Predict" });
    const choice = (text: string) => form.getByRole("radio", { name: text, exact: true });
    expect(await form.innerText(), "as it was handed out").toMatch(/Pick the one you expect/);

    // Before its cell has run, the kernel knows nothing of the question: the page keeps the choice for it.
    await choice("yes").focus();
    await page.keyboard.press("Space");
    expect(await form.innerText()).toMatch(/Now run the cells that follow/);
    await runAllCells(page, 60_000);
    await form.getByText("not this").waitFor();
    expect(await form.innerText()).toMatch(/✗ not this\s+The run: no\./);
    expect(await choice("yes").isChecked()).toBe(true);
    expect(await choice("yes").isDisabled()).toBe(true);
    const outputs = page.locator(".jp-OutputArea-output");
    await outputs.filter({ hasText: "You said: yes" }).waitFor();
    await outputs.filter({ hasText: "0 of 1 prediction right, 1 question asked" }).waitFor();

    await form.scrollIntoViewIfNeeded();
    await page.screenshot({ path: artefact("lesson-question.png") });

    // Asked again, it is still picked, and can be changed.
    const cell = (text: string) => page.locator(".jp-CodeCell", { hasText: text }).first();
    await cell("// A question.").click();
    await command(page, "notebook:run-cell");
    await form.getByText("Now run the cells that follow").waitFor();
    expect(await choice("yes").isChecked()).toBe(true);
    await choice("no").check();
    await cell("// The answer, computed from the run.").click();
    await command(page, "notebook:run-cell");
    await form.getByText("✓ right").waitFor();
    await outputs.filter({ hasText: "You said: no ✓ right" }).waitFor();
    expect(await axeProblems(page, ".jp-OutputArea-output")).toEqual([]);

    await command(page, "docmanager:save");
    await expect
      .poll(() => unanswered(readLesson(join(lessons, "asking.ipynb"))), { timeout: 10_000 })
      .toEqual([]);

    // A closed notebook needs no kernel; its lab stays on the disk.
    await command(page, "application:close");
    await expect.poll(() => lab.get("api/sessions"), { timeout: 10_000 }).toEqual([]);
    await page.close();
  });
});

async function command(page: Page, id: string, args: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await page.evaluate(
    `jupyterapp.commands.execute(${JSON.stringify(id)}, ${JSON.stringify(args)}).then(() => undefined)`,
  );
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
