import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { changesBundle } from "../../src/display/changes.js";
import { describeWith } from "../components.js";
import { axeProblems } from "../lessons/judge-page.js";
import { temporaryFolder } from "../temporary-folder.js";
import { CHROMIUM_FLAGS } from "./browser.js";
import { type LabServer, startLab } from "./lab-server.js";

const changes = Array.from({ length: 1200 }, (_, at) => ({
  kind: "A" as const,
  path: `/srv/directory-${Math.floor(at / 100)}/file-${at}.txt`,
}));

describeWith(["build", "venv", "chromium"], "a thousand rows in JupyterLab", (path) => {
  let lab: LabServer;
  let browser: Browser;

  beforeAll(async () => {
    const home = temporaryFolder();
    const folder = join(home, "notebooks");
    mkdirSync(folder);
    const lesson = readFileSync(join(ROOT, "notebooks", "00-welcome.ipynb"), "utf8");
    const { metadata }: { metadata: object } = JSON.parse(lesson);
    const data = changesBundle(changes, { name: "box" });
    const output = { output_type: "display_data", metadata: {}, data };
    const cell = {
      cell_type: "code",
      id: "diff",
      metadata: {},
      execution_count: 1,
      source: ["await box.diff()"],
      outputs: [output],
    };
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata, cells: [cell] };
    writeFileSync(join(folder, "many.ipynb"), JSON.stringify(notebook));
    lab = await startLab({ home, args: [`--ServerApp.root_dir=${folder}`] });
    browser = await chromium.launch({ executablePath: path("chromium"), args: CHROMIUM_FLAGS });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  test("are folded, one click away, and then found and shown by its search", {
    timeout: 90_000,
  }, async () => {
    const page = await browser.newPage({ viewport: { width: 1180, height: 1000 } });
    await page.goto(new URL(`lab/workspaces/many/tree/many.ipynb?token=${lab.token}`, lab.url).href);
    const output = page.locator(".jp-OutputArea-output");
    const row = output.getByText("/srv/directory-8/file-877.txt", { exact: true });
    await row.waitFor({ state: "attached", timeout: 60_000 });
    expect(await row.isVisible()).toBe(false);
    await output.locator("summary").first().click();
    await expect.poll(() => row.isVisible()).toBe(true);
    // The page has not become a thousand rows longer.
    const box = await output.locator("details > div").first().boundingBox();
    expect(box?.height).toBeLessThan(500);
    expect(await axeProblems(page, ".jp-OutputArea-output")).toEqual([]);

    await page.locator(".jp-CodeCell .cm-content").click();
    await page.keyboard.press("Control+f");
    const search = page.locator("textarea.jp-DocumentSearch-input").first();
    await search.fill("file-877.txt");
    await page.getByTitle("Show Search Filters").click();
    await page.getByText("Search Cell Outputs").click();
    await page.locator(".jp-DocumentSearch-index-counter", { hasText: "1/1" }).waitFor();
    const mark = output.locator("mark");
    await expect.poll(() => mark.isVisible()).toBe(true);
    const found = await mark.boundingBox();
    const shown = await output.locator("details > div").first().boundingBox();
    expect(found?.y).toBeGreaterThanOrEqual(shown?.y ?? Number.NaN);
    expect(found?.y).toBeLessThan((shown?.y ?? Number.NaN) + (shown?.height ?? Number.NaN));
  });
});
